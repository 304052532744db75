import { birds } from './birds/birds';
import { captions } from './captions/captions';
import { cells } from './cells/cells';
import type { Dataset } from './dataset';
import { digits } from './digits';
import { documents } from './documents/documents';
import { glyphs } from './glyphs/glyphs';
import { ownImages } from './own/ownImages';
import { ownPairs } from './own/ownPairs';
import { ownPoints } from './own/ownPoints';
import { ownTexts } from './own/ownTexts';
import { points } from './points';
import { sentences } from './sentences/sentences';

/** Every data set a visitor can choose, in menu order. */
export const datasets = {
  glyphs,
  birds,
  points,
  digits,
  sentences,
  documents,
  captions,
  cells,
  ownImages,
  ownTexts,
  ownPairs,
  ownPoints,
} satisfies Record<string, Dataset>;

/** A key of `datasets`: the data set's word in links and messages. */
export type DatasetId = keyof typeof datasets;
