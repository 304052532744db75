import type { DataShown } from './dataShown';
import type { Report } from './messages';

/**
 * Reports on their way from the worker to the page. A message is unpacked by the page before any of
 * its code runs, in one task; tens of thousands of pictures or texts would hold it up. So pictures
 * are handed over, not copied, and texts travel as one, to be cut when they are first asked for.
 */

/** Texts put together, and the length of each; null where there are none. */
interface Packed {
  readonly whole: string;
  readonly lengths: Int32Array;
}

type Train = DataShown['train'];

/** A report as it travels. */
export type Message =
  | Exclude<Report, { type: 'ready' }>
  | (Omit<Extract<Report, { type: 'ready' }>, 'data'> & {
      readonly data: Omit<DataShown, 'train'> & {
        readonly train: Omit<Train, 'texts'> & { readonly texts: Packed | null };
      };
    });

/** A report packed, and what is handed over with it: the sender has it no longer. */
export function packed(report: Report): { message: Message; handedOver: Transferable[] } {
  if (report.type !== 'ready') return { message: report, handedOver: [] };
  const { data } = report;
  const { texts } = data.train;
  const together = texts && {
    whole: texts.join(''),
    lengths: Int32Array.from(texts, ({ length }) => length),
  };
  const buffers = new Set([data.thumbnails.buffer, data.train.thumbnails.buffer]);
  return {
    message: { ...report, data: { ...data, train: { ...data.train, texts: together } } },
    handedOver: [...buffers] as ArrayBuffer[],
  };
}

function cut({ whole, lengths }: Packed): string[] {
  let at = 0;
  return Array.from(lengths, (length) => {
    at += length;
    return whole.slice(at - length, at);
  });
}

/** The report in a message. */
export function unpacked(message: Message): Report {
  if (message.type !== 'ready') return message;
  const { texts: together, ...train } = message.data.train;
  let texts: readonly string[] | null = null;
  const lazily = {
    ...train,
    get texts() {
      texts ??= together && cut(together);
      return texts;
    },
  };
  return { ...message, data: { ...message.data, train: lazily } };
}
