/**
 * What this browser keeps of a seat in a hosted session: the token that opens it, and frames that the server has not
 * answered, so that a reload loses none. Nothing of the game is kept here. In private mode it lasts as long as the page.
 */
export interface KeptSeat {
  readonly token: string;
  /** Frames as they were sent, with their numbers; sent again the same. */
  readonly waiting: readonly (readonly [id: number, text: string])[];
}

export interface KeptSeats {
  /** `seatId` is the session's code, and for the room's picture something after it. */
  readonly read: (seatId: string) => KeptSeat | null;
  readonly keep: (seatId: string, seat: KeptSeat) => void;
  readonly forget: (seatId: string) => void;
}

const PREFIX = 'dawnline.seat.';
const keyOf = (seatId: string): string => PREFIX + seatId;

const isKeptSeat = (value: unknown): value is KeptSeat =>
  typeof value === 'object' &&
  value !== null &&
  'token' in value &&
  typeof value.token === 'string' &&
  'waiting' in value &&
  Array.isArray(value.waiting);

/** Seats in a storage of the browser, and beside it for as long as the page stands. */
export const makeKeptSeats = (storage: () => Storage): KeptSeats => {
  const here = new Map<string, KeptSeat>();
  return {
    read: (seatId) => {
      const known = here.get(seatId);
      if (known !== undefined) return known;
      try {
        const kept: unknown = JSON.parse(storage().getItem(keyOf(seatId)) ?? 'null');
        return isKeptSeat(kept) ? kept : null;
      } catch {
        return null;
      }
    },
    keep: (seatId, seat) => {
      here.set(seatId, seat);
      try {
        storage().setItem(keyOf(seatId), JSON.stringify(seat));
      } catch {
        // Private mode or full: the seat is kept until the page is left.
      }
    },
    forget: (seatId) => {
      here.delete(seatId);
      try {
        storage().removeItem(keyOf(seatId));
      } catch {
        // Then nothing was kept there.
      }
    },
  };
};

/** Codes of the sessions in which this browser has a seat of somebody's. */
export const keptCodes = (): readonly string[] => {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX) && !key.includes('.', PREFIX.length))
      .map((key) => key.slice(PREFIX.length))
      .toSorted();
  } catch {
    return [];
  }
};
