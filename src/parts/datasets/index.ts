import { birds } from './birds';
import type { Dataset } from './dataset';
import { digits } from './digits';
import { documents } from './documents';
import { glyphs } from './glyphs';
import { points } from './points';
import { sentences } from './sentences';

/** Every data set a visitor can choose, in menu order. */
export const datasets = { glyphs, birds, points, digits, sentences, documents } satisfies Record<
  string,
  Dataset
>;

/** A key of `datasets`: the data set's word in links and messages. */
export type DatasetId = keyof typeof datasets;
