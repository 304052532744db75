import { embeddingBag } from './embeddingBag';
import type { Encoder } from './encoder';
import { gru } from './gru';
import { mlp } from './mlp';
import { smallCnn } from './smallCnn';
import { textCnn } from './textCnn';
import { transformer } from './transformer';
import { twoTowers } from './twoTowers';

/** Every encoder offered. Add a file, then one line here. */
export const encoders = {
  smallCnn,
  mlp,
  embeddingBag,
  textCnn,
  gru,
  transformer,
  twoTowers,
} satisfies Record<string, Encoder>;
