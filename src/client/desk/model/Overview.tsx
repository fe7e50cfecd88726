/** The first page of the reference: what it is, how much of it there is, and how it compares with what was published. */
import type { ReactElement } from 'react';
import { MODEL_SECTIONS } from '../../../physics/model.ts';
import { useWords } from '../../i18n/words.ts';
import { modelAddress } from '../../store/modelPlace.ts';
import { PACKS_ENTRY } from './entries.ts';
import { usePrecise } from './precise.ts';
import { casesOf, publishedCases, sections } from './reference.ts';

const isModelSection = (id: string): boolean => (MODEL_SECTIONS as readonly string[]).includes(id);

export const Overview = (): ReactElement => {
  const words = useWords();
  const precise = usePrecise();
  const published = publishedCases.filter(({ isRecomputed }) => !isRecomputed);
  const passed = published.filter(({ passes }) => passes).length;
  const modelSections = sections.filter(({ id }) => isModelSection(id));
  return (
    <>
      <p className="lead">{words.t('model.lead')}</p>
      <p>
        {words.t('model.casesPass', { passed, published: published.length })}{' '}
        <span className="soft">{words.t('model.recomputed', { count: publishedCases.length - published.length })}</span>
      </p>
      <p>
        <a href={modelAddress(PACKS_ENTRY)}>{words.t('model.packsLink')}</a>
      </p>
      <table className="model-overview">
        <thead>
          <tr>
            <th scope="col">{words.t('model.sectionHead')}</th>
            <th scope="col">{words.t('model.functions')}</th>
            <th scope="col">{words.t('model.cases')}</th>
            <th scope="col">{words.t('model.passed')}</th>
          </tr>
        </thead>
        <tbody>
          {modelSections.map(({ id, entries }) => {
            const cases = entries.flatMap((entry) => casesOf(entry.id));
            return (
              <tr key={id}>
                <th scope="row">{words.t(`model.section.${id}`)}</th>
                <td className="number">{precise.number(entries.length)}</td>
                <td className="number">{precise.number(cases.length)}</td>
                <td className="number">{precise.number(cases.filter(({ passes }) => passes).length)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
};
