import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { MapView } from '../../protocol/picture';
import { clearedContext } from '../shared/canvas';
import { useRestored } from '../shared/restored';
import { canvasColours } from '../shared/tokens';
import type { Theme } from '../shared/useTheme';
import { project, unitPositions } from './geometry';
import { isMoving, type Motion, motionTo, placesAt } from './motion';
import { type MapScene, paintMap } from './paint';

const wantsStillness = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

export type MapDrawing = Omit<MapScene, 'tokens'> & {
  readonly view: MapView | null;
  readonly rotation: readonly [number, number];
  readonly theme: Theme;
};

/**
 * Keeps a canvas drawn: at once when the scene changes, and on every screen frame while items glide
 * to a new view. Draws nothing while nothing changes.
 */
export function useMapCanvas(canvas: RefObject<HTMLCanvasElement | null>, drawing: MapDrawing) {
  const newest = useRef(drawing);
  const motion = useRef<Motion | null>(null);
  const request = useRef(0);
  const { view } = drawing;
  useRestored();

  useLayoutEffect(() => {
    motion.current = motionTo(
      unitPositions(view),
      motion.current,
      performance.now(),
      wantsStillness(),
    );
  }, [view]);

  useLayoutEffect(() => {
    newest.current = drawing;
    const draw = () => {
      request.current = 0;
      const scene = newest.current;
      const { size } = scene.frame;
      const context = canvas.current && clearedContext(canvas.current, size, size);
      if (!canvas.current || !context || !motion.current) return;
      const now = performance.now();
      const places = placesAt(motion.current, now);
      const axes = scene.view?.axes ?? 2;
      const tokens = canvasColours(canvas.current);
      paintMap(context, project(places, axes, scene.frame, scene.rotation), { ...scene, tokens });
      if (isMoving(motion.current, now)) request.current = requestAnimationFrame(draw);
    };
    if (!request.current) request.current = requestAnimationFrame(draw);
  });

  useEffect(
    () => () => {
      cancelAnimationFrame(request.current);
      request.current = 0;
    },
    [],
  );
}
