/** What a side takes the other for, beside what the other has: read from both sides' own views. */
import { type Estimate, rivalOf, type SideView } from '../../../../engine/index.ts';
import type { BySide, Side } from '../../../../ruleset/terms.ts';

export interface Belief {
  readonly name: string;
  readonly unit: string;
  readonly estimate: Estimate;
  readonly truth: number;
}

const primaryMw = ({ centres }: SideView): number =>
  centres.filter(({ role }) => role === 'primary').reduce((sum, { powerMw }) => sum + powerMw, 0);

export const beliefsOf = (views: BySide<SideView>, side: Side): readonly Belief[] => {
  const { rival } = views[side];
  const truth = views[rivalOf(side)];
  return [
    { name: 'deliveredPops', unit: 'POPS', estimate: rival.deliveredPops, truth: truth.own.deliveredPops },
    { name: 'groundPowerMw', unit: 'MW', estimate: rival.groundPowerMw, truth: primaryMw(truth) },
    { name: 'points', unit: 'points', estimate: rival.points, truth: truth.own.points },
  ];
};
