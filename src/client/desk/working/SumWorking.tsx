/** A number of the side that is a plain sum: what it is made of, each part with its own working. */
import type { ReactElement } from 'react';
import type { SideView } from '../../../engine/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords, type Words } from '../../i18n/words.ts';
import type { WorkingTarget } from '../../store/client.ts';
import { useSession } from '../../store/useClient.ts';
import { Figure } from '../parts/Figure.tsx';
import { findingOf } from '../table/findingOf.ts';

interface Part {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly target: WorkingTarget | null;
}

type SumName = Extract<WorkingTarget, { kind: 'sum' }>['name'];

const useParts = (name: SumName, view: SideView, words: Words): readonly Part[] => {
  const { pages } = useSession();
  const find = (kind: 'group' | 'centre', id: string, result: string) => findingOf(pages, { kind, id }, [result]);
  const groups = view.groups.map(({ id, deliveredPops }) => ({
    id,
    name: words.programme(id),
    value: deliveredPops,
    target: find('group', id, 'deliveredPops'),
  }));
  if (name === 'deliveredOrbitalPops') return groups;
  const centres = view.centres.map(({ id, role, deliveredPops, recoveredPops }) => ({
    id,
    name: words.subject('centre', id),
    value: role === 'primary' ? deliveredPops : recoveredPops,
    target: find('centre', id, role === 'primary' ? 'deliveredPops' : 'recoveredPops'),
  }));
  return [...centres, ...groups];
};

export const SumWorking = ({ name }: { readonly name: SumName }): ReactElement => {
  const { view } = useSession();
  const words = useWords();
  const formats = useFormats();
  const parts = useParts(name, view, words);
  return (
    <>
      <h2>{words.figure(name)}</h2>
      <p className="outcome number">{formats.quantity(view.own[name], 'POPS')}</p>
      <section>
        <h3>{words.t('working.equation')}</h3>
        <pre className="equation">{words.t(`sum.${name}`)}</pre>
      </section>
      <section>
        <h3>{words.t('working.inputs')}</h3>
        <dl className="facts">
          {parts.map((part) => (
            <div key={part.id}>
              <dt>{part.name}</dt>
              <dd>
                <Figure target={part.target} label={part.name} isInner>
                  {formats.quantity(part.value, 'POPS')}
                </Figure>
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
};
