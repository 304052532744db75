import type { ReadCommand, ReadNotice } from './messages';
import { Reader } from './reader';

/** The reading worker: messages in, answers out. */

const reader = new Reader((answer) => postMessage(answer));

addEventListener(
  'message',
  ({ data }: MessageEvent<ReadCommand | ReadNotice>) => void reader.tell(data),
);
