import { type RefObject, useLayoutEffect } from 'react';
import type { Scenes } from '../../parts/data';
import type { LearnedScene } from '../../parts/datasets/cells/learned';
import { clearedContext } from '../shared/canvas';
import type { Size } from '../shared/props';
import { useRestored } from '../shared/restored';
import type { ItemGrid, SceneLayout } from './geometry';
import { scenePixels } from './scenePixels';

export interface SceneDrawing {
  readonly scenes: Scenes;
  readonly grid: ItemGrid;
  readonly layout: SceneLayout;
  readonly learned: LearnedScene | null;
  readonly cosines: Float32Array | null;
  readonly size: Size;
}

let scratch: HTMLCanvasElement | null = null;

/** Keeps a canvas drawn: every pixel of a scene a sharp square. */
export function useSceneCanvas(
  canvas: RefObject<HTMLCanvasElement | null>,
  { scenes, grid, layout, learned, cosines, size }: SceneDrawing,
) {
  const restored = useRestored();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a restored canvas is blank
  useLayoutEffect(() => {
    const context = canvas.current && clearedContext(canvas.current, size.width, size.height);
    if (!context || layout.scale === 0) return;
    const { width, height } = scenes;
    scratch ??= document.createElement('canvas');
    scratch.width = width;
    scratch.height = height;
    const small = scratch.getContext('2d');
    if (!small) return;
    context.imageSmoothingEnabled = false;
    for (const [scene, { x, y }] of layout.corners.entries()) {
      const pixels = scenePixels(scenes, grid, scene, learned, cosines);
      small.putImageData(new ImageData(pixels, width, height), 0, 0);
      context.drawImage(scratch, x, y, width * layout.scale, height * layout.scale);
    }
  }, [canvas, scenes, grid, layout, learned, cosines, size, restored]);
}
