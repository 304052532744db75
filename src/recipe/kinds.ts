import { datasets } from '../parts/datasets';
import type { Dataset } from '../parts/datasets/dataset';
import { encoders } from '../parts/encoders';
import type { Encoder } from '../parts/encoders/encoder';
import { guards } from '../parts/guards';
import type { Guard } from '../parts/guards/guard';
import { losses } from '../parts/losses';
import type { Loss } from '../parts/losses/loss';
import { optimizers } from '../parts/optimizers';
import type { Optimizer } from '../parts/optimizers/optimizer';
import type { Knob, Part } from '../parts/part';
import { positives } from '../parts/positives';
import type { Positives } from '../parts/positives/positives';
import { schedules } from '../parts/schedules';
import type { Schedule } from '../parts/schedules/schedule';
import { selections } from '../parts/selections';
import type { Selection } from '../parts/selections/selection';
import { sources } from '../parts/sources';
import type { Source } from '../parts/sources/source';

/** What a part of each kind can do, in the order in which links and the recipe column name them. */
export interface PartOfKind {
  data: Dataset;
  positives: Positives;
  encoder: Encoder;
  source: Source;
  selection: Selection;
  guard: Guard;
  loss: Loss;
  optimizer: Optimizer;
  schedule: Schedule;
}

export type KindId = keyof PartOfKind;

/** One question an experiment answers by choosing a part. */
export interface Kind<P extends Part = Part> {
  /** Name of its control. */
  readonly label: string;
  /** What it decides, in one line. */
  readonly question: string;
  /** Every part of the kind, by its word in links. */
  readonly parts: Readonly<Record<string, P>>;
  readonly default: string;
  /** The part that fits with all others and is what remains where there is nothing to choose. */
  readonly neutral?: string;
}

/** Every kind of part, in the order of `PartOfKind`. */
export const kinds: { readonly [kind in KindId]: Kind<PartOfKind[kind]> } = {
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
    neutral: 'inBatch',
  },
  selection: {
    label: 'Selection',
    question: 'Which negatives are used?',
    parts: selections,
    default: 'semiHard',
    neutral: 'all',
  },
  guard: {
    label: 'Guard',
    question: 'What protects from false negatives?',
    parts: guards,
    default: 'none',
    neutral: 'none',
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
};

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
