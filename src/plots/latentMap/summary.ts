import { percent } from '../../numbers/format';
import type { MapView } from '../../protocol/picture';
import type { ShownItems } from '../shared/props';
import { mapFrame, project, unitPositions } from './geometry';
import { syntheticText } from './synthetic';

const KINDS: Record<MapView['projection'], string> = {
  circle: 'the unit circle',
  sphere: 'the unit sphere',
  pca: 'its two main directions',
};

/** Mean place of each class, [classes, axes], and how many items it has. */
function centresOf(
  positions: Float32Array,
  axes: number,
  labels: ArrayLike<number>,
  classes: number,
) {
  const centres = new Float64Array(classes * axes);
  const counts = new Float64Array(classes);
  for (let item = 0; item * axes < positions.length; item++) {
    const label = labels[item] as number;
    counts[label] = (counts[label] ?? 0) + 1;
    for (let axis = 0; axis < axes; axis++)
      centres[label * axes + axis] =
        (centres[label * axes + axis] ?? 0) + (positions[item * axes + axis] as number);
  }
  for (let label = 0; label < classes; label++)
    for (let axis = 0; axis < axes; axis++)
      centres[label * axes + axis] =
        (centres[label * axes + axis] as number) / Math.max(1, counts[label] as number);
  return { centres, counts };
}

/** Share of items whose nearest class middle on the map is their own, 0..1; 0 without items. */
function shareAtHome(view: MapView, labels: ArrayLike<number>, classes: number): number {
  const positions = unitPositions(view);
  const count = positions.length / view.axes;
  const { centres, counts } = centresOf(positions, view.axes, labels, classes);
  // Some classes may occur in training alone.
  const present = Array.from(counts.keys()).filter((label) => counts[label]);
  let atHome = 0;
  for (let item = 0; item < count; item++) {
    let [nearest, best] = [-1, Number.POSITIVE_INFINITY];
    for (const label of present) {
      let squared = 0;
      for (let axis = 0; axis < view.axes; axis++)
        squared +=
          ((positions[item * view.axes + axis] as number) -
            (centres[label * view.axes + axis] as number)) **
          2;
      if (squared < best) [nearest, best] = [label, squared];
    }
    if (nearest === labels[item]) atHome++;
  }
  return count ? atHome / count : 0;
}

/** Largest distance of an item from the first, in units of the circle's radius. */
function extent(view: MapView): number {
  const frame = { ...mapFrame(view.projection, 100), radius: 1, centre: 0 };
  const { x, y, depth } = project(unitPositions(view), view.axes, frame, [0, 0]);
  let largest = 0;
  for (let item = 1; item < x.length; item++)
    largest = Math.max(
      largest,
      Math.hypot(
        (x[item] as number) - (x[0] as number),
        (y[item] as number) - (y[0] as number),
        (depth[item] as number) - (depth[0] as number),
      ),
    );
  return largest;
}

/** "12 classes", and whether none of them was trained on; each text is of a class of its own anyway. */
function classesText({ labels, texts, train }: ShownItems): string {
  const shown = new Set(labels);
  const trained = new Set(train.labels);
  const isUnseen = !texts && ![...shown].some((label) => trained.has(label));
  return `${shown.size} classes${isUnseen ? ' never trained on' : ''}`;
}

/** What the map shows, in one sentence for those who can't see it. */
export function mapSummary(view: MapView | null, data: ShownItems | null): string {
  const count = view ? view.positions.length / view.axes : 0;
  if (!view || !data || !count) return 'Map of the held-out items: nothing to show yet.';
  const classes = data.classNames.length;
  const what = `Map of ${count} held-out items of ${classesText(data)} on ${KINDS[view.projection]}`;
  const made = view.synthetic ? `; ${syntheticText(view.synthetic, view.axes)}` : '';
  if (extent(view) < 0.08) return `${what}: all lie on one point${made}.`;
  const share = percent(shareAtHome(view, data.labels, classes));
  return `${what}: ${share} lie nearest the middle of their own class${made}.`;
}
