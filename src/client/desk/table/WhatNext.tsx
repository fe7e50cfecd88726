/** What is still to be decided this turn, the most pressing first. */
import { type ReactElement, use } from 'react';
import type { SideView } from '../../../engine/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { useSession } from '../../store/useClient.ts';
import { Guide, useHasGuide } from '../tutorial/Guide.tsx';
import { AheadOfAdvice } from './besideSeal.ts';
import { useJudgedDraft } from './JudgedDraft.tsx';

type Advice = readonly [key: string, values?: Readonly<Record<string, string>>];

/** Share of the treasury beyond which idle money is worth a word. */
const IDLE_FRAC = 0.5;
const SHEDDING = new Set(['voltageReduction', 'rotatingOutages']);

const worries = (
  view: SideView,
  regionName: (id: string) => string,
  agreementName: (id: string) => string,
): readonly Advice[] => {
  const offer = view.agreements.find((agreement) => agreement.offeredByRival && !agreement.offeredByOwn);
  const short = view.regions.find((region) => SHEDDING.has(region.machine));
  const advice: Advice[] = [];
  if (offer) advice.push(['next.offer', { agreement: agreementName(offer.id) }]);
  if (short) advice.push(['next.grid', { region: regionName(short.id) }]);
  if (view.own.mineralsFillFrac < 1) advice.push(['next.minerals']);
  return advice;
};

export const WhatNext = (): ReactElement => {
  const words = useWords();
  const formats = useFormats();
  const { view, draft, rights } = useSession();
  const { fundsLeftMusd, rejections } = useJudgedDraft();
  const hasGuide = useHasGuide();
  const advice: Advice[] = [];
  const isRound = view.stage === 'crisisRound';
  if (isRound) advice.push(['next.crisisRound']);
  if (rights.seal.kind === 'sealed') advice.push(['next.sealed']);
  else if (rejections.length > 0) advice.push(['next.mend']);
  else if (draft.orders.length === 0 && (!isRound || rights.seal.kind === 'own'))
    advice.push([isRound ? 'next.answer' : 'next.start']);
  else if (!isRound && fundsLeftMusd > view.own.fundsMusd * IDLE_FRAC)
    advice.push(['next.idleFunds', { funds: formats.money(fundsLeftMusd) }]);
  else advice.push([rights.seal.kind === 'own' ? 'next.seal' : 'next.otherSeals']);
  if (!isRound) advice.push(...worries(view, words.region, (id) => words.or(`agreement.${id}.name`, id)));
  // Nobody is guided through a crisis round.
  if (hasGuide && !isRound) return <Guide />;
  return (
    <section className="what-next" aria-label={words.t('next.title')}>
      <strong>{words.t('next.title')}</strong>
      <ul>
        {use(AheadOfAdvice)}
        {advice.map(([key, values]) => (
          <li key={key}>{words.t(key, values)}</li>
        ))}
      </ul>
    </section>
  );
};
