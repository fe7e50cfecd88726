/** Zoom and pan of a view: plain values, so that every way of moving (wheel, drag, keys, buttons) ends here. */
export interface Viewport {
  /** 1 shows everything. */
  readonly zoom: number;
  /** Shift of the picture's centre from the middle, CSS pixels. */
  readonly panX: number;
  readonly panY: number;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}

export const WHOLE: Viewport = { zoom: 1, panX: 0, panY: 0 };
export const MAX_ZOOM = 6;

/** The picture may be moved until its centre reaches the edge of the zoomed view, no further. */
const within = (viewport: Viewport, size: Size): Viewport => {
  const reachX = (size.width / 2) * (viewport.zoom - 1) + size.width / 4;
  const reachY = (size.height / 2) * (viewport.zoom - 1) + size.height / 4;
  if (viewport.zoom <= 1) return WHOLE;
  return {
    zoom: viewport.zoom,
    panX: Math.max(-reachX, Math.min(reachX, viewport.panX)),
    panY: Math.max(-reachY, Math.min(reachY, viewport.panY)),
  };
};

export const panned = (viewport: Viewport, dx: number, dy: number, size: Size): Viewport =>
  within({ ...viewport, panX: viewport.panX + dx, panY: viewport.panY + dy }, size);

/** Zooms by a factor and keeps the point (x, y), CSS pixels from the top left, where it is. */
export const zoomed = (viewport: Viewport, factor: number, x: number, y: number, size: Size): Viewport => {
  const zoom = Math.max(1, Math.min(MAX_ZOOM, viewport.zoom * factor));
  const ratio = zoom / viewport.zoom;
  const fromX = x - size.width / 2;
  const fromY = y - size.height / 2;
  return within(
    { zoom, panX: fromX - (fromX - viewport.panX) * ratio, panY: fromY - (fromY - viewport.panY) * ratio },
    size,
  );
};
