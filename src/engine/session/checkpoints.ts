import type { Lane, Snapshot } from '../lanes/lane';
import type { Lanes } from '../lanes/lanes';

/** States are kept this far apart. */
const APART_MS = 3000;

/** Keeps the last good state of the lanes off the device, for a lost device or a broken step. */
export class Keeper {
  private kept: { of: readonly Lane[]; state: readonly Snapshot[] } | null = null;
  private last = 0;

  /** Whether it is time to keep another state. */
  get isDue(): boolean {
    return performance.now() - this.last > APART_MS;
  }

  async keep(lanes: Lanes) {
    this.kept = { of: lanes.all, state: await lanes.snapshot() };
    this.last = performance.now();
  }

  /** What was kept is of no use any more: other lanes, or another start. */
  forget() {
    this.kept = null;
  }

  /** Takes these lanes back to the state that was kept of them; false if none was. */
  restore(lanes: Lanes): boolean {
    if (!this.kept?.of.every((lane, i) => lane === lanes.all[i])) return false;
    lanes.restore(this.kept.state);
    return true;
  }

  /** Gives lanes that take the place of lost ones the state that was kept of those. */
  handOver(lanes: Lanes) {
    if (this.kept) lanes.restore(this.kept.state);
    this.forget();
  }
}
