/** A button whose deed is asked about once more, in its own place: no window opens over the page. */
import { type ReactElement, useEffect, useRef, useState } from 'react';
import { useWords } from '../../../i18n/words.ts';
import { Button } from '../../parts/Button.tsx';
import type { IconName } from '../../parts/Icon.tsx';

interface AskedProps {
  readonly label: string;
  /** What is asked before it is done. */
  readonly question: string;
  readonly onSure: () => void;
  readonly look?: 'plain' | 'quiet';
  readonly icon?: IconName;
  readonly isPrimary?: boolean;
}

export const Asked = ({
  label,
  question,
  onSure,
  look = 'plain',
  icon,
  isPrimary = false,
}: AskedProps): ReactElement => {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    // The focus follows the question and comes back from it, but is not taken when the page opens.
    if (isOpen || wasOpen.current) place.current?.querySelector('button')?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return (
    <span ref={place} className="asked">
      {isOpen ? (
        <span role="group" aria-label={question} className="asked-open">
          <span>{question}</span>
          <Button onClick={() => setOpen(false)}>{words.t('white.no')}</Button>
          <Button
            look="primary"
            onClick={() => {
              setOpen(false);
              onSure();
            }}
          >
            {label}
          </Button>
        </span>
      ) : (
        <Button look={look} isPrimary={isPrimary} {...(icon && { icon })} onClick={() => setOpen(true)}>
          {label}
        </Button>
      )}
    </span>
  );
};
