import { points } from '../../parts/datasets/points';

/** The quickest data to train on: they need no file. */
export const spirals = () =>
  points.load({
    seed: 7,
    knobs: { shape: 'spirals', spread: 1 },
    readFile: () => Promise.reject(new Error('points need no file')),
  });
