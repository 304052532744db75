import { liveMetrics } from './live';
import { defineMetric, type HeldOut } from './metric';
import { similarities, unitRows } from './shared/similarities';

/** A centroid has to be nearer by more than rounding to win; else the lower class keeps the item. */
const TIE = 1e-12;

/**
 * Share of items whose nearest class centroid is that of their own class. Centroids are mean rows
 * brought to unit length; an item counts in its own centroid, which flatters small classes, so an
 * untrained encoder lies above chance. By chance: 1 / classes.
 */
export const centroidAccuracy = defineMetric({
  ...liveMetrics.centroidAccuracy,
  summary: 'How often the nearest class centre is that of the item’s own class.',
  paper: 'Snell et al. 2017 (prototypes), https://arxiv.org/abs/1703.05175, eqs. 1 and 2',
  better: 'higher',
  range: [0, 1],
  knobs: {},
  measure(embeddings) {
    const { values, labels, n, d } = embeddings;
    const { classes, centroids } = centroidsOf(embeddings);
    const cosines = similarities(values, centroids, d);
    let right = 0;
    for (let item = 0; item < n; item++) {
      let best = Number.NEGATIVE_INFINITY;
      let nearest = -1;
      for (let place = 0; place < classes.length; place++) {
        const cosine = cosines[item * classes.length + place] as number;
        if (cosine <= best + TIE) continue;
        best = cosine;
        nearest = place;
      }
      if (classes[nearest] === labels[item]) right++;
    }
    return right / n;
  },
  chance: (labels) => 1 / new Set(labels).size,
});

/** The classes that have items, in order, and the unit centroid of each, [classes, d]. */
function centroidsOf({ values, labels, n, d }: HeldOut) {
  const classes = [...new Set(labels)].sort((a, b) => a - b);
  const placeOf = new Map(classes.map((label, place) => [label, place]));
  const centroids = new Float64Array(classes.length * d);
  for (let item = 0; item < n; item++) {
    const place = (placeOf.get(labels[item] as number) as number) * d;
    for (let i = 0; i < d; i++)
      centroids[place + i] = (centroids[place + i] as number) + (values[item * d + i] as number);
  }
  return { classes, centroids: unitRows(centroids, d) };
}
