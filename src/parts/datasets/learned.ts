/**
 * What an encoder has learnt of the very problem a data set poses, beyond what is measured of any
 * data: plain values, made from the held-out embeddings of every picture and shown by the lens of
 * the same name.
 */
export type Learned = LearnedEdits;

/** How often the other wording of a meaning is nearer to a text than an edit of its own words. */
export interface LearnedEdits {
  readonly lens: 'edits';
  /** Each kind of edit: its name, the share told apart, 0..1, and how many were asked. */
  readonly kinds: readonly {
    readonly name: string;
    readonly accuracy: number;
    readonly count: number;
  }[];
}

/** Unit rows of the held-out items, [count, d]. */
export interface Embedded {
  readonly embeddings: Float32Array;
  readonly d: number;
}

/** The views of what was learnt, besides the map. */
export type LensId = 'edits' | 'search' | 'captions' | 'scene';
