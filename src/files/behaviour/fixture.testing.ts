import { readFileSync } from 'node:fs';
import { file } from './given.testing';

/** A file of `fixtures/containers` as a visitor gives it. */
export const fixture = (name: string) =>
  file(name, readFileSync(new URL(`../fixtures/containers/${name}`, import.meta.url)));
