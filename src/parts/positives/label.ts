import { type Random, shuffled } from '../random';
import { definePositives } from './positives';

/** Numbers of classes in a random order in which those of a look-alike group follow one another. */
function groupByGroup(groups: readonly number[], random: Random): number[] {
  const members = new Map<number, number[]>();
  groups.forEach((group, place) => {
    members.set(group, [...(members.get(group) ?? []), place]);
  });
  return shuffled([...members.values()], random).flatMap((own) => shuffled(own, random));
}

/**
 * Items of the same class: P classes of K items each, drawn without repeats. Every other item of
 * the class is a positive; items of other classes are candidates. Data with fewer than P classes
 * give all they have, classes with fewer than K items all of theirs. Classes are drawn one by one, or
 * whole look-alike groups at a time, the last of which may be cut: then most batches hold what an
 * anchor is easily taken for.
 */
export const label = definePositives({
  label: 'Same label',
  phrase: 'by label',
  summary: 'Items of the same class belong together; no candidate can be a false negative.',
  paper: 'Hermans et al. 2017, https://arxiv.org/abs/1703.07737, section 2',
  knobs: {
    classes: {
      kind: 'number',
      label: 'Classes in a batch',
      hint: 'P: more classes give more candidates, and harder ones among them.',
      min: 2,
      max: 32,
      step: 1,
      default: 16,
      restarts: true,
    },
    samples: {
      kind: 'number',
      label: 'Samples per class',
      hint: 'K: each item has K - 1 positives.',
      min: 2,
      max: 8,
      step: 1,
      default: 4,
      restarts: true,
    },
    together: {
      kind: 'choice',
      label: 'Batch of',
      hint: 'Any classes, or whole groups of look-alikes, so that hard negatives are among them.',
      options: { any: 'any classes', lookAlikes: 'look-alikes' },
      default: 'any',
    },
    pairing: {
      kind: 'choice',
      label: 'Pair with',
      hint: 'Every positive of an anchor, or only the least similar one (batch hard).',
      options: { every: 'Every positive', hardest: 'Hardest positive' },
      default: 'every',
    },
  },
  byLabel: true,
  hardestOnly: ({ pairing }) => pairing === 'hardest',
  unfitFor({ kind, gives }) {
    if (kind === 'captioned')
      return 'By label a picture would be pulled to pictures too; pairs alone go from picture to caption.';
    return gives?.nearMisses
      ? 'A near miss is alone in its meaning; there is nothing of its label to pair it with.'
      : null;
  },
  drawsPerRow: 0,
  layout(knobs, { classes, smallestClass }) {
    const p = Math.min(knobs.classes, classes);
    const samples = Math.min(knobs.samples, smallestClass);
    const n = p * samples;
    const q = samples - 1;
    const positives = Int32Array.from({ length: n * q }, (_, i) => {
      const row = Math.floor(i / q);
      const first = row - (row % samples);
      const other = first + (i % q);
      return other < row ? other : other + 1;
    });
    return {
      sampled: n,
      items: Int32Array.from({ length: n }, (_, i) => i),
      positives,
      q,
      isQuery: Uint8Array.from({ length: n }, (_, i) => (i % samples === 0 ? 1 : 0)),
      group: Int32Array.from({ length: n }, (_, i) => Math.floor(i / samples)),
      inGroups: knobs.together === 'lookAlikes',
      description: `${p} classes × ${samples}`,
    };
  },
  sample({ byClass, groups }, layout, random) {
    const samples = layout.q + 1;
    const wanted = layout.sampled / samples;
    const drawn = layout.inGroups
      ? groupByGroup(groups, random)
          .slice(0, wanted)
          .map((place) => byClass[place] as readonly number[])
      : shuffled(byClass, random, wanted);
    return Int32Array.from(drawn.flatMap((items) => shuffled(items, random, samples)));
  },
});
