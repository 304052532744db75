import type { Lane, Snapshot } from '../lanes/lane';
import type { Lanes } from '../lanes/lanes';

/** States are saved this far apart. */
const APART_MS = 3000;

/** The last sound state of each lane, kept off the device for a lost device or a broken step. */
export class Checkpoints {
  private saved = new Map<Lane, Snapshot>();
  private last = 0;

  /** Whether it is time to save another state. */
  get isDue(): boolean {
    return performance.now() - this.last > APART_MS;
  }

  /** Saves the state of every lane in place of what was saved before. */
  async save(lanes: Lanes) {
    const snapshots = await lanes.snapshot();
    this.saved = new Map(lanes.all.map((lane, place) => [lane, snapshots[place] as Snapshot]));
    this.last = performance.now();
  }

  /** Forgets every lane: all of them went back to their start. */
  forget() {
    this.saved.clear();
  }

  /** The state saved of each of these lanes, in their order; null: none, since it started later. */
  of(lanes: readonly Lane[]): (Snapshot | null)[] {
    return lanes.map((lane) => this.saved.get(lane) ?? null);
  }
}
