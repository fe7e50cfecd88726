/** What a pack of assumptions changes: each number before and after, with the source of the change. */
import type { ReactElement } from 'react';
import type { SourceEntry } from '../../../ruleset/schema.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import type { ReplacedNumber } from '../../store/assumptions.ts';
import type { WorkingTarget } from '../../store/client.ts';
import { usePrecise } from '../model/precise.ts';
import { Figure } from './Figure.tsx';
import { ModelText } from './ModelText.tsx';

/** `satellites.starcloud-2.massKg` → what it is, and of which thing. */
const nameOf = (path: string, words: Words): { readonly name: string; readonly thing: string } => {
  const parts = path.split('.');
  const [file = '', id = ''] = parts;
  const thing = parts.length < 3 ? '' : file === 'vehicles' ? words.vehicle(id) : words.or(`design.${id}`, id);
  return { name: words.figure(parts.at(-1) ?? path), thing };
};

/** Below this, three digits after the point would hide the difference. */
const SMALL = 0.1;

interface ReplacedNumbersProps {
  readonly replaced: readonly ReplacedNumber[];
  readonly sources: Readonly<Record<string, SourceEntry>>;
  /** The working that the number after the change opens; nothing where there is no game. */
  readonly targetOf?: (path: string) => WorkingTarget | null;
}

export const ReplacedNumbers = ({
  replaced,
  sources,
  targetOf = () => null,
}: ReplacedNumbersProps): ReactElement | null => {
  const words = useWords();
  const formats = useFormats();
  const precise = usePrecise();
  const shown = (value: number, unit: string, name: string): string =>
    unit !== '1' && Math.abs(value) < SMALL ? precise.value(value, unit) : formats.quantity(value, unit, name);
  if (replaced.length === 0) return null;
  return (
    <ul className="replaced plain-list" aria-label={words.t('pack.replaces')}>
      {replaced.map(({ path, before, after, note }) => {
        const { name, thing } = nameOf(path, words);
        const last = path.slice(path.lastIndexOf('.') + 1);
        return (
          <li key={path}>
            <div className="split">
              <span>
                {thing !== '' && <strong>{thing}</strong>} {name}
              </span>
              <span className="number">
                <span className="soft">
                  <span className="visually-hidden">{words.t('pack.before')}</span>
                  {shown(before.value, before.unit, last)}
                </span>
                <span aria-hidden="true"> → </span>
                <span className="visually-hidden">{words.t('pack.after')}</span>
                <Figure target={targetOf(path)} label={thing === '' ? name : `${thing}, ${name}`}>
                  {shown(after.value, after.unit, last)}
                </Figure>
              </span>
            </div>
            <small className="soft">
              <cite lang="en">{sources[after.source]?.title ?? after.source}</cite>{' '}
              {words.t('pack.confidence', { confidence: words.or(`confidence.${after.confidence}`, after.confidence) })}
              {after.value === before.value && words.t('pack.same')}
              {note !== '' && (
                <>
                  {' · '}
                  <ModelText english={note} />
                </>
              )}
            </small>
          </li>
        );
      })}
    </ul>
  );
};
