/**
 * The theatre's own stage with any number of points, timed frame by frame: a script that the bench builds for itself
 * and no player ever gets. The stage asks once in each step whether all is still, which tells its steps from frames
 * that it let pass.
 */
import ruleset from 'virtual:ruleset';
import { theatreScene } from '../../src/client/theatre/theatreModel.ts';
import { medianMs, type Renderer } from '../../src/client/theatre/pace.ts';
import { readPalette } from '../../src/client/theatre/palette.ts';
import type { OrbitScene } from '../../src/client/theatre/sceneTypes.ts';
import { Stage, type StageState } from '../../src/client/theatre/stage.ts';
import { makeGame, startState, viewFor } from '../../src/engine/index.ts';

export interface Frames {
  readonly renderer: Renderer;
  /** Median from one step to the next, ms. */
  readonly betweenMs: number;
  /** Median of the script's own work in a step, ms. */
  readonly workMs: number;
}

const SIZE = { width: 960, height: 720 };
const SETTLING_STEPS = 12;
const TIMED_STEPS = 60;

/** `points` over `parts` as evenly as whole numbers allow. */
const shareOut = (points: number, parts: number, part: number): number =>
  Math.floor((points * (part + 1)) / parts) - Math.floor((points * part) / parts);

/** The picture of a first turn with as many objects as asked, half of them satellites and half debris. */
const crowded = (orbit: OrbitScene, points: number): OrbitScene => ({
  ...orbit,
  groups: orbit.groups.map((group, index) => ({
    ...group,
    architecture: 'constellation',
    unitCount: shareOut(points / 2, orbit.groups.length, index),
  })),
  bands: orbit.bands.map((band, index) => ({
    ...band,
    objectCount: shareOut(points / 2, orbit.bands.length, index),
  })),
});

const timedSteps = (points: number, done: (frames: Frames) => void): void => {
  const game = makeGame(ruleset, 'dawn-2026');
  if (!game.ok) throw new Error('the rules make no game');
  const view = viewFor(game.value, startState(game.value, 'bench'), 'us');
  const scene = theatreScene(view, [], ruleset);
  const parent = document.createElement('div');
  document.body.replaceChildren(parent);
  let steps = 0;
  const state: StageState = {
    scene: { ...scene, orbit: crowded(scene.orbit, points) },
    mode: 'orbit',
    selectedId: null,
    hoveredId: null,
    palette: readPalette(parent),
    words: {
      ui: (key) => key,
      altitude: String,
      percent: String,
      place: (id) => id,
      object: (id) => ({ title: id, lines: [] }),
    },
    get isStill() {
      steps += 1;
      return false;
    },
  };
  const request = window.requestAnimationFrame.bind(window);
  const startsMs: number[] = [];
  const worksMs: number[] = [];
  window.requestAnimationFrame = (draw) =>
    request((nowMs) => {
      const [before, startMs] = [steps, performance.now()];
      draw(nowMs);
      if (steps === before) return;
      startsMs.push(startMs);
      worksMs.push(performance.now() - startMs);
      if (startsMs.length === SETTLING_STEPS + TIMED_STEPS) end();
    });
  const stage = new Stage({ parent, size: SIZE, scale: 1, state, budget: { satellites: points, debris: points } });
  const end = (): void => {
    window.requestAnimationFrame = request;
    stage.destroy();
    const between = startsMs.slice(1).map((startMs, index) => startMs - (startsMs[index] ?? startMs));
    done({
      renderer: stage.renderer,
      betweenMs: medianMs(between.slice(SETTLING_STEPS)),
      workMs: medianMs(worksMs.slice(SETTLING_STEPS)),
    });
  };
};

/** Draws that many points for some seconds. */
export const measureFrames = (points: number): Promise<Frames> =>
  new Promise((resolve) => {
    timedSteps(points, resolve);
  });

/** What draws WebGL here by its own name; null where nothing does. */
export const graphicsName = (): string | null => {
  const context = document.createElement('canvas').getContext('webgl');
  if (context === null) return null;
  const info = context.getExtension('WEBGL_debug_renderer_info');
  return String(context.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER));
};
