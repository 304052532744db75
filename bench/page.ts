/** The page that scripts/bench.mjs drives: one row, then it is closed. */
import { wasmFiles } from '../src/engine/device/wasmFiles';
import type { EngineName } from './engines';
import { type MeasureOptions, measure } from './measure';
import type { RecipeName } from './recipes';

Object.assign(globalThis, {
  measureRow: (
    recipe: RecipeName,
    engine: EngineName,
    options: Omit<MeasureOptions, 'wasmFiles'>,
  ) => measure(recipe, engine, { ...options, wasmFiles }),
});
