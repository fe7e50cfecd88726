/** How the games of a forecast end, as one bar and in words, and what has changed against the question before. */
import type { ReactElement } from 'react';
import { endChances, type Estimate, FORECAST_ENDS, forecastChange } from '../../../study/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import type { Answered, Asked } from '../../store/forecast.ts';
import { isWithinChance, signed } from './difference.ts';

export const Chances = ({ games }: Pick<Answered, 'games'>): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const chances = endChances(games);
  return (
    <section className="forecast-ends" aria-label={words.t('forecast.ends')}>
      <div className="ends-bar" aria-hidden="true">
        {FORECAST_ENDS.map((end) => (
          <span key={end} className={`end-${end}`} style={{ flexGrow: chances[end].frac }} />
        ))}
      </div>
      <dl>
        {FORECAST_ENDS.map((end) => (
          <div key={end} className={`end-${end}`}>
            <dt>{words.t(`forecast.end.${end}`)}</dt>
            <dd>
              <strong className="number">{formats.percent(chances[end].frac, 0)}</strong>{' '}
              <span className="soft number">
                {words.t('forecast.within', { error: formats.percent(chances[end].error, 0) })}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

const sameOrders = (a: Asked, b: Asked): boolean => JSON.stringify(a.draft) === JSON.stringify(b.draft);

const verdictOf = (difference: Estimate): 'better' | 'worse' | 'even' => {
  if (isWithinChance(difference)) return 'even';
  return difference.mean > 0 ? 'better' : 'worse';
};

/** Both questions were asked of the same dice, so that little is left to luck in what lies between them. */
export const Changed = ({
  before,
  now,
}: {
  readonly before: Answered;
  readonly now: Answered;
}): ReactElement | null => {
  const words = useWords();
  const formats = useFormats();
  const { pairs, won, margin } = forecastChange(before.games, now.games);
  if (pairs === 0) return null;
  const what = sameOrders(before.asked, now.asked) ? 'assumptions' : 'orders';
  return (
    <p className="forecast-changed">
      {words.t(`forecast.changed.${what}`, {
        won: signed(won.mean * 100, formats),
        wonError: formats.number((won.error ?? 0) * 100, 1),
        lead: signed(margin.mean, formats),
        leadError: formats.number(margin.error ?? 0, 1),
        games: formats.number(pairs, 0),
      })}{' '}
      <strong>{words.t(`forecast.changed.${verdictOf(margin)}`)}</strong>
    </p>
  );
};
