/** A number of the rules: value, range, confidence and source. */
import type { ReactElement } from 'react';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useSession } from '../../store/useClient.ts';
import { SourceList } from './SourceList.tsx';

const lastName = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

export const RuleWorking = ({ path }: { readonly path: string }): ReactElement => {
  const { game, replaced } = useSession();
  const words = useWords();
  const formats = useFormats();
  const provenance = game.ruleset.provenance[path];
  if (provenance === undefined) return <p>{words.t('working.notVisible')}</p>;
  const name = lastName(path);
  const { value, unit, low, high, source, confidence } = provenance;
  const change = replaced.find((each) => each.path === path);
  return (
    <>
      <h2>{words.figure(name)}</h2>
      <p className="soft">{words.t('working.isRule')}</p>
      {change !== undefined && (
        <p className="rule-replaced">
          {words.t('pack.replaced', {
            pack: words.or(`pack.${game.packId}.name`, game.packId),
            before: formats.quantity(change.before.value, unit, name),
          })}
        </p>
      )}
      <dl className="facts">
        <div>
          <dt>{words.t('working.value')}</dt>
          <dd className="number">{formats.quantity(value, unit, name)}</dd>
        </div>
        <div>
          <dt>{words.t('working.plausible')}</dt>
          <dd className="number">{formats.range(low, high, unit, name)}</dd>
        </div>
        <div>
          <dt>{words.t('working.confidence')}</dt>
          <dd>{words.or(`confidence.${confidence}`, confidence)}</dd>
        </div>
        <div>
          <dt>{words.t('working.path')}</dt>
          <dd>
            <code>{path}</code>
          </dd>
        </div>
      </dl>
      <SourceList ids={change === undefined ? [source] : [source, change.before.source]} />
    </>
  );
};
