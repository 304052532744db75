import { birds } from './birds';
import { captions } from './captions';
import { cells } from './cells';
import type { Dataset } from './dataset';
import { digits } from './digits';
import { documents } from './documents';
import { glyphs } from './glyphs';
import { ownImages } from './ownImages';
import { ownPairs } from './ownPairs';
import { ownPoints } from './ownPoints';
import { ownTexts } from './ownTexts';
import { points } from './points';
import { sentences } from './sentences';

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
