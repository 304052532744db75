import type { Data, Items } from '../../parts/data';
import type { Wish } from '../../protocol/reading/wish';
import type { LabelledPoint } from '../formats/arrays/point';
import type { LeftOuts } from '../shared/leftOut';
import { splitByClass } from './split';

/**
 * Rows of numbers as data, [features] each, split by class. Each column is scaled so that its
 * training values range from -1 to 1; held-out values may lie beyond. A column with a single value
 * becomes 0.
 * @throws FileProblem
 */
export function pointData(points: readonly LabelledPoint[], wish: Wish, leftOut: LeftOuts): Data {
  const features = points[0]?.features.length ?? 0;
  const split = splitByClass(points, wish, leftOut);
  const middle = new Float64Array(features);
  const half = new Float64Array(features);
  for (let feature = 0; feature < features; feature++) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const place of split.train) {
      const value = points[place]?.features[feature] as number;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    middle[feature] = low / 2 + high / 2;
    half[feature] = high / 2 - low / 2;
  }
  const side = (places: readonly number[], labels: Int32Array): Items => {
    const values = new Float32Array(places.length * features);
    places.forEach((place, row) => {
      const own = points[place]?.features as Float64Array;
      for (let feature = 0; feature < features; feature++) {
        const spread = half[feature] as number;
        values[row * features + feature] =
          spread > 0 ? ((own[feature] as number) - (middle[feature] as number)) / spread : 0;
      }
    });
    const ids = places.map((place) => points[place]?.id ?? '');
    return { count: places.length, values, labels, ...(ids.some(Boolean) ? { ids } : {}) };
  };
  return {
    shape: [features],
    range: [-1, 1],
    train: side(split.train, split.trainLabels),
    heldOut: side(split.heldOut, split.heldOutLabels),
    classNames: split.classNames,
    groups: split.classNames.map((_, label) => label),
  };
}
