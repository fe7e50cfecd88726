/** Keys of the desk: pressed outside of any field, they do what the visible buttons do. Listed under `?`. */
import { type ReactElement, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import {
  backWorking,
  client,
  fillStaffPlan,
  redo,
  showForecast,
  showHelp,
  showTheatre,
  undo,
} from '../../store/client.ts';
import { parseGuidePlace } from '../../store/guidePlace.ts';
import { parseModelPlace } from '../../store/modelPlace.ts';
import { useClient } from '../../store/useClient.ts';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { SHORTCUTS } from './shortcutIds.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  // A slider takes no letters.
  !(target instanceof HTMLInputElement && target.type === 'range') &&
  (target.isContentEditable || ['INPUT', 'SELECT', 'TEXTAREA'].includes(target.tagName));

const pressPrimary = (): void => {
  const primary = document.querySelector<HTMLButtonElement>('button[data-primary]:not(:disabled)');
  primary?.click();
};

const WALKING_KEYS = new Set(['Tab', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End']);

/** Letters find an entry in a list that is walked by keyboard; there they must not seal a turn. */
const isFindingEntry = (target: EventTarget | null, isWalking: boolean): boolean =>
  isWalking && target instanceof Element && target.closest('[role="treegrid"]') !== null;

/** Not where the reference of the model, or a guide, covers the table. */
const onTable = (action: () => void): void => {
  if (
    client.get().screen === 'table' &&
    parseModelPlace(location.hash) === null &&
    parseGuidePlace(location.hash) === null
  )
    action();
};

/** What was opened last is closed first. */
const goBack = (): void => {
  if (client.get().working.length > 0) backWorking();
  else showForecast(false);
};

const plainKeys: Readonly<Record<string, () => void>> = {
  n: pressPrimary,
  s: () => onTable(() => void fillStaffPlan()),
  f: () => onTable(() => showForecast(!client.get().isForecastOpen)),
  '1': () => showTheatre('orbit'),
  '2': () => showTheatre('ground'),
  Escape: goBack,
  '?': () => showHelp(true),
};

const pressed = (event: KeyboardEvent, isWalking: boolean): (() => void) | null => {
  if (
    isTyping(event.target) ||
    isFindingEntry(event.target, isWalking) ||
    event.altKey ||
    document.querySelector('dialog[open], [role="dialog"]')
  )
    return null;
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== 'z') return null;
    return () => onTable(event.shiftKey ? redo : undo);
  }
  const { working, isForecastOpen } = client.get();
  if (event.key === 'Escape' && working.length === 0 && !isForecastOpen) return null;
  return plainKeys[event.key] ?? null;
};

export const ShortcutsButton = (): ReactElement => {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="icon-button"
      onClick={() => showHelp(true)}
      aria-label={t('shortcut.title')}
      title={t('shortcut.title')}
      aria-keyshortcuts="?"
    >
      <Icon name="help" />
    </button>
  );
};

/** Listens for the keys on every screen, and shows their list when asked. */
export const Shortcuts = (): ReactElement | null => {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const isOpen = useClient((state) => state.isHelpOpen);
  useEffect(() => {
    let isWalking = false;
    const listen = (event: KeyboardEvent): void => {
      if (WALKING_KEYS.has(event.key)) isWalking = true;
      const action = pressed(event, isWalking);
      if (action === null) return;
      event.preventDefault();
      action();
    };
    const point = (): void => {
      isWalking = false;
    };
    // On the way down: lists keep to themselves the keys that they hear.
    window.addEventListener('keydown', listen, { capture: true });
    window.addEventListener('pointerdown', point, { capture: true });
    return () => {
      window.removeEventListener('keydown', listen, { capture: true });
      window.removeEventListener('pointerdown', point, { capture: true });
    };
  }, []);
  useEffect(() => {
    if (isOpen) dialog.current?.showModal();
  }, [isOpen]);
  if (!isOpen) return null;
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby="shortcuts-title" onClose={() => showHelp(false)}>
      <h2 id="shortcuts-title">{t('shortcut.title')}</h2>
      <dl className="shortcuts">
        {SHORTCUTS.map((id) => (
          <div key={id}>
            <dt>
              <kbd>{t(`shortcut.${id}.key`)}</kbd>
            </dt>
            <dd>{t(`shortcut.${id}.does`)}</dd>
          </div>
        ))}
      </dl>
      <Button onClick={() => dialog.current?.close()}>{t('shortcut.close')}</Button>
    </dialog>
  );
};
