import { randomLcg, randomNormal } from 'd3';
import { laneColour } from '../shared/tokens';
import type { CurveLine } from './series';

/** A line of `count` steps that falls and is noisy. */
export function noisyLine(place: number, name: string, count: number, seed = 0.1): CurveLine {
  const noise = randomNormal.source(randomLcg(seed + place / 10))(0, 0.05);
  const steps = Array.from({ length: count }, (_, index) => index + 1);
  return {
    id: place,
    name,
    colour: laneColour(place),
    place,
    steps,
    values: steps.map((step) =>
      Math.max(0, 0.2 + (0.5 + place * 0.2) * Math.exp((-step / count) * 3) + noise()),
    ),
  };
}
