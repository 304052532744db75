import { LaneAnchor } from './LaneAnchor';
import { LaneKept } from './LaneKept';
import { LaneMap } from './LaneMap';
import { LaneSpectrum } from './LaneSpectrum';
import { LaneWords } from './LaneWords';
import type { LaneView } from './laneView';

/** What a lane shows below its heading, from top to bottom. */
export const laneViews: readonly LaneView[] = [
  { id: 'sentence', View: LaneWords },
  { id: 'map', View: LaneMap },
  {
    id: 'spectrum',
    View: LaneSpectrum,
    withCurves: { name: 'Distances from anchors', aside: 'last batch' },
  },
  { id: 'kept', View: LaneKept },
  { id: 'anchor', View: LaneAnchor },
];
