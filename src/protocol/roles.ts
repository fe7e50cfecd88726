/**
 * Which frames a role may send: asked by the session before anything else, and by the client, which offers nobody
 * what would be refused. Whether the moment allows it is the session's to say.
 */
import type { Office, Role, SeatFrameKind } from './session.ts';

const ANALYST = ['message.send', 'page.read', 'session.export'] as const;
const ADJUDICATOR = [
  ...ANALYST,
  'message.release',
  'message.intercept',
  'inject.prepare',
  'inject.withdraw',
  'override.make',
  'override.withdraw',
  'turn.back',
] as const;
const BY_OFFICE: { readonly [O in Office]: readonly SeatFrameKind[] } = {
  analyst: ANALYST,
  adjudicator: ADJUDICATOR,
  controller: [
    ...ADJUDICATOR,
    'turn.force',
    'session.start',
    'session.pause',
    'session.resume',
    'session.end',
    'session.reveal',
    'settings.set',
    'timer.set',
    'timer.extend',
    'member.move',
    'member.remove',
    'side.bot',
    'session.erase',
  ],
};
const BY_SIDE: readonly SeatFrameKind[] = [
  'order.add',
  'order.replace',
  'order.remove',
  'draft.plan',
  'draft.clear',
  'seal',
  'intent.state',
  'message.send',
  'page.read',
];

/** Whether a role may send frames of a kind at all. */
export const roleMaySend = (role: Role, kind: SeatFrameKind): boolean => {
  if (role.kind === 'white') return BY_OFFICE[role.office].includes(kind);
  return role.kind === 'side' && BY_SIDE.includes(kind);
};
