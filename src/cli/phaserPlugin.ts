/**
 * Vite plugin: Phaser as its core build plus the few extra files that the theatre imports by path, instead of the
 * package's one pre-bundled file (about 215 kB compressed against 357 kB).
 *
 * The package exports only its bundles, so the alias goes to the sources by path. They are CommonJS, guarded by
 * `typeof` switches that the package's own build would fill in; `define` does it here. In development Vite's
 * dependency optimiser turns them into modules.
 */
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const SOURCES = fileURLToPath(new URL('../../node_modules/phaser/src/', import.meta.url));
const EXTRA_PARTS = ['phaser/src/gameobjects/spritegpulayer/SpriteGPULayerFactory.js'];

const SWITCHES = {
  global: 'globalThis',
  'typeof CANVAS_RENDERER': 'true',
  'typeof WEBGL_RENDERER': 'true',
  'typeof WEBGL_DEBUG': 'false',
  'typeof FEATURE_SOUND': 'false',
};

export const phaserPlugin = (): Plugin => ({
  name: 'dawnline:phaser',
  config: () => ({
    resolve: {
      alias: [
        { find: /^phaser$/, replacement: `${SOURCES}phaser-core.js` },
        { find: /^phaser\/src\//, replacement: SOURCES },
      ],
    },
    define: SWITCHES,
    optimizeDeps: {
      include: ['phaser', ...EXTRA_PARTS],
      rolldownOptions: { transform: { define: SWITCHES } },
    },
  }),
});
