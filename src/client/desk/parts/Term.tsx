/**
 * A term of the field with a short explanation: under the pointer, on keyboard focus, and at a tap or press, which a
 * plain tooltip would not answer. A button of its own, so it never stands within another.
 */
import { type ReactElement, type ReactNode, useState } from 'react';
import { Button, type PressEvent, Tooltip, TooltipTrigger } from 'react-aria-components';
import { useWords } from '../../i18n/words.ts';
import { FIGURE_TERMS, type TermName } from './glossary.ts';

const OPENS_AFTER_MS = 300;
const GAP_PX = 6;
/** Free pixels to the edge of the page. */
const MARGIN_PX = 12;

interface TermProps {
  readonly name: TermName;
  /** The term as it stands there. */
  readonly children: ReactNode;
}

export const Term = ({ name, children }: TermProps): ReactElement => {
  const words = useWords();
  const [isOpen, setOpen] = useState(false);
  // A finger has no hover to end, so the second tap closes.
  const press = ({ pointerType }: PressEvent): void => setOpen(pointerType === 'touch' ? !isOpen : true);
  return (
    <TooltipTrigger isOpen={isOpen} onOpenChange={setOpen} delay={OPENS_AFTER_MS} shouldCloseOnPress={false}>
      <Button className="term" onPress={press}>
        {children}
      </Button>
      <Tooltip className="term-help" offset={GAP_PX} containerPadding={MARGIN_PX}>
        {words.t(`glossary.${name}`)}
      </Tooltip>
    </TooltipTrigger>
  );
};

/** The name of a figure, explained where it is a term. */
export const FigureName = ({ name }: { readonly name: string }): ReactElement => {
  const words = useWords();
  const term = FIGURE_TERMS[name];
  return term === undefined ? <>{words.figure(name)}</> : <Term name={term}>{words.figure(name)}</Term>;
};
