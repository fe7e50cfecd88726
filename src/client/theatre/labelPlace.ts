/** Where a name stands so that it covers no mark. Lengths in CSS pixels, y downwards. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Between a name and a mark. */
const CLEARANCE_PX = 3;

const overlap = (a: Rect, b: Rect): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

const shifted = (rect: Rect, byPx: number): Rect => ({ ...rect, top: rect.top + byPx, bottom: rect.bottom + byPx });

/**
 * How far up or down a name moves to be clear of all marks within `bounds`, as little as may be; nothing where it stands
 * clear, or where there is no room.
 */
export const clearShift = (name: Rect, marks: readonly Rect[], bounds: Rect): number => {
  const isClear = (byPx: number): boolean => {
    const moved = shifted(name, byPx);
    return moved.top >= bounds.top && moved.bottom <= bounds.bottom && !marks.some((mark) => overlap(moved, mark));
  };
  if (!marks.some((mark) => overlap(name, mark))) return 0;
  const shifts = marks.flatMap((mark) => [
    mark.top - CLEARANCE_PX - name.bottom,
    mark.bottom + CLEARANCE_PX - name.top,
  ]);
  return shifts.toSorted((a, b) => Math.abs(a) - Math.abs(b)).find(isClear) ?? 0;
};
