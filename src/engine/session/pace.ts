/** How fast training goes, and how fast it may go. */
export class Pace {
  /** Most steps a second; null is as fast as possible. */
  limit: number | null = null;
  private steps: number[] = [];

  /** Notes that a step is done. */
  stepDone() {
    const now = performance.now();
    this.steps = this.steps.filter((at) => at > now - 1000);
    this.steps.push(now);
  }

  restart() {
    this.steps = [];
  }

  /** Milliseconds until the limit allows another step; 0 if it may come now. */
  get wait(): number {
    const last = this.steps.at(-1);
    if (this.limit === null || last === undefined) return 0;
    return Math.max(0, last + 1000 / this.limit - performance.now());
  }

  /** Steps a second over the last second; 0 before the second step. */
  get rate(): number {
    const [first, last] = [this.steps[0], this.steps.at(-1)];
    if (first === undefined || last === undefined || last <= first) return 0;
    return ((this.steps.length - 1) / (last - first)) * 1000;
  }
}
