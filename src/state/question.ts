import { createStore } from 'zustand/vanilla';
import type { LensId } from '../parts/datasets/learned';
import type { Answer } from '../protocol/answers';
import { runStore } from './run';
import { askLanes } from './training';

/** What a lens asks: texts, and whether they were picked from the data. */
export interface Question {
  readonly texts: readonly string[];
  readonly isPicked: boolean;
}

/** What the visitor asks the encoders of all lanes, and their answers. */
export interface QuestionState {
  /** The question of each lens; if missing, the one that the lens offers first. */
  readonly asked: Readonly<Partial<Record<LensId, Question>>>;
  /** The newest answer of each lane, by its id. */
  readonly answers: ReadonlyMap<number, Answer>;
}

export const questionStore = createStore<QuestionState>(() => ({ asked: {}, answers: new Map() }));

export const askInWords = (
  lens: LensId,
  texts: readonly string[],
  { isPicked = false }: { readonly isPicked?: boolean } = {},
) => questionStore.setState(({ asked }) => ({ asked: { ...asked, [lens]: { texts, isPicked } } }));

// Other data have other texts: questions picked from the old data go, the visitor's own words stay.
runStore.subscribe((now, before) => {
  if (now.data === before.data) return;
  questionStore.setState(({ asked }) => ({
    asked: Object.fromEntries(Object.entries(asked).filter(([, { isPicked }]) => !isPicked)),
    answers: new Map(),
  }));
});

/** A text is asked once it has not changed for so long. */
const TYPED_MS = 150;
/** Shortest time between two questions while training goes on. */
const APART_MS = 200;

/**
 * Keeps the answers to a question up to date until it is stopped: asks once its texts have come to
 * rest, and again when a lane has a newer picture. At most one question is pending.
 */
export class Asking {
  private readonly ask: typeof askLanes;
  private readonly count: number;
  private texts: readonly string[] = [];
  private isUnderWay = false;
  private isDue = false;
  private isStopped = false;
  private lastAsked = Number.NEGATIVE_INFINITY;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly unsubscribe: () => void;

  /** `count`: how many of the nearest items to ask for; 0 for none. */
  constructor(count: number, ask = askLanes) {
    this.count = count;
    this.ask = ask;
    this.unsubscribe = runStore.subscribe((now, before) => {
      const isNew = [...now.lanes].some(
        ([id, { picture }]) => picture !== null && picture !== before.lanes.get(id)?.picture,
      );
      if (isNew) this.askWithin(this.lastAsked + APART_MS - performance.now());
    });
  }

  /** Asks these texts from now on; nothing if there are none. */
  about(texts: readonly string[]) {
    const isFirst = this.texts.length === 0;
    this.texts = texts;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.askWithin(isFirst ? 0 : TYPED_MS);
  }

  stop() {
    this.isStopped = true;
    clearTimeout(this.timer);
    this.unsubscribe();
  }

  /** Asks after that time, at once if it has passed, and later if an answer is still awaited. */
  private askWithin(milliseconds: number) {
    if (this.timer !== undefined) return;
    this.timer = setTimeout(
      () => {
        this.timer = undefined;
        this.isDue = true;
        void this.go();
      },
      Math.max(0, milliseconds),
    );
  }

  private async go() {
    while (this.isDue && !this.isUnderWay && !this.isStopped) {
      this.isDue = false;
      const { texts } = this;
      const { status } = runStore.getState();
      if (texts.length === 0 || status === 'failed') return;
      this.isUnderWay = true;
      this.lastAsked = performance.now();
      try {
        const lanes = await this.ask(texts, this.count);
        const answers = new Map(lanes.map((answer) => [answer.id, answer]));
        if (!this.isStopped) questionStore.setState({ answers });
      } catch {
        // The run was started anew or broke; the page says so, and the next picture asks again.
      } finally {
        this.isUnderWay = false;
      }
    }
  }
}
