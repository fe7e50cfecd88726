/** The worker in which a game is held: the host, reached by messages. */
import '../noEval.ts';
import ruleset from 'virtual:ruleset';
import { expose } from 'comlink';
import { makeGameHost } from './gameHost.ts';

expose(makeGameHost(ruleset, () => Date.now()));
