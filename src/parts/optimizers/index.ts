import { adam } from './adam';
import { adamW } from './adamW';
import { lars } from './lars';
import type { Optimizer } from './optimizer';
import { sgd } from './sgd';

/** Every optimizer offered. Add a file, then one line here. */
export const optimizers = { adam, adamW, sgd, lars } satisfies Record<string, Optimizer>;

export type OptimizerId = keyof typeof optimizers;
