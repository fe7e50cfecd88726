/** What Home offers. Ids of the rules and the bots, which load after Home; a test holds them to the rules. */
import type { Side } from '../../../ruleset/schema.ts';

export const SIDE_CHOICES: readonly Side[] = ['us', 'cn'];
export const SCENARIO_CHOICES = ['tutorial', 'classroom', 'dawn-2026', 'dawn-2027', 'debris-first', 'mirror'] as const;
export const TUTORIAL = SCENARIO_CHOICES[0];
export const OPPONENT_CHOICES = [
  'balancer',
  'racer',
  'grid-first',
  'fortress',
  'raider',
  'diplomat',
  'centralist',
  'choker',
  'student',
  'officer',
  'strategist',
  'adversary',
  'random',
  'person',
] as const;
/** The rules as they stand first, then from the paper that hopes most to the reading that doubts. */
export const PACK_CHOICES = ['base', 'starcloud-white-paper', 'suncatcher-paper', 'sceptic'] as const;
export const BASE_PACK = PACK_CHOICES[0];
