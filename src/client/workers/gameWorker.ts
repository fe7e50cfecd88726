/**
 * The worker in which a game is held: the host, reached by messages, and what the room may see of it, told to the
 * projector's windows.
 */
import '../noEval.ts';
import ruleset from 'virtual:ruleset';
import { expose } from 'comlink';
import { ASK_FOR_PICTURE, PROJECTION_CHANNEL, type PublicPicture } from '../store/projection.ts';
import { makeGameHost } from './gameHost.ts';

const channel = new BroadcastChannel(PROJECTION_CHANNEL);
let latest: PublicPicture | null = null;

const project = (picture: PublicPicture): void => {
  latest = picture;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel, not a window
  channel.postMessage(picture);
};

channel.addEventListener('message', ({ data }) => {
  if (data === ASK_FOR_PICTURE && latest !== null) project(latest);
});

expose(makeGameHost(ruleset, () => Date.now(), project));
