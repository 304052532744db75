import type { Command } from '../../protocol/messages';
import type { Lanes } from '../lanes/lanes';
import { Superseded } from '../lanes/turns';
import { answersOf } from '../questions/ask';
import { embeddingsOf } from '../questions/embeddings';
import { evaluationsOf } from '../questions/evaluation';
import { Context, type Surroundings } from './context';
import { isRequest, type Request } from './inbox';
import { Opening } from './opening';
import { recover } from './recovery';
import { Training } from './training';

/**
 * A run: owns the backend, the data and the lanes, obeys commands one at a time between slices of
 * training, and reports. Work that newer commands make useless is not begun, or given up. Errors
 * become reports in words; a lost device is replaced.
 */
export class Session {
  private readonly context: Context;
  private readonly training: Training;
  private readonly opening: Opening;

  constructor(surroundings: Surroundings) {
    this.context = new Context(surroundings);
    this.training = new Training(this.context);
    this.opening = new Opening(this.context, this.training);
  }

  /** The lanes in training; null: there are none yet, or the run failed. */
  get lanes(): Lanes | null {
    return this.context.lanes;
  }

  /** Takes a command; it is obeyed when the step under way is done. */
  tell(command: Command) {
    if (command.type === 'drawn') this.training.drawn();
    else this.context.inbox.add(command);
    this.context.wake();
  }

  /** Obeys commands and trains, for ever. */
  async live(): Promise<never> {
    const { context, training } = this;
    const { inbox, backend } = context;
    for (;;) {
      try {
        const command = inbox.next();
        if (command) await this.obey(command);
        else if (backend.lost) throw new Error(backend.lost);
        else if (training.isOn && context.lanes) await training.slice(context.lanes);
        else await context.somethingHappens();
      } catch (error) {
        await recover(context, training, error);
      }
    }
  }

  private async obey(command: Command) {
    const { context, opening } = this;
    try {
      if (command.type === 'open') await opening.open(command);
      else if (command.type === 'bring') await opening.bring(command);
      else if (command.run !== context.run) return;
      else if (!isRequest(command)) await this.act(command);
      else if (!context.lanes || context.inbox.startsAnew(context.wanted)) throw new Superseded();
      else await this.serve(context.lanes, command);
    } catch (error) {
      if (!(error instanceof Superseded)) throw error;
      const { message } = error;
      if (isRequest(command))
        context.report({ type: 'superseded', request: command.request, message });
    }
  }

  private async act(command: Exclude<Command, Request | { type: 'open' | 'bring' }>) {
    const { context, training, opening } = this;
    const { lanes } = context;
    if (!opening.isOpen) return;
    switch (command.type) {
      case 'change':
        return opening.change(command.experiment);
      case 'run':
        training.isOn = true;
        return training.pace.restart();
      case 'pause':
        training.isOn = false;
        return training.showOnce();
      case 'reset':
        training.isOn = false;
        training.reset();
        return training.showOnce();
      case 'speed':
        training.pace.limit = command.stepsPerSecond;
        return;
      case 'anchor':
        if (!lanes) return;
        training.anchor = Math.max(0, Math.min(command.item, lanes.heldOut.items.count - 1));
        return training.showOnce();
      case 'drawn':
        return;
      default:
        command satisfies never;
    }
  }

  private async serve(lanes: Lanes, command: Request) {
    const { context, training } = this;
    const { request } = command;
    switch (command.type) {
      case 'step':
        await training.exactly(lanes, command.count);
        return context.report({ type: 'done', request });
      case 'embeddings': {
        const embeddings = await embeddingsOf(lanes, command.lane);
        return context.report({ type: 'embeddings', request, embeddings });
      }
      case 'evaluate': {
        const evaluations = await evaluationsOf(lanes, context.betweenLanes);
        return context.report({ type: 'evaluation', request, lanes: evaluations });
      }
      case 'ask': {
        const { texts, count } = command;
        const answers = await answersOf(lanes, texts, count, context.betweenLanes);
        return context.report({ type: 'answer', request, lanes: answers });
      }
      default:
        command satisfies never;
    }
  }

  /** Frees everything. */
  close() {
    this.opening.close();
  }
}
