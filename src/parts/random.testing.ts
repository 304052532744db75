import { randomStream } from './random';

/**
 * Numbers for tests that hold for any numbers: the same in every run, so that main is green or is
 * not, and others with SEED=2 before the command. One stream for each file of tests.
 */
const numbers = randomStream(Number(import.meta.env.SEED));

/** Uniform on [low, high); [0, 1) by default. */
export const uniform = (low?: number, high?: number) => numbers.uniform(low, high);
