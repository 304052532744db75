import type { Command } from '../../protocol/messages';
import { type Experiment, restartKey } from '../../recipe/recipe';
import type { Lane } from '../lanes/lane';

/** A command that somebody awaits an answer to. */
export type Request = Extract<Command, { request: number }>;

export const isRequest = (command: Command): command is Request => 'request' in command;

/** Commands after which the page is shown where the lanes are. */
const SHOWN_AFTER: readonly Command['type'][] = [
  'open',
  'change',
  'pause',
  'step',
  'reset',
  'anchor',
];

/** Whether a lane of an experiment can go on in another. */
const goesOnIn = (after: Experiment, { id, recipe }: Experiment[number]): boolean =>
  after.some((other) => other.id === id && restartKey(other.recipe) === restartKey(recipe));

/** Commands that were not obeyed yet, oldest first, and what they make of no use. */
export class Inbox {
  private waiting: Command[] = [];

  add(command: Command) {
    this.waiting.push(command);
  }

  /** The oldest command, which waits no more. */
  next = (): Command | undefined => this.waiting.shift();

  /** Whether every lane of an experiment starts anew: what is asked of them as they are is moot. */
  startsAnew = (experiment: Experiment, from = 0): boolean =>
    this.waiting
      .slice(from)
      .some(
        (command) =>
          command.type === 'open' ||
          command.type === 'reset' ||
          (command.type === 'change' &&
            !experiment.some((lane) => goesOnIn(command.experiment, lane))),
      );

  /**
   * The experiment that is wanted instead of this one, before anything that is still of use is asked
   * of it; null: this one is wanted.
   */
  insteadOf(experiment: Experiment): Experiment | null {
    for (const [place, command] of this.waiting.entries()) {
      if (command.type === 'open' || command.type === 'change') return command.experiment;
      if (isRequest(command) && !this.startsAnew(experiment, place)) return null;
    }
    return null;
  }

  /**
   * Takes out all that was to be done by the experiment that was wanted last, up to the next one:
   * running it, and requests, whose numbers it gives.
   */
  refused(): number[] {
    const next = this.waiting.findIndex(({ type }) => type === 'open' || type === 'change');
    const end = next < 0 ? this.waiting.length : next;
    const asked = this.waiting.slice(0, end);
    const others = asked.filter((command) => !isRequest(command) && command.type !== 'run');
    this.waiting.splice(0, end, ...others);
    return asked.filter(isRequest).map(({ request }) => request);
  }

  /** Whether a lane goes on, by the commands that want no step of it first. */
  keeps(lane: Lane): boolean {
    const step = this.waiting.findIndex(({ type }) => type === 'step');
    return this.waiting.slice(0, step < 0 ? undefined : step).every((command) => {
      if (command.type !== 'change') return command.type !== 'open';
      return command.experiment.some(({ id, recipe }) => id === lane.id && lane.canTake(recipe));
    });
  }

  /** Whether training is to pause. */
  get pauses(): boolean {
    return this.waiting.some(({ type }) => type === 'pause');
  }

  /** Whether a later command shows the page where the lanes are, so that an earlier one need not. */
  get willShow(): boolean {
    return this.waiting.some(({ type }) => SHOWN_AFTER.includes(type));
  }
}
