import type { Command, Report } from '../protocol/messages';

/**
 * The training worker's door. It only takes messages and loads the rest: if this file held anything
 * that other chunks need, they would import it, and WebKit runs a worker's own file a second time when
 * a chunk imports it. A second session would then take messages that are meant for the first.
 */

const NOT_LOADED = {
  type: 'failed',
  message: 'The training engine could not be loaded.',
  hint: 'Check the connection and reload the page. Your experiment stays in the address bar.',
} as const;

const early: Command[] = [];
let tell = (command: Command): unknown => early.push(command);

addEventListener('message', ({ data }: MessageEvent<Command>) => tell(data));

const take = (next: typeof tell) => {
  tell = next;
  for (const command of early.splice(0)) tell(command);
};

import('./live').then(
  ({ session }) => {
    take((command) => session.tell(command));
    void session.live();
  },
  () => take(({ run }) => postMessage({ ...NOT_LOADED, run } satisfies Report)),
);
