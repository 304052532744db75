/** The data sets of the page whose data the visitor brings. */
export type OwnPart = 'ownImages' | 'ownTexts' | 'ownPairs' | 'ownPoints';

/** What is left out of the visitor's data for one reason. */
export interface LeftOut {
  /** What, and so why: "pictures that can’t be read". */
  readonly what: string;
  readonly count: number;
  /** The first few by name, or by file and line. */
  readonly examples: readonly string[];
}

/** Data that the reading worker holds, ready to be trained on. */
export interface HeldFacts {
  /** Names these data; others under the same name have another key. */
  readonly key: string;
  readonly name: string;
  /** The data set of the page that they are for. */
  readonly part: OwnPart;
  readonly classes: number;
  readonly train: number;
  readonly heldOut: number;
  /** Whether near misses came with them. */
  readonly hasNearMisses: boolean;
  readonly bytes: number;
  readonly leftOut: readonly LeftOut[];
  readonly notes: readonly string[];
  /** Why they could not be saved, in a sentence; null if they were, or were not to be. */
  readonly notSaved: string | null;
}

/**
 * Data in this browser's storage. This is stored as it is, so its fields never change their names.
 */
export interface SavedFacts {
  readonly name: string;
  /** The data set of the page that they are for. */
  readonly part: OwnPart;
  readonly classes: number;
  /** Training and held-out together. */
  readonly items: number;
  /** Bytes of the numbers and texts; the browser's own bookkeeping adds a little. */
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly since: number;
}
