/** Language, theme, motion and sound, on every screen in the same place. */
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage, LANGUAGES } from '../../i18n/languages.ts';
import { useStore } from '../../store/externalStore.ts';
import { choosePreference, isTheme, preferences, type Preferences as Chosen, THEMES } from '../../store/preferences.ts';

const chosen = (state: Chosen): Chosen => state;

export const Preferences = (): ReactElement => {
  const { t } = useTranslation();
  const { language, theme, reducedMotion, sound, volume } = useStore(preferences, chosen);
  return (
    <div className="preferences">
      <label>
        <span className="visually-hidden">{t('preference.language')}</span>
        <select
          value={language}
          onChange={({ target }) => isLanguage(target.value) && choosePreference({ language: target.value })}
        >
          {LANGUAGES.map((id) => (
            <option key={id} value={id} lang={id}>
              {t(`language.${id}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="visually-hidden">{t('preference.theme')}</span>
        <select
          value={theme}
          onChange={({ target }) => isTheme(target.value) && choosePreference({ theme: target.value })}
        >
          {THEMES.map((id) => (
            <option key={id} value={id}>
              {t(`theme.${id}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="check">
        <input
          type="checkbox"
          checked={reducedMotion}
          onChange={({ target }) => choosePreference({ reducedMotion: target.checked })}
        />
        {t('preference.reducedMotion')}
      </label>
      <label className="check">
        <input type="checkbox" checked={sound} onChange={({ target }) => choosePreference({ sound: target.checked })} />
        {t('preference.sound')}
      </label>
      {sound && (
        <label className="volume">
          <span className="visually-hidden">{t('preference.volume')}</span>
          <input
            type="range"
            min={0}
            max={1}
            step={0.1}
            value={volume}
            onChange={({ target }) => choosePreference({ volume: target.valueAsNumber })}
          />
        </label>
      )}
    </div>
  );
};
