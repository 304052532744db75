import { randomStream } from './random';

/**
 * Random numbers for tests that must hold for any numbers. They are the same in every run, so a
 * failure can be repeated; put SEED=2 before the command for others. One stream per test file.
 */
const numbers = randomStream(Number(import.meta.env.SEED));

/** Uniform on [low, high); [0, 1) by default. */
export const uniform = (low?: number, high?: number) => numbers.uniform(low, high);
