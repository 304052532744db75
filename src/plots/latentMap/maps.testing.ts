import { randomLcg, randomNormal } from 'd3';
import type { MapView } from '../../protocol/picture';
import type { ShownItems } from '../shared/props';

/** Made-up maps: the same numbers every time, no training. */

const quantised = (values: readonly number[]) =>
  Int16Array.from(values, (value) => Math.round(32767 * Math.max(-1, Math.min(1, value))));

/** Every item within `spread` of one place. */
export function collapsedMap(
  data: ShownItems,
  projection: MapView['projection'] = 'pca',
  spread = 0.004,
): MapView {
  const noise = randomNormal.source(randomLcg(0.3))(0, spread / 3);
  const [x, y, z] = projection === 'pca' ? [0.1, -0.05, 0] : [0.6, 0.64, 0.48];
  const axes = projection === 'sphere' ? 3 : 2;
  const unit = projection === 'circle' ? [0.6, 0.8] : [x, y, z].slice(0, axes);
  const values = Array.from(data.labels).flatMap(() =>
    unit.map((value) => (value as number) + noise()),
  );
  return { projection, axes, positions: quantised(values), varianceShown: 1, synthetic: null };
}

/** Classes apart from one another, those of a group next to each other. */
export function spreadMap(
  data: ShownItems,
  projection: MapView['projection'] = 'pca',
  seed = 0.5,
): MapView {
  const noise = randomNormal.source(randomLcg(seed))(0, projection === 'pca' ? 0.05 : 0.06);
  const axes = projection === 'sphere' ? 3 : 2;
  const classes = data.classNames.length;
  const values = Array.from(data.labels).flatMap((label) => {
    const group = data.groups[label] ?? 0;
    const turn = (label / classes + group * 0.03) * 2 * Math.PI;
    if (projection === 'pca') {
      const reach = 0.3 + 0.5 * ((label * 7) % 3) * 0.5;
      return [reach * Math.cos(turn) + noise(), reach * Math.sin(turn) + noise()];
    }
    if (projection === 'circle') {
      const angle = turn + noise();
      return [Math.cos(angle), Math.sin(angle)];
    }
    const height = 1 - (2 * (label + 0.5)) / classes + noise();
    const clamped = Math.max(-0.98, Math.min(0.98, height));
    const angle = label * 2.4 + noise() * 2;
    const reach = Math.sqrt(1 - clamped ** 2);
    return [reach * Math.cos(angle), clamped, reach * Math.sin(angle)];
  });
  return { projection, axes, positions: quantised(values), varianceShown: 0.34, synthetic: null };
}
