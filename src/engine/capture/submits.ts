import { flush, type WebgpuInternals } from '../tensors/webgpuInternals';

/** Submits under way at most: enough that the GPU never waits, few enough to be stopped soon. */
const IN_FLIGHT = 3;

/** Replays on their way through the GPU: how they are submitted, and whether there is room for another. */
export class Submits {
  private readonly backend: WebgpuInternals;
  private readonly underWay = new Set<Promise<void>>();
  /** When the GPU finished the last submit that is finished. */
  private lastDone = 0;

  constructor(backend: WebgpuInternals) {
    this.backend = backend;
  }

  /** Resolves with true once the GPU has room for another step, or with false after a while without. */
  async room(withinMs: number): Promise<boolean> {
    const end = performance.now() + withinMs;
    while (this.underWay.size >= IN_FLIGHT) {
      const left = end - performance.now();
      if (left <= 0) return false;
      const [oldest] = this.underWay;
      await Promise.race([oldest, new Promise((resolve) => setTimeout(resolve, left))]);
    }
    return true;
  }

  /** One submit: a compute pass, and what is encoded after it. */
  submit = (
    inPass: (pass: GPUComputePassEncoder) => void,
    after: (encoder: GPUCommandEncoder) => void = () => {},
  ) => {
    flush(this.backend);
    const encoder = this.backend.device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    inPass(pass);
    pass.end();
    after(encoder);
    this.backend.device.queue.submit([encoder.finish()]);
  };

  /** Counts the last submit as under way until the GPU has finished it; resolves with when that was. */
  follow(): Promise<number> {
    const isDone = () => {
      this.underWay.delete(done);
      this.lastDone = performance.now();
    };
    const done = this.backend.device.queue.onSubmittedWorkDone().then(isDone, isDone);
    this.underWay.add(done);
    return done.then(() => this.lastDone);
  }

  /** Runs `submitting`, which submits to the GPU; resolves with the GPU's time for it in milliseconds. */
  timed(submitting: () => void): Promise<number> {
    const started = performance.now();
    const before = [...this.underWay].at(-1) ?? Promise.resolve();
    const begun = before.then(() => Math.max(started, this.lastDone));
    submitting();
    const done = this.follow();
    return Promise.all([begun, done]).then(([from, to]) => to - from);
  }
}
