import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { shuffled } from '../random';
import { definePositives } from './positives';
import { augmented, DRAWS, jittered } from './shared/augmented';

const strength = (label: string, hint: string, max: number, value: number) =>
  ({ kind: 'number', label, hint, min: 0, max, step: 0.01, default: value }) as const;

/**
 * Two augmented views of the same item, without labels (SimCLR): N items, 2N rows, the first views
 * and then the second. Images are mapped and lit anew, points are shifted; noise is added to both.
 * Every other row is a candidate, so items that happen to share a class are false negatives.
 */
export const views = definePositives({
  label: 'Two views',
  phrase: 'two views of one item',
  summary: 'Two distorted copies of one item belong together; labels are never looked at.',
  paper: 'Chen et al. 2020 (SimCLR), https://arxiv.org/abs/2002.05709, section 2.1',
  knobs: {
    pairs: {
      kind: 'number',
      label: 'Pairs in a batch',
      hint: 'N items give 2N rows and 2N - 2 candidates each.',
      min: 8,
      max: 128,
      step: 8,
      default: 64,
      restarts: true,
    },
    rotation: strength(
      'Rotation',
      'Turns each view by up to this many radians either way.',
      0.8,
      0.25,
    ),
    stretch: strength(
      'Stretch',
      'Scales width and height by up to this share, each by itself.',
      0.5,
      0.12,
    ),
    shift: strength(
      'Shift',
      'Moves each view by up to this share of half its size; a point by up to this distance.',
      0.5,
      0.12,
    ),
    shear: strength('Shear', 'Slants each view by up to this much.', 0.5, 0.15),
    crop: strength(
      'Crop',
      'Cuts off up to this share of width and height, and enlarges what is left.',
      0.5,
      0,
    ),
    brightness: strength('Brightness', 'Brightens or darkens by up to this share.', 0.5, 0.1),
    noise: strength(
      'Noise',
      'Standard deviation of noise added to every pixel or coordinate.',
      0.5,
      0.08,
    ),
  },
  byLabel: false,
  unfitFor: ({ kind }) =>
    kind === 'text' || kind === 'captioned'
      ? 'Views are distorted pixels or coordinates; a text would say something else.'
      : null,
  drawsPerRow: DRAWS,
  layout({ pairs }, { classes, smallestClass }) {
    const n = Math.min(pairs, classes * smallestClass);
    return {
      sampled: n,
      items: Int32Array.from({ length: 2 * n }, (_, i) => i % n),
      positives: Int32Array.from({ length: 2 * n }, (_, i) => (i + n) % (2 * n)),
      q: 1,
      isQuery: Uint8Array.from({ length: 2 * n }, (_, i) => (i < n ? 1 : 0)),
      group: Int32Array.from({ length: 2 * n }, (_, i) => i % n),
      description: `${n} pairs`,
    };
  },
  sample: ({ byClass }, layout, random) =>
    Int32Array.from(shuffled(byClass.flat(), random, layout.sampled)),
  augment: (tf, items, draws, knobs) =>
    items.rank === 4
      ? augmented(tf, items as Tensor4D, draws, knobs)
      : jittered(tf, items as Tensor2D, draws, knobs),
});
