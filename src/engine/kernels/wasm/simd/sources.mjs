import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the module is compiled from. */
export const SOURCES = ['simd.h', 'products.c', 'convolution.c', 'rows.c', 'optimizers.c'];

/** SHA-256 of all sources, one after the other. */
export function hashOfSources() {
  const hash = createHash('sha256');
  for (const name of SOURCES) hash.update(readFileSync(join(import.meta.dirname, name)));
  return hash.digest('hex');
}
