import type { Picture } from '../../protocol/picture';
import type { Lane } from '../lanes/lane';
import type { Lanes } from '../lanes/lanes';
import type { Between } from '../lanes/turns';
import { type PictureNumbers, pictureOf } from '../picture/groups';
import type { PictureMemory } from '../picture/heldOut';
import type { PendingPicture } from '../picture/pending';
import type { PendingPictures } from '../picture/take';

/** Pictures are made of numbers for about so long before training has another turn. */
const MAKING_MS = 20;

/** Pictures of all lanes under way: their numbers arrive, then the page's pictures are made of them. */
export class ArrivingPictures {
  /** When it was begun. */
  readonly began: number;
  /** Whether measures that arrived after the numbers were read: they would tell a broken step. */
  isVouchedFor = false;
  /** Time that training lost to it so far, on the device and here. */
  costMs: number;
  private readonly lanes: Lanes;
  private readonly era: number;
  private readonly pending: readonly PendingPicture[];
  private numbers: PictureNumbers<Float32Array>[] | null = null;
  private failure: { error: unknown } | null = null;
  private readonly settled: Promise<void>;
  private readonly pictures = new Map<Lane, Picture>();

  constructor(lanes: Lanes, { pictures, began, gpuMs }: PendingPictures) {
    this.lanes = lanes;
    this.era = lanes.era;
    this.began = began;
    this.costMs = performance.now() - began;
    this.pending = pictures;
    this.settled = Promise.all([gpuMs, ...pictures.map(({ numbers }) => numbers)]).then(
      ([ms, ...numbers]) => {
        this.costMs += ms;
        this.numbers = numbers;
      },
      (error: unknown) => {
        this.failure = { error };
      },
    );
  }

  /** Whether lanes were exchanged or went back since: then it shows nothing that is. */
  get isStale(): boolean {
    return this.era !== this.lanes.era;
  }

  /** Whether all numbers have come, or will not come any more. */
  get isHere(): boolean {
    return this.numbers !== null || this.failure !== null;
  }

  /**
   * Makes pictures for a moment. Returns those of all lanes once they are complete, else null.
   * @throws Error if numbers could not be read
   */
  made(memoryOf: (lane: Lane) => PictureMemory): ReadonlyMap<Lane, Picture> | null {
    if (this.failure) throw this.failure.error;
    if (!this.numbers) return null;
    const started = performance.now();
    let spent = 0;
    while (this.pictures.size < this.pending.length && spent < MAKING_MS) {
      const place = this.pictures.size;
      const { lane, facts } = this.pending[place] as PendingPicture;
      const numbers = this.numbers[place] as PictureNumbers<Float32Array>;
      this.pictures.set(lane, pictureOf(facts, numbers, memoryOf(lane)));
      spent = performance.now() - started;
    }
    this.costMs += spent;
    return this.pictures.size === this.pending.length ? this.pictures : null;
  }

  /** Waits for the numbers and makes all pictures. */
  async all(
    memoryOf: (lane: Lane) => PictureMemory,
    between: Between = async () => {},
  ): Promise<ReadonlyMap<Lane, Picture>> {
    await this.settled;
    for (;;) {
      const pictures = this.made(memoryOf);
      if (pictures) return pictures;
      await between();
    }
  }
}
