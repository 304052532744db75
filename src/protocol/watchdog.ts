/** The worker is asked for a sign of life this often, ... */
const EVERY_MS = 5000;
/** ... and is taken to be gone when it owes one for so many times in a row: 20 s. */
const MOST_MISSED = 4;

/**
 * Notices a worker that vanished, which no event tells of. Times are counted in ticks of a timer: a
 * sleeping machine or a throttled tab makes them longer, never a worker that lives look dead.
 */
export class Watchdog {
  private missed = 0;
  private readonly timer: ReturnType<typeof setInterval>;

  /** `isOwed`: whether the worker has anything to do that lets it answer soon. */
  constructor(ping: () => void, isOwed: () => boolean, onGone: () => void) {
    this.timer = setInterval(() => {
      if (!isOwed()) this.missed = 0;
      else if (this.missed++ < MOST_MISSED) ping();
      else {
        this.stop();
        onGone();
      }
    }, EVERY_MS);
  }

  /** The worker gave a sign of life. */
  heard() {
    this.missed = 0;
  }

  stop() {
    clearInterval(this.timer);
  }
}
