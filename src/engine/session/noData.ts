import { messageOf } from './context';

/** Thrown where the data of an experiment could not be had; says why in words. */
export class NoData extends Error {
  constructor(cause: unknown) {
    super(messageOf(cause), { cause });
  }
}
