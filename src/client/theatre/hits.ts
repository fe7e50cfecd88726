/** What lies under the pointer: discs before areas, nearest first. CSS pixels from the top left. */
export type Hit =
  | { readonly id: string; readonly kind: 'disc'; readonly x: number; readonly y: number; readonly radius: number }
  | { readonly id: string; readonly kind: 'area'; readonly ring: readonly (readonly [number, number])[] };

const isInside = (ring: readonly (readonly [number, number])[], x: number, y: number): boolean => {
  let inside = false;
  for (let index = 0; index < ring.length; index += 1) {
    const [ax, ay] = ring[index] ?? [0, 0];
    const [bx, by] = ring[(index + 1) % ring.length] ?? [0, 0];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
};

export const hitAt = (hits: readonly Hit[], x: number, y: number): string | null => {
  let nearest: string | null = null;
  let nearestShare = 1;
  for (const hit of hits) {
    if (hit.kind !== 'disc') continue;
    const share = Math.hypot(hit.x - x, hit.y - y) / hit.radius;
    if (share <= nearestShare) {
      nearest = hit.id;
      nearestShare = share;
    }
  }
  if (nearest !== null) return nearest;
  return hits.find((hit) => hit.kind === 'area' && isInside(hit.ring, x, y))?.id ?? null;
};
