/**
 * Keeps one stage alive while the map element is mounted. The stage (and Phaser with it) is a chunk of its own and is
 * fetched after the page's words are there; a mount that ends before it has arrived makes no game at all.
 */
import { type RefObject, useEffect, useRef, useState } from 'react';
import { canPaint } from './graphicsHardware.ts';
import type { Renderer } from './pace.ts';
import type { Stage, StageState } from './stage.ts';

export interface PointScale {
  readonly satellites: number;
  readonly debris: number;
}

export interface StageHold {
  readonly stage: RefObject<Stage | null>;
  /** Objects that one point stands for. */
  readonly perPoint: PointScale;
  /** How the picture is drawn; null before it is, and where it cannot be. */
  readonly renderer: Renderer | null;
  readonly hasFailed: boolean;
}

const sizeOf = (element: HTMLElement): { readonly width: number; readonly height: number } => ({
  width: Math.max(1, element.clientWidth),
  height: Math.max(1, element.clientHeight),
});

export const useStage = (element: RefObject<HTMLElement | null>, state: StageState | null): StageHold => {
  const stage = useRef<Stage | null>(null);
  const latest = useRef(state);
  const [withoutGpu, setWithoutGpu] = useState(false);
  const [renderer, setRenderer] = useState<Renderer | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const [perPoint, setPerPoint] = useState<PointScale>({ satellites: 1, debris: 1 });
  const isReady = state !== null;

  // Before the effect that opens the stage, which may need it in the same pass.
  useEffect(() => {
    latest.current = state;
    if (state !== null) stage.current?.show(state);
  }, [state]);

  useEffect(() => {
    const parent = element.current;
    if (parent === null || !isReady) return undefined;
    let isGone = false;
    const fit = (): void => stage.current?.resize(sizeOf(parent), window.devicePixelRatio);
    const sizes = new ResizeObserver(fit);
    const sight = new IntersectionObserver((entries) =>
      stage.current?.watch(entries.some((entry) => entry.isIntersecting)),
    );
    const open = async (): Promise<void> => {
      // Phaser tries the canvas as soon as it is loaded.
      if (!canPaint()) throw new Error('theatre: no canvas to paint on');
      const { Stage } = await import('./stage.ts');
      if (isGone || latest.current === null) return;
      stage.current = new Stage({
        parent,
        size: sizeOf(parent),
        scale: window.devicePixelRatio,
        state: latest.current,
        withoutGpu,
        onGpuUnfit: () => setWithoutGpu(true),
        onPerPoint: (satellites, debris) =>
          setPerPoint((now) => (now.satellites === satellites && now.debris === debris ? now : { satellites, debris })),
      });
      setRenderer(stage.current.renderer);
      sizes.observe(parent);
      sight.observe(parent);
    };
    open().catch(() => setHasFailed(true));
    return () => {
      isGone = true;
      sizes.disconnect();
      sight.disconnect();
      stage.current?.destroy();
      stage.current = null;
    };
  }, [element, isReady, withoutGpu]);

  return { stage, perPoint, renderer: hasFailed ? null : renderer, hasFailed };
};
