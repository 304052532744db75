import type { ComponentType } from 'react';
import type { Lane } from '../../recipe/recipe';

export interface LaneViewProps {
  readonly lane: Lane;
  /** Class of the room that it is drawn in. */
  readonly className: string | undefined;
}

/** A view that every lane has. */
export interface LaneView {
  /** Also its class in `laneViews.module.css`, which gives it its room. */
  readonly id: string;
  readonly View: ComponentType<LaneViewProps>;
  /**
   * If there is only one lane, the view stands with the curves under this heading; without it, in
   * the lane.
   */
  readonly withCurves?: { readonly name: string; readonly aside: string };
}
