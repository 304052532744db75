import type * as TfCore from '@tensorflow/tfjs-core';

/**
 * What it is to be a part. A part is one thing a visitor can choose (a data set, a loss, a
 * selection, ...): plain data that describes it, and pure functions. Parts import nothing of ours
 * but one another, and TensorFlow.js as types only: the maths takes `tf` as its first argument, so
 * the page can list every part without downloading TensorFlow.js and a test can use any backend.
 *
 * The registry key of a part is its file name, its export, its word in links and its id in
 * messages. Keys and knob names never change after release; labels may.
 */

/** TensorFlow.js, handed to a part's maths. */
export type Tf = typeof TfCore;

/** When a knob has any effect. */
export interface When {
  /** The choice of the same part that decides, and its options with which the knob is in use. */
  readonly knob: string;
  readonly is: readonly string[];
  /** A knob of another part that replaces this one wherever the experiment has it. */
  readonly unless?: string;
}

/** A number a visitor can turn. */
export interface NumberKnob {
  readonly kind: 'number';
  readonly label: string;
  /** One line: what turning it does. */
  readonly hint: string;
  readonly min: number;
  readonly max: number;
  /** Values are rounded to multiples of this, counted from `min`. */
  readonly step: number;
  readonly default: number;
  /** 'log': the slider moves in the logarithm, for ranges over orders of magnitude. */
  readonly scale?: 'log';
  /**
   * true: the value shapes the data, the batch or the network, so a change starts the lane anew.
   * Otherwise it acts at the next step: the maths gets it as a scalar tensor.
   */
  readonly restarts?: boolean;
  /** Missing: it is always in use. While it is not, it is neither shown nor part of a link. */
  readonly when?: When;
}

/** One of a few named options. A change always starts the lane anew. */
export interface ChoiceKnob {
  readonly kind: 'choice';
  readonly label: string;
  readonly hint: string;
  /** Option key (as in links) to its label. */
  readonly options: Readonly<Record<string, string>>;
  readonly default: string;
  readonly when?: When;
}

export type Knob = NumberKnob | ChoiceKnob;
export type Knobs = Readonly<Record<string, Knob>>;
export type KnobValue = number | string;

/**
 * The plain values of a part's knobs, as a recipe holds them. For a part known only by its kind:
 * those of any recipe.
 */
export type KnobValues<K extends Knobs> = string extends keyof K
  ? Readonly<Record<string, KnobValue>>
  : {
      readonly [name in keyof K]: K[name] extends ChoiceKnob
        ? Extract<keyof K[name]['options'], string>
        : number;
    };

/**
 * What a part's maths receives: a scalar tensor for a live number, the plain value otherwise. For
 * a part known only by its kind: those of any recipe.
 */
export type KnobTensors<K extends Knobs> = string extends keyof K
  ? Readonly<Record<string, TfCore.Scalar | KnobValue>>
  : {
      readonly [name in keyof K]: K[name] extends ChoiceKnob
        ? Extract<keyof K[name]['options'], string>
        : K[name] extends { restarts: true }
          ? number
          : TfCore.Scalar;
    };

/** How a part acts, to a softmax, as a lower temperature would. */
export interface LowerTemperature<K extends Knobs = Knobs> {
  /** The part of the same kind, by its key, that does the same at that lower temperature. */
  readonly instead: string;
  /** That part in a few words, as in "all negatives at temperature 0.1". */
  readonly plainly: string;
  /** The lower temperature, given the recipe's own; null where the knobs lower nothing. */
  lowered(knobs: KnobValues<K>, temperature: number): number | null;
  /** What the part is in truth, in one sentence that names the lower temperature. */
  sentence(lowered: string): string;
}

/** What every part says of itself. */
export interface Part<K extends Knobs = Knobs> {
  /** Its name in menus. */
  readonly label: string;
  /** Its words in the sentence that describes the experiment. */
  readonly phrase: string;
  /** One line on what it does. */
  readonly summary: string;
  /** Authors, year, link, and the equation it follows. */
  readonly paper?: string;
  /**
   * What it computes, as TeX. `\positive{..}`, `\negative{..}`, `\candidate{..}` and `\false{..}`
   * give terms the colour that positives, chosen negatives, candidates and false negatives have on
   * screen.
   */
  readonly formula?: string;
  /** When it helps and when it hurts, in one plain sentence. */
  readonly advice?: string;
  /** Missing: it does nothing that the temperature of a softmax does. */
  readonly lowersTemperature?: LowerTemperature<K>;
  readonly knobs: K;
}

/** Whether turning the knob starts the lane anew. */
export const restarts = (knob: Knob): boolean => knob.kind === 'choice' || knob.restarts === true;

/** Every knob at its default. */
export const defaultsOf = <const K extends Knobs>(knobs: K): KnobValues<K> =>
  Object.fromEntries(
    Object.entries<Knob>(knobs).map(([name, knob]) => [name, knob.default]),
  ) as KnobValues<K>;
