import type { ReadCommand, ReadNotice } from '../protocol/reading/readerMessages';
import { Reader } from './readingWorker';

/** The reading worker: messages in, answers out. */

const reader = new Reader((answer) => postMessage(answer));

addEventListener(
  'message',
  ({ data }: MessageEvent<ReadCommand | ReadNotice>) => void reader.tell(data),
);
