/** Parts of Phaser imported by path for their side effect: each registers its factory. See `src/cli/phaserPlugin.ts`. */
declare module 'phaser/src/gameobjects/spritegpulayer/SpriteGPULayerFactory.js';
