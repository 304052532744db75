/**
 * Compiles the C sources beside it to `binary.ts`: WebAssembly with SIMD, as base64, and the hash of
 * the sources it was made from. Needs clang and lld 14 or newer (`apt-get install clang lld`).
 *
 *   node src/engine/kernels/wasm/simd/build.mjs
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashOfSources, SOURCES } from './sources.mjs';

const FLAGS = [
  ...['--target=wasm32', '-msimd128', '-Os', '-ffreestanding', '-nostdlib'],
  // Loops stay as they are written (see simd.h), their addresses too: loads have room for an offset.
  ...['-fno-unroll-loops', '-fno-vectorize', '-fno-slp-vectorize', '-mllvm', '-disable-lsr'],
  // What would need a stack does not compile.
  '-Wframe-larger-than=0',
  // A sum of products rounds as the plain ops do, and no loop becomes a call of memset.
  ...['-ffp-contract=off', '-fno-builtin', '-Wall', '-Wextra', '-Werror'],
  ...['-Wl,--no-entry', '-Wl,--import-memory', '-Wl,--strip-all'],
];

const folder = mkdtempSync(join(tmpdir(), 'kernels-'));
const output = join(folder, 'kernels.wasm');
const { CLANG = 'clang' } = process.env;
const sources = SOURCES.filter((name) => name.endsWith('.c')).map((name) =>
  join(import.meta.dirname, name),
);
const { status, error } = spawnSync(CLANG, [...FLAGS, '-o', output, ...sources], {
  stdio: 'inherit',
});
if (status !== 0) throw error ?? new Error('The sources do not compile.');
const binary = readFileSync(output);
rmSync(folder, { recursive: true });

writeFileSync(
  join(import.meta.dirname, 'binary.ts'),
  `/** Written by build.mjs; do not edit. */

export const SOURCES_HASH = '${hashOfSources()}';

export const BINARY =
  '${binary.toString('base64')}';
`,
);
console.log(`${binary.length} bytes`);
