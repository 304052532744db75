/**
 * What an encoder has learnt of the very problem a data set poses, beyond what is measured of any
 * data: plain values, made from the held-out embeddings of every picture and shown by the lens of
 * the same name.
 */
export type Learned = LearnedEdits | LearnedScene | LearnedSearch | LearnedCaptions;

/** How often the other wording of a meaning is nearer to a text than an edit of its own words. */
export interface LearnedEdits {
  readonly lens: 'edits';
  /** The share told apart of each kind of edit. */
  readonly kinds: readonly Share[];
}

/** Which pixels of held-out scenes are of one instance, as the encoder tells them apart. */
export interface LearnedScene extends SceneMeasures {
  readonly lens: 'scene';
  /** Of each scene; those of `LearnedScene` itself are means over scenes. */
  readonly scenes: readonly SceneFigures[];
  /** Cosine above which items count as of one instance. */
  readonly threshold: number;
  /** The instance found for each item, counted from 0 in its scene; -1 on the ground, [items]. */
  readonly instances: Int16Array;
  /** Three main directions of the embeddings, -127..127 for -1..1, [items, 3]. */
  readonly colours: Int8Array;
  /** Unit rows of all items, -127..127 for -1..1, [items, d]. */
  readonly embeddings: Int8Array;
  readonly d: number;
}

/** How well instances were told apart. */
export interface SceneMeasures {
  /** Of found instances against true ones, over the true foreground; 0 by chance, 1 at best. */
  readonly adjustedRandIndex: number;
  /** Mean over true instances of the best intersection over union, 0..1. */
  readonly overlap: number;
  /** Share of neighbouring items of two instances that are told apart, 0..1; NaN: none touch. */
  readonly bordersApart: number;
}

export interface SceneFigures extends SceneMeasures {
  /** True instances, and how many were found. */
  readonly cells: number;
  readonly found: number;
}

/** How well held-out queries find what answers them, among the held-out items that answer. */
export interface LearnedSearch {
  readonly lens: 'search';
  /** How many queries were asked, and among how many items each had to find its own. */
  readonly queries: number;
  readonly among: number;
  /** Each 0..1; NaN where nothing was asked. */
  readonly recallAt1: number;
  readonly recallAt5: number;
  readonly meanReciprocalRank: number;
  readonly ndcgAt10: number;
}

/** Which picture goes with which caption, on the held-out items. Numbers are those of the items. */
export interface LearnedCaptions {
  readonly lens: 'captions';
  /** How often the nearest of the other kind says the same: picture to caption, caption to picture. */
  readonly recalls: readonly Share[];
  /** How often a picture is nearer to its caption than to one with each edit; 0.5 is a coin. */
  readonly edits: readonly Share[];
  /** The nearest of the other kind, so many for each item, nearest first, [items * perItem]. */
  readonly perItem: number;
  readonly nearest: Int16Array;
  /** Their cosines, [items * perItem]. */
  readonly similarity: Float32Array;
  /** From 1, of the nearest one that says the same, and its cosine, [items]. */
  readonly rightRank: Uint16Array;
  readonly rightSimilarity: Float32Array;
  readonly odd: OddOneOut;
}

/** A share of what was asked, 0..1, and how often it was asked; NaN: never. */
export interface Share {
  readonly name: string;
  readonly value: number;
  readonly count: number;
}

/** Questions of four items, of which one says something else. */
export interface OddOneOut {
  /** The items of each question, [count * 4]. */
  readonly questions: Int16Array;
  /** The place of the one that was held to be odd, 0..3; 4: two or more equally so, [count]. */
  readonly picked: Uint8Array;
  /** Of how many the odd one was found; a quarter by chance. */
  readonly right: number;
  readonly count: number;
}

/** Unit rows of the held-out items, [count, d]. */
export interface Embedded {
  readonly embeddings: Float32Array;
  readonly d: number;
}

/** The views of what was learnt, besides the map. */
export type LensId = 'edits' | 'search' | 'captions' | 'scene';
