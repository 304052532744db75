import type { Answer, Evaluation } from '../protocol/answers';
import type { BackendName } from '../protocol/device';
import type { HeldOutMeasure } from '../protocol/measures';

/** Parts and knobs under the names that links use. */
export type FlatRecipe = Readonly<Record<string, string | number>>;

/** Changes for all lanes, and for each lane in its place. */
export interface RecipeChange {
  readonly shared?: FlatRecipe;
  readonly lanes?: readonly FlatRecipe[];
}

/**
 * The latest measurements of a lane, as plain JSON; null for NaN and for what is not measured yet.
 */
export interface ScriptReport extends Readonly<Record<HeldOutMeasure, number | null>> {
  readonly step: number;
  readonly loss: number | null;
  readonly activeShare: number | null;
  readonly hardness: number | null;
  readonly falseShare: number | null;
  readonly comparisons: number | null;
  readonly miningMs: number | null;
  readonly histogram: {
    readonly axis: 'distance' | 'similarity';
    readonly low: number;
    readonly high: number;
    readonly positives: readonly number[];
    readonly candidates: readonly number[];
    readonly chosen: readonly number[];
    readonly chosenFalse: readonly number[];
  } | null;
  readonly backend: BackendName | null;
  readonly adapter: string | null;
  readonly stepsPerSecond: number;
  /** Whether steps are replayed from a recording, with how many dispatches, or why not. */
  readonly replay: { isReplayed: boolean; dispatches: number; reason: string | null } | null;
}

/** `globalThis.pushpull`: the page for the console, for scripts and for embedding pages. */
export interface Pushpull {
  /**
   * Reading gives what all lanes share and each lane whole, under the names links use. Setting
   * takes any part of it: `pushpull.recipe = { loss: 'ntXent' }` for all lanes, or
   * `{ shared: { seed: 3 }, lanes: [{ selection: 'hardest' }, {}] }` for as many lanes as named.
   */
  get recipe(): { readonly shared: FlatRecipe; readonly lanes: readonly FlatRecipe[] };
  set recipe(change: FlatRecipe | RecipeChange);
  run(): void;
  pause(): void;
  /** Trains this many steps of every lane; resolves when they are done and measured. */
  step(count?: number): Promise<void>;
  /** Every lane goes back to the same start; resolves when it is there. */
  reset(): Promise<void>;
  /** @throws RangeError if there is no such lane */
  report(lane?: number): ScriptReport;
  /** Held-out embeddings of a lane as it is: unit rows, [items][d], and the class of each. */
  embeddings(lane?: number): Promise<{ step: number; embeddings: number[][]; labels: number[] }>;
  /**
   * The measurements that are too slow to follow training, for every lane as it stands: kNN and
   * linear probe from the training items, with all labels and with few; accuracy after fine-tuning
   * with few labels, from here and from the first weights; NMI, AMI and ARI of k-means clusters. If
   * the held-out classes were never trained on, part of the held-out items gives the labels
   * (`labelsFrom`). Takes some seconds.
   */
  evaluate(): Promise<readonly Omit<Evaluation, 'id'>[]>;
  /**
   * How every lane, as it stands, sees texts of your own: the cosine of each text with each, the
   * `count` held-out items nearest to each with rank and cosine, and the words its encoder does not
   * know or does not read. `right`: the known answers, if the text is a held-out query word for
   * word. In data with pairs, items that are only queries are not searched.
   * @throws RangeError if items are not texts, or for more than 32 texts
   */
  ask(texts: readonly string[], count?: number): Promise<readonly ScriptAnswer[]>;
}

/** A lane's answer, as plain JSON. */
export interface ScriptAnswer extends Pick<Answer, 'step' | 'texts'> {
  /** [texts][texts] */
  readonly cosines: readonly (readonly number[])[];
}

declare global {
  var pushpull: Pushpull;
}
