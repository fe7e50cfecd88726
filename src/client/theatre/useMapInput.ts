/** Pointer, wheel and keys of the map element only: drag and pinch, click to choose, `+ − 0`, arrows, Escape. */
import { type KeyboardEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import type { Stage } from './stage.ts';

const CLICK_WITHIN_PX = 5;
const ZOOM_STEP = 1.35;
const PAN_STEP_PX = 60;
const WHEEL_RATE = 0.0016;

export interface MapInput {
  /** The map takes keys for zoom and pan while it has focus. */
  readonly tabIndex: 0;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerCancel: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerLeave: () => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const KEYS: Readonly<Record<string, (stage: Stage) => void>> = {
  '+': (stage) => stage.zoomBy(ZOOM_STEP),
  '=': (stage) => stage.zoomBy(ZOOM_STEP),
  '-': (stage) => stage.zoomBy(1 / ZOOM_STEP),
  _: (stage) => stage.zoomBy(1 / ZOOM_STEP),
  '0': (stage) => stage.showWhole(),
  ArrowLeft: (stage) => stage.panBy(PAN_STEP_PX, 0),
  ArrowRight: (stage) => stage.panBy(-PAN_STEP_PX, 0),
  ArrowUp: (stage) => stage.panBy(0, PAN_STEP_PX),
  ArrowDown: (stage) => stage.panBy(0, -PAN_STEP_PX),
};

export const useMapInput = (
  element: RefObject<HTMLElement | null>,
  stage: RefObject<Stage | null>,
  onSelect: (id: string | null) => void,
  onHover: (id: string | null) => void,
): MapInput => {
  const fingers = useRef(new Map<number, Point>());
  const movedPx = useRef(0);
  const pointIn = (event: { readonly clientX: number; readonly clientY: number }): Point => {
    const box = element.current?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  };

  useEffect(() => {
    const map = element.current;
    // React listens to wheel passively, and the page must not scroll under a map that zooms.
    const zoom = (event: WheelEvent): void => {
      const box = map?.getBoundingClientRect();
      event.preventDefault();
      stage.current?.zoomBy(
        Math.exp(-event.deltaY * WHEEL_RATE),
        event.clientX - (box?.left ?? 0),
        event.clientY - (box?.top ?? 0),
      );
    };
    map?.addEventListener('wheel', zoom, { passive: false });
    return () => map?.removeEventListener('wheel', zoom);
  }, [element, stage]);

  const drag = (event: PointerEvent<HTMLElement>, before: Point): void => {
    const now = pointIn(event);
    const others = [...fingers.current].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    fingers.current.set(event.pointerId, now);
    movedPx.current += Math.hypot(now.x - before.x, now.y - before.y);
    const other = others[0];
    if (other !== undefined) {
      const ratio =
        Math.hypot(now.x - other.x, now.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y));
      stage.current?.zoomBy(ratio, (now.x + other.x) / 2, (now.y + other.y) / 2);
    } else if (movedPx.current > CLICK_WITHIN_PX) {
      stage.current?.panBy(now.x - before.x, now.y - before.y);
    }
  };

  return {
    tabIndex: 0,
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      if (fingers.current.size === 0) movedPx.current = 0;
      fingers.current.set(event.pointerId, pointIn(event));
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event) => {
      const before = fingers.current.get(event.pointerId);
      if (before !== undefined) {
        drag(event, before);
        return;
      }
      const { x, y } = pointIn(event);
      onHover(stage.current?.pick(x, y) ?? null);
    },
    onPointerUp: (event) => {
      fingers.current.delete(event.pointerId);
      if (event.button !== 0 || movedPx.current > CLICK_WITHIN_PX) return;
      const { x, y } = pointIn(event);
      onSelect(stage.current?.pick(x, y) ?? null);
    },
    onPointerCancel: (event) => {
      fingers.current.delete(event.pointerId);
    },
    onPointerLeave: () => onHover(null),
    onKeyDown: (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Escape') {
        onSelect(null);
        return;
      }
      const act = KEYS[event.key];
      if (act === undefined || stage.current === null) return;
      event.preventDefault();
      act(stage.current);
    },
  };
};
