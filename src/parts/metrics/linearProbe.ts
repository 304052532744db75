import { randomStream, shuffled } from '../random';
import { defineMetric, type HeldOut, type Labelled } from './metric';
import { classify, fitLogistic } from './shared/logistic';

/** Over how many draws of a few labels the probe is averaged. */
const DRAWS = 5;

/**
 * Accuracy, 0..1, of a multinomial logistic regression on the embeddings, standardised where it is
 * fitted. Fitted on the training items where they are given and asked about all held-out ones; else
 * each half of the held-out items, class by class, is asked of the probe of the other half. With a
 * number of labels per class the probe sees no more than these, and is averaged over five draws;
 * without training items it is then asked about the other held-out ones. Which items are drawn
 * depends on their places in the list alone, so that every encoder is probed with the same.
 * Undefined if nobody is left to ask. By chance: the share of the largest class.
 */
export const linearProbe = defineMetric({
  label: 'Linear probe',
  summary: 'How often a linear classifier, fitted on the embeddings, names the right class.',
  paper: 'Alain and Bengio 2016, https://arxiv.org/abs/1610.01644, section 3',
  better: 'higher',
  range: [0, 1],
  knobs: {
    labelsPerClass: {
      kind: 'number',
      label: 'Labels per class',
      hint: 'How many labelled items of each class the probe learns from; 0: all there are.',
      min: 0,
      max: 100,
      step: 1,
      default: 0,
    },
  },
  measure(embeddings, { labelsPerClass = 0 } = {}) {
    const { train, d } = embeddings;
    let right = 0;
    let asked = 0;
    for (const { fitted, questions } of trials(embeddings, labelsPerClass)) {
      if (fitted.length === 0 || questions.length === 0) continue;
      const known = picked(train ?? embeddings, fitted, d);
      const probe = fitLogistic(known.values, known.labels, d);
      const unknown = picked(embeddings, questions, d);
      const named = classify(probe, unknown.values, d);
      unknown.labels.forEach((label, i) => {
        if (named[i] === label) right++;
      });
      asked += questions.length;
    }
    return right / asked;
  },
  chance(labels) {
    const sizes = new Map<number, number>();
    for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
    return Math.max(...sizes.values()) / labels.length;
  },
});

interface Trial {
  /** Items that the probe is fitted on, among the training items where there are any. */
  readonly fitted: readonly number[];
  /** Held-out items that it is asked about. */
  readonly questions: readonly number[];
}

function trials({ labels, train, n }: HeldOut, labelsPerClass: number): Trial[] {
  const all = Array.from({ length: n }, (_, item) => item);
  const known = train?.labels ?? labels;
  if (labelsPerClass > 0)
    return Array.from({ length: DRAWS }, (_, draw) => {
      const fitted = drawn(known, draw).flatMap((members) => members.slice(0, labelsPerClass));
      const used = new Set(train ? [] : fitted);
      return { fitted, questions: all.filter((item) => !used.has(item)) };
    });
  if (train) return [{ fitted: Array.from(known, (_, item) => item), questions: all }];
  const halves = [0, 1].map((half) =>
    drawn(labels, 0).flatMap((members) => members.filter((_, place) => place % 2 === half)),
  ) as [number[], number[]];
  return [
    { fitted: halves[0], questions: halves[1] },
    { fitted: halves[1], questions: halves[0] },
  ];
}

/** The items of each class in a random order; draws differ, the same draw is always the same. */
function drawn(labels: Int32Array, draw: number): number[][] {
  const classes = new Map<number, number[]>();
  labels.forEach((label, item) => {
    const members = classes.get(label);
    if (members) members.push(item);
    else classes.set(label, [item]);
  });
  return [...classes].map(([label, members]) => shuffled(members, randomStream(draw, label)));
}

/** These rows, [items, d], and their labels. */
function picked({ values, labels }: Labelled, items: readonly number[], d: number) {
  const rows = new Float64Array(items.length * d);
  items.forEach((item, place) => {
    rows.set(values.subarray(item * d, (item + 1) * d), place * d);
  });
  return { values: rows, labels: Int32Array.from(items, (item) => labels[item] as number) };
}
