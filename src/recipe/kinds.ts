import { datasets } from '../parts/datasets';
import { encoders } from '../parts/encoders';
import { guards } from '../parts/guards';
import { losses } from '../parts/losses';
import { optimizers } from '../parts/optimizers';
import type { Knob, Part } from '../parts/part';
import { positives } from '../parts/positives';
import { schedules } from '../parts/schedules';
import { selections } from '../parts/selections';
import { sources } from '../parts/sources';

/** One question an experiment answers by choosing a part. */
export interface Kind {
  /** Name of its control. */
  readonly label: string;
  /** What it decides, in one line. */
  readonly question: string;
  readonly parts: Readonly<Record<string, Part>>;
  readonly default: string;
}

/** Every kind of part, in the order in which links and the recipe column name them. */
export const kinds = {
  data: {
    label: 'Data',
    question: 'What is there to tell apart?',
    parts: datasets,
    default: 'glyphs',
  },
  positives: {
    label: 'Positives',
    question: 'What belongs together?',
    parts: positives,
    default: 'label',
  },
  encoder: {
    label: 'Encoder',
    question: 'What turns items into vectors?',
    parts: encoders,
    default: 'smallCnn',
  },
  source: {
    label: 'Source',
    question: 'Where do candidates come from?',
    parts: sources,
    default: 'inBatch',
  },
  selection: {
    label: 'Selection',
    question: 'Which of them act?',
    parts: selections,
    default: 'semiHard',
  },
  guard: {
    label: 'Guard',
    question: 'What protects from false negatives?',
    parts: guards,
    default: 'none',
  },
  loss: {
    label: 'Loss',
    question: 'How do they pull and push?',
    parts: losses,
    default: 'triplet',
  },
  optimizer: {
    label: 'Optimizer',
    question: 'How do weights move?',
    parts: optimizers,
    default: 'adam',
  },
  schedule: {
    label: 'Schedule',
    question: 'How does the rate change?',
    parts: schedules,
    default: 'constant',
  },
} as const satisfies Record<string, Kind>;

export type KindId = keyof typeof kinds;
export const kindIds = Object.keys(kinds) as readonly KindId[];

/** Knobs of the experiment itself, not of any part. */
export const settings = {
  embedding: {
    kind: 'choice',
    label: 'Embedding',
    hint: 'Dimensions of the sphere that items are sent to. 2 is a circle, 3 a ball one can turn.',
    options: { 2: '2 · circle', 3: '3 · sphere', 16: '16', 32: '32', 64: '64' },
    default: '32',
  },
  seed: {
    kind: 'number',
    label: 'Seed',
    hint: 'Fixes data, first weights and batches: the same seed gives the same run.',
    min: 0,
    max: 9999,
    step: 1,
    default: 7,
    restarts: true,
  },
} as const satisfies Record<string, Knob>;

/** The parts and knobs that all lanes of an experiment share. */
export const isShared = (name: string): boolean =>
  name === 'seed' || name === 'data' || Object.hasOwn(sharedKnobs, name);

const sharedKnobs: Readonly<Record<string, true>> = Object.fromEntries(
  Object.values(datasets).flatMap((part) => Object.keys(part.knobs).map((name) => [name, true])),
);
