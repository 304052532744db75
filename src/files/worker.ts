import type { ReadCommand, ReadNotice } from '../protocol/reading/readerMessages';
import { ReadingWorker } from './readingWorker';

/** The entry of the reading worker: messages in, answers out. */

const worker = new ReadingWorker((answer) => postMessage(answer));

addEventListener(
  'message',
  ({ data }: MessageEvent<ReadCommand | ReadNotice>) => void worker.tell(data),
);
