import type { ReadCommand, ReadNotice } from '../protocol/reading/readerMessages';

/**
 * The reading worker's door. Like that of the training worker (`engine/worker.ts`) it holds nothing that
 * chunks import, since WebKit would run it a second time.
 */

type Message = ReadCommand | ReadNotice;

const early: Message[] = [];
let tell = (message: Message): unknown => early.push(message);

addEventListener('message', ({ data }: MessageEvent<Message>) => tell(data));

import('./readingWorker').then(
  ({ ReadingWorker }) => {
    const worker = new ReadingWorker((answer) => postMessage(answer));
    tell = (message) => worker.tell(message);
    for (const message of early.splice(0)) tell(message);
  },
  // Thrown outside the promise, it reaches the page as an error of the worker.
  (error) =>
    setTimeout(() => {
      throw error;
    }),
);
