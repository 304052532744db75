import type { ComponentType } from 'react';
import type { Lane } from '../../recipe/recipe';

export interface LaneViewProps {
  readonly lane: Lane;
  /** The room it is drawn in. */
  readonly className: string | undefined;
}

/** Something that every lane shows of itself. */
export interface LaneView {
  /** Its class in `laneViews.module.css`, where its room is. */
  readonly id: string;
  readonly View: ComponentType<LaneViewProps>;
  /** The heading under which that of a single lane stands with the curves; without it, in the lane. */
  readonly withCurves?: { readonly name: string; readonly aside: string };
}
