import type { Command } from '../../protocol/messages';
import { type Experiment, restartKey } from '../../recipe/recipe';
import type { Lane } from '../lanes/lane';

/** A command that expects an answer. */
export type Request = Extract<Command, { request: number }>;

export const isRequest = (command: Command): command is Request => 'request' in command;

/** Commands that end with a frame of the present step. */
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

/** Commands that are still to be obeyed, oldest first, and what they make useless. */
export class Inbox {
  private waiting: Command[] = [];

  add(command: Command) {
    this.waiting.push(command);
  }

  /** Takes out the oldest command. */
  next = (): Command | undefined => this.waiting.shift();

  /** Whether every lane of an experiment is about to restart: requests about them as they are are moot. */
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
   * The experiment that replaces this one before any request about it that still matters; null if none
   * does.
   */
  insteadOf(experiment: Experiment): Experiment | null {
    for (const [place, command] of this.waiting.entries()) {
      if (command.type === 'open' || command.type === 'change') return command.experiment;
      if (isRequest(command) && !this.startsAnew(experiment, place)) return null;
    }
    return null;
  }

  /**
   * Takes out what was asked of the last experiment, up to the next one: to run, and requests. Returns the
   * numbers of the requests.
   */
  refused(): number[] {
    const next = this.waiting.findIndex(({ type }) => type === 'open' || type === 'change');
    const end = next < 0 ? this.waiting.length : next;
    const asked = this.waiting.slice(0, end);
    const others = asked.filter((command) => !isRequest(command) && command.type !== 'run');
    this.waiting.splice(0, end, ...others);
    return asked.filter(isRequest).map(({ request }) => request);
  }

  /** Whether a lane goes on, judged by the commands up to the next request for steps. */
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

  /** Whether a later command ends with a frame, so that an earlier one need not send one. */
  get willShow(): boolean {
    return this.waiting.some(({ type }) => SHOWN_AFTER.includes(type));
  }
}
