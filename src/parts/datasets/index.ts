import { birds } from './birds';
import type { Dataset } from './dataset';
import { digits } from './digits';
import { glyphs } from './glyphs';
import { points } from './points';

/** Every data set a visitor can choose, in menu order. */
export const datasets = { glyphs, birds, points, digits } satisfies Record<string, Dataset>;

/** A key of `datasets`: the data set's word in links and messages. */
export type DatasetId = keyof typeof datasets;
