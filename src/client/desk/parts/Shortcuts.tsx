/** Keys of the desk: pressed outside of any field, they do what the visible buttons do. Listed under `?`. */
import { type ReactElement, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { backWorking, client, fillStaffPlan, redo, showHelp, showTheatre, undo } from '../../store/client.ts';
import { useClient } from '../../store/useClient.ts';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import { SHORTCUTS } from './shortcutIds.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'SELECT', 'TEXTAREA'].includes(target.tagName));

const pressPrimary = (): void => {
  const primary = document.querySelector<HTMLButtonElement>('button[data-primary]:not(:disabled)');
  primary?.click();
};

/** Letters find an entry in a list that is walked by keyboard; there they must not seal a turn. */
const isFindingEntry = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role="treegrid"] [data-focus-visible]') !== null;

const onTable = (action: () => void): void => {
  if (client.get().screen === 'table') action();
};

const plainKeys: Readonly<Record<string, () => void>> = {
  n: pressPrimary,
  s: () => onTable(() => void fillStaffPlan()),
  '1': () => showTheatre('orbit'),
  '2': () => showTheatre('ground'),
  Escape: backWorking,
  '?': () => showHelp(true),
};

const pressed = (event: KeyboardEvent): (() => void) | null => {
  if (isTyping(event.target) || isFindingEntry(event.target) || event.altKey || document.querySelector('dialog[open]'))
    return null;
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() !== 'z') return null;
    return () => onTable(event.shiftKey ? redo : undo);
  }
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
    const listen = (event: KeyboardEvent): void => {
      const action = pressed(event);
      if (action === null) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
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
