import type { Data } from '../../parts/data';
import type { Answer } from '../../protocol/answers';
import type { BackendName } from '../../protocol/device';
import type { Frame, LaneFrame } from '../../protocol/frame';
import type { Command, Report } from '../../protocol/messages';
import type { Picture } from '../../protocol/picture';
import { numbered, type Recipe } from '../../recipe/recipe';
import type { Lanes } from '../lanes/lanes';
import type { Surroundings } from '../session/context';
import { Session } from '../session/session';

type Sent = Command extends infer C ? (C extends Command ? Omit<C, 'run'> : never) : never;

/** A session on one's own thread, for tests and long experiments: the same messages, awaited. */
export class AwaitedRun {
  readonly reports: Report[] = [];
  private readonly session: Session;
  private request = 0;
  /** How many reports there were when the last run was opened. */
  private opened = 0;
  private heard: () => void = () => {};

  constructor(surroundings: Omit<Surroundings, 'report'>) {
    this.session = new Session({
      ...surroundings,
      report: (report) => {
        this.reports.push(report);
        if (report.type === 'frame') this.session.tell({ type: 'drawn', run: 1 });
        this.heard();
      },
    });
    void this.session.live();
  }

  /** The lanes as they are. @throws Error before a run was opened */
  get lanes(): Lanes {
    const { lanes } = this.session;
    if (!lanes) throw new Error(JSON.stringify(this.reports.at(-1)));
    return lanes;
  }

  /** Opens an experiment of these recipes; lanes are numbered from 0. */
  open(recipes: readonly Recipe[], backend: BackendName = 'wasm') {
    this.tell({ type: 'open', experiment: numbered(recipes), backend });
    this.opened = this.reports.length;
    return this.step(0);
  }

  /** Gives the session what a visitor brought for a data set, before it is opened or changed. */
  bring(part: string, data: Data, key = 'brought') {
    const { port1, port2 } = new MessageChannel();
    this.tell({ type: 'bring', part, key, port: port2 });
    port1.postMessage(data);
    port1.close();
  }

  tell(command: Sent) {
    this.session.tell({ ...command, run: 1 } as Command);
  }

  /** Trains and measures; resolves when done, or when training stopped or failed by itself. */
  async step(count: number): Promise<Report['type']> {
    const request = ++this.request;
    const from = this.reports.length;
    // A session that failed hears nothing until it is opened again.
    if (this.reports.slice(this.opened).some(({ type }) => type === 'failed')) return 'failed';
    this.tell({ type: 'step', count, request });
    const end = await this.until(() =>
      this.reports
        .slice(from)
        .find(
          (report) =>
            ('request' in report && report.request === request) ||
            report.type === 'stopped' ||
            report.type === 'failed',
        ),
    );
    return end.type;
  }

  /** Puts texts to every lane. */
  async ask(texts: readonly string[], count: number): Promise<readonly Answer[]> {
    this.tell({ type: 'ask', texts, count, request: ++this.request });
    await this.step(0);
    const report = this.last('answer');
    if (!report) throw new Error(JSON.stringify(this.reports.at(-1)));
    return report.lanes;
  }

  /** Looks anew at every report until something is found. */
  async until<T>(found: () => T | false | undefined): Promise<T> {
    for (;;) {
      const result = found();
      if (result) return result;
      await new Promise<void>((resolve) => {
        this.heard = resolve;
      });
    }
  }

  /** The newest report of a type. */
  last = <T extends Report['type']>(type: T) =>
    this.reports.findLast((report) => report.type === type) as
      | Extract<Report, { type: T }>
      | undefined;

  /** Every frame, oldest first. */
  get frames(): Frame[] {
    return this.reports.flatMap((report) => (report.type === 'frame' ? [report.frame] : []));
  }

  /** The newest frame. @throws Error before the first */
  get frame(): Frame {
    const last = this.last('frame');
    if (!last) throw new Error(JSON.stringify(this.reports.at(-1)));
    return last.frame;
  }

  /** Every frame of a lane, oldest first. */
  framesOf(id: number): LaneFrame[] {
    return this.frames.flatMap(({ lanes }) => lanes.filter((lane) => lane.id === id));
  }

  /** The newest picture of a lane. */
  picture(id: number): Picture {
    const found = this.framesOf(id).findLast(({ picture }) => picture)?.picture;
    if (!found) throw new Error(`Lane ${id} has no picture.`);
    return found;
  }

  /** The loss of every step of a lane, oldest first. */
  losses(id: number): number[] {
    return this.framesOf(id).flatMap(({ trace }) => [...trace.measures.loss]);
  }

  close() {
    this.session.close();
  }
}
