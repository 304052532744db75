import type { LearnedCaptions } from './captions/learned';
import type { LearnedScene } from './cells/learned';
import type { LearnedSearch } from './documents/learned';
import type { LearnedEdits } from './sentences/learned';

/**
 * What an encoder has learnt of the very problem a data set poses, beyond what is measured of any
 * data: plain values, measured on the held-out embeddings for every picture, by the lens that shows
 * them. A new lens is one more line here; without a view and a headline it does not compile.
 */
export interface LearnedByLens {
  edits: LearnedEdits;
  search: LearnedSearch;
  captions: LearnedCaptions;
  scene: LearnedScene;
}

/** The views of what was learnt, besides the map. */
export type LensId = keyof LearnedByLens;

export type Learned = LearnedByLens[LensId];
