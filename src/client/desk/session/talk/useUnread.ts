/** How many messages of others have come since the talk was last open; a reload of the page does not forget it. */
import { useEffect, useState } from 'react';
import { useHosted } from '../../../store/hosted.ts';

const keyOf = (memberId: string | undefined, code: string | undefined): string => `dawnline.heard.${code}.${memberId}`;

const readSeen = (key: string): number => {
  try {
    return Number(sessionStorage.getItem(key) ?? 0);
  } catch {
    // Where nothing can be stored, everything is new after a reload.
    return 0;
  }
};
const keepSeen = (key: string, count: number): void => {
  try {
    sessionStorage.setItem(key, String(count));
  } catch {
    // As above.
  }
};

export const useUnread = (isOpen: boolean): number => {
  const ownId = useHosted((state) => state.welcome?.memberId);
  const code = useHosted((state) => state.welcome?.code);
  const messages = useHosted((state) => state.talk?.messages);
  const key = keyOf(ownId, code);
  const heard = (messages ?? []).filter(({ memberId }) => memberId !== ownId).length;
  const [seen, setSeen] = useState(() => readSeen(key));
  if (isOpen && seen < heard) setSeen(heard);
  useEffect(() => {
    if (seen > 0) keepSeen(key, seen);
  }, [key, seen]);
  return isOpen ? 0 : Math.max(0, heard - seen);
};
