import { anotherTask } from '../../protocol/anotherTask';
import type { Report } from '../../protocol/messages';
import type { Experiment } from '../../recipe/recipe';
import { BackendInUse } from '../device/backendInUse';
import type { WasmFiles } from '../device/ladder';
import type { Lanes } from '../lanes/lanes';
import { type Between, Superseded } from '../lanes/turns';
import { Inbox } from './inbox';

/** What a session needs of the place it runs in: a worker of the page, or Node. */
export interface Surroundings {
  readonly wasmFiles: WasmFiles;
  /** Reads a file of `public/`. */
  readonly readFile: (path: string) => Promise<ArrayBuffer>;
  readonly report: (report: Report) => void;
}

type WithoutRun = Report extends infer R ? (R extends Report ? Omit<R, 'run'> : never) : never;

/** What all parts of a session share: commands, backend, lanes, and a voice to the page. */
export class Context {
  readonly surroundings: Surroundings;
  readonly inbox = new Inbox();
  readonly backend: BackendInUse;
  /** The run that reports belong to. */
  run = 0;
  /** null: there are none yet, or the run failed. */
  lanes: Lanes | null = null;
  /** The experiment that the commands taken so far ask for. */
  wanted: Experiment = [];
  private wakeUp: () => void = () => {};

  constructor(surroundings: Surroundings) {
    this.surroundings = surroundings;
    this.backend = new BackendInUse({
      wasmFiles: surroundings.wasmFiles,
      onProgress: (doing) => this.report({ type: 'starting', doing, done: 1, of: 3 }),
      onLost: () => this.wake(),
    });
  }

  report(report: WithoutRun) {
    this.surroundings.report({ ...report, run: this.run } as Report);
  }

  /** Ends the wait for something to happen. */
  wake() {
    this.wakeUp();
  }

  /** Resolves when a command, or anything else that matters, has come; or after a while. */
  somethingHappens(withinMs?: number): Promise<void> {
    return new Promise((resolve) => {
      this.wakeUp = resolve;
      if (withinMs !== undefined) setTimeout(resolve, withinMs);
    });
  }

  /** Lets commands come in; gives up what is done for an experiment once another is wanted instead. */
  betweenWanted: Between = async () => {
    await anotherTask();
    if (this.inbox.insteadOf(this.wanted)) throw new Superseded();
  };

  /** Lets commands come in; gives up what is asked of the lanes as they are once all of them restart. */
  betweenLanes: Between = async () => {
    await anotherTask();
    if (this.inbox.startsAnew(this.wanted)) throw new Superseded();
  };
}

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
