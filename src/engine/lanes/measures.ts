import { History } from '../capture/history';
import { Staging } from '../capture/staging';
import { MEASURED, measuredOf, type StepMeasured } from '../step/measured';
import type { WebgpuInternals } from '../tensors/webgpuInternals';
import type { Lane } from './lane';

interface Measuring {
  readonly history: History;
  /** Steps in the history whose reading has not begun. */
  steps: number[];
  /** What has arrived and was not taken, oldest first. */
  arrived: StepMeasured[];
}

/**
 * What replayed steps measured, on its way from the GPU. Now and then all lanes are read in one go, and
 * nothing has to wait for it.
 */
export class Measures {
  private readonly backend: WebgpuInternals;
  private readonly staging: Staging;
  private readonly lanes = new Map<Lane, Measuring>();
  /** Settles when every reading that was begun has arrived. */
  private underWay: Promise<void> = Promise.resolve();
  private readings = 0;
  private trouble: { error: unknown } | null = null;

  constructor(backend: WebgpuInternals) {
    this.backend = backend;
    this.staging = new Staging(backend);
  }

  add(lane: Lane) {
    const history = new History(this.backend, MEASURED);
    this.lanes.set(lane, { history, steps: [], arrived: [] });
  }

  /** Whether another step would overwrite measures whose reading has not begun. */
  get isFull(): boolean {
    return [...this.lanes.values()].some(({ history }) => history.isFull);
  }

  /** Whether something is on its way or still to be read. */
  get isReading(): boolean {
    return this.readings > 0 || [...this.lanes.values()].some(({ steps }) => steps.length > 0);
  }

  /** Encodes the copy of what a lane's step measured. */
  push(encoder: GPUCommandEncoder, lane: Lane, step: number, measured: GPUBuffer) {
    const { history, steps } = this.lanes.get(lane) as Measuring;
    history.push(encoder, measured);
    steps.push(step);
  }

  /** Begins to read what was not read yet: one submit, or none if there is nothing. */
  begin() {
    const unread = [...this.lanes.values()].filter(({ steps }) => steps.length > 0);
    if (unread.length === 0) return;
    const capacity = unread.reduce((sum, { history }) => sum + history.capacity, 0);
    const buffer = this.staging.take(capacity);
    const { device } = this.backend;
    const encoder = device.createCommandEncoder();
    let bytes = 0;
    const parts = unread.map((lane) => {
      const { steps } = lane;
      const start = bytes / 4;
      bytes += lane.history.empty(encoder, buffer, bytes);
      lane.steps = [];
      return { lane, steps, start };
    });
    device.queue.submit([encoder.finish()]);
    const values = this.staging.read(buffer, bytes);
    this.readings++;
    this.underWay = Promise.all([values, this.underWay])
      .then(([table]) => {
        for (const { lane, steps, start } of parts)
          lane.arrived.push(
            ...steps.map((step, row) => measuredOf(step, table.subarray(start), row)),
          );
      })
      .catch((error: unknown) => {
        this.trouble = { error };
      })
      .finally(() => {
        this.readings--;
      });
  }

  /** What has arrived of a lane since the last time, oldest first. @throws Error if reading failed */
  taken(lane: Lane): StepMeasured[] {
    if (this.trouble) throw this.trouble.error;
    const measuring = this.lanes.get(lane);
    return measuring?.arrived.splice(0) ?? [];
  }

  /** Everything measured so far of a lane and not yet taken. */
  async all(lane: Lane): Promise<StepMeasured[]> {
    this.begin();
    await this.underWay;
    return this.taken(lane);
  }

  /** Drops what was measured so far, also what is under way. */
  forget() {
    for (const [lane, { history }] of this.lanes) {
      history.forget();
      this.lanes.set(lane, { history, steps: [], arrived: [] });
    }
  }

  drop(lane: Lane) {
    this.lanes.get(lane)?.history.dispose();
    this.lanes.delete(lane);
  }

  dispose() {
    for (const lane of [...this.lanes.keys()]) this.drop(lane);
    this.staging.dispose();
  }
}
