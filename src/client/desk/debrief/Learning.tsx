/** What a class should be able to say afterwards: each goal with the numbers of this game. */
import type { ReactElement } from 'react';
import { SIDES } from '../../../ruleset/terms.ts';
import type { Debrief } from '../../../study/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { SideHeads } from './HalfYears.tsx';

export const Learning = ({ debrief }: { readonly debrief: Debrief }): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const goals = [...new Set(debrief.metrics.map(({ goal }) => goal))];
  return (
    <section className="panel">
      <h2>{words.t('debrief.learning.title')}</h2>
      <table className="changes learning">
        <caption className="visually-hidden">{words.t('debrief.learning.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{words.t('debrief.learning.metric')}</th>
            <SideHeads />
          </tr>
        </thead>
        {goals.map((goal) => (
          <tbody key={goal}>
            <tr>
              <th scope="rowgroup" colSpan={3} className="goal">
                {words.t(`debrief.goal.${goal}`)}
              </th>
            </tr>
            {debrief.metrics
              .filter((metric) => metric.goal === goal)
              .map(({ id, unit, values }) => (
                <tr key={id}>
                  <th scope="row">{words.t(`debrief.metric.${id}`)}</th>
                  {SIDES.map((side) => {
                    const value = values[side];
                    return (
                      <td key={side} className="number">
                        {value === null ? words.t('debrief.metric.none') : formats.quantity(value, unit, id)}
                      </td>
                    );
                  })}
                </tr>
              ))}
          </tbody>
        ))}
      </table>
    </section>
  );
};
