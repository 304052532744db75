import type { FunctionComponent } from 'react';
import type { Size } from '../../plots/shared/props';
import type { Lane } from '../../recipe/recipe';
import { Sized } from '../common/Sized';
import type { LaneViewProps } from './laneView';

/**
 * Makes a plot a lane view. The hook `useProps` reads from the stores what the plot draws of a
 * lane; null draws nothing. The size of the room is added.
 */
export function plotted<P extends object>(
  Plot: FunctionComponent<P & { readonly size: Size }>,
  useProps: (lane: Lane) => P | null,
): FunctionComponent<LaneViewProps> {
  return function PlotInRoom({ lane, className }) {
    const props = useProps(lane);
    return (
      <Sized className={className}>{(size) => props && <Plot {...props} size={size} />}</Sized>
    );
  };
}
