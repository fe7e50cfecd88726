/** A canvas that is painted now and then and shown as one image; `scale` is device pixels to a CSS pixel. */
import type Phaser from 'phaser';

export interface Sheet {
  readonly image: Phaser.GameObjects.Image;
  readonly paint: (draw: (context: CanvasRenderingContext2D) => void) => void;
  readonly destroy: () => void;
}

/** A canvas texture of at least one pixel; the browser refuses none of the sizes a page can have. */
export const makeCanvas = (
  scene: Phaser.Scene,
  key: string,
  widthPx: number,
  heightPx: number,
): Phaser.Textures.CanvasTexture => {
  const texture = scene.textures.createCanvas(key, Math.max(1, Math.round(widthPx)), Math.max(1, Math.round(heightPx)));
  if (texture === null) throw new Error(`theatre: no canvas ${key}`);
  return texture;
};

export const makeSheet = (
  scene: Phaser.Scene,
  key: string,
  widthPx: number,
  heightPx: number,
  scale: number,
): Sheet => {
  const texture = makeCanvas(scene, key, widthPx, heightPx);
  const image = scene.add.image(0, 0, key).setOrigin(0);
  return {
    image,
    paint: (draw) => {
      texture.context.setTransform(scale, 0, 0, scale, 0, 0);
      texture.context.clearRect(0, 0, widthPx / scale, heightPx / scale);
      draw(texture.context);
      texture.refresh();
    },
    destroy: () => {
      image.destroy();
      scene.textures.remove(key);
    },
  };
};
