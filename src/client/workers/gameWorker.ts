/**
 * The worker in which a game is held: the host, reached by messages, and what the room may see of it, told to the
 * projector's windows.
 */
import '../noEval.ts';
import ruleset from 'virtual:ruleset';
import { expose } from 'comlink';
import { ASK_FOR_PICTURE, PROJECTION_CHANNEL, type PublicPicture } from '../store/projection.ts';
import { makeGameHost } from './gameHost.ts';

const projection = new BroadcastChannel(PROJECTION_CHANNEL);
let latest: PublicPicture | null = null;

const project = (picture: PublicPicture): void => {
  latest = picture;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel, not a window
  projection.postMessage(picture);
};

projection.addEventListener('message', ({ data }) => {
  if (data === ASK_FOR_PICTURE && latest !== null) project(latest);
});

// On a plain http address there are no locks, whatever the types say.
const locks: LockManager | undefined = navigator.locks;
const channel = new BroadcastChannel('dawnline.games');
expose(makeGameHost(ruleset, { nowMs: () => Date.now(), locks, channel, project }));
