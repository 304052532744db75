import { barlowTwins } from './barlowTwins';
import { circle } from './circle';
import { contrastive } from './contrastive';
import { debiased } from './debiased';
import { decoupled } from './decoupled';
import { hcl } from './hcl';
import { infoNce } from './infoNce';
import { liftedStructure } from './liftedStructure';
import type { Loss } from './loss';
import { margin } from './margin';
import { multiSimilarity } from './multiSimilarity';
import { nPair } from './nPair';
import { ntXent } from './ntXent';
import { sigmoid } from './sigmoid';
import { supCon } from './supCon';
import { symmetricInfoNce } from './symmetricInfoNce';
import { triplet } from './triplet';
import { tripletSoft } from './tripletSoft';
import { vicReg } from './vicReg';

/** Every loss offered. Add a file, then one line here. */
export const losses = {
  triplet,
  ntXent,
  infoNce,
  symmetricInfoNce,
  debiased,
  hcl,
  decoupled,
  sigmoid,
  contrastive,
  tripletSoft,
  supCon,
  margin,
  multiSimilarity,
  circle,
  liftedStructure,
  nPair,
  vicReg,
  barlowTwins,
} satisfies Record<string, Loss>;

export type LossId = keyof typeof losses;
