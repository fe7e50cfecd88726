/** Reading the client's store from components. */
import { useStore } from './externalStore.ts';
import { client, type ClientState } from './client.ts';
import type { Session } from './session.ts';

export const useClient = <S>(select: (state: ClientState) => S): S => useStore(client, select);

/** The game on the table; only for screens that are shown while there is one. */
export const useSession = (): Session => {
  const session = useClient((state) => state.session);
  if (session === null) throw new Error('a screen of a game was shown without a game');
  return session;
};
