import type { Task } from '../../protocol/reading/task';
import { encodingName, TWICE } from '../shared/encodings';
import { pacer } from '../shared/pace';
import { FileProblem } from '../shared/problem';
import { counted } from '../shared/wording';
import { bytesOfWestern, guessedEncoding } from './encodingGuess';
import { chunksOf, type FileSource } from './fileSource';

/** An encoding as browsers name it, or 'utf-8 twice'. */
export type Encoding = string;

export interface DecodedText {
  readonly encoding: Encoding;
  /** What the visitor should know about how it was read; null when nothing is unusual. */
  readonly note: string | null;
  /** The characters, piece by piece, without the byte order mark. */
  chunks(task: Task): AsyncGenerator<string, void>;
}

/** UTF-16 without a byte order mark is known by its zeros: in plain text every other byte is 0. */
function withZeros(head: Uint8Array): Encoding | null {
  let even = 0;
  let odd = 0;
  for (let i = 0; i + 1 < head.length; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  const pairs = head.length >> 1;
  if (odd > 0.3 * pairs && even < 0.05 * pairs) return 'utf-16le';
  if (even > 0.3 * pairs && odd < 0.05 * pairs) return 'utf-16be';
  return null;
}

/** Tells by the byte order mark, which begins like that of UTF-16. */
const isUtf32 = (head: Uint8Array): boolean =>
  ['255 254 0 0', '0 0 254 255'].includes(head.subarray(0, 4).join(' '));

async function* decoded(source: FileSource, encoding: Encoding, task: Task) {
  const isTwice = encoding === TWICE;
  const decoder = new TextDecoder(isTwice ? 'utf-8' : encoding);
  const again = new TextDecoder('utf-8');
  for await (const part of chunksOf(source.stream())) {
    task.signal?.throwIfAborted();
    const text = decoder.decode(part, { stream: true });
    yield isTwice ? again.decode(bytesOfWestern(text), { stream: true }) : text;
  }
  const last = decoder.decode();
  yield isTwice ? again.decode(bytesOfWestern(last)) : last;
}

/**
 * Counts, over the whole file, bytes that are not valid UTF-8 and characters beyond ASCII that are.
 */
async function utf8In(source: FileSource, task: Task): Promise<{ broken: number; beyond: number }> {
  const pace = pacer(task, `Looking at ${source.path}`);
  let broken = 0;
  let beyond = 0;
  let read = 0;
  for await (const text of decoded(source, 'utf-8', task)) {
    for (const [run] of text.matchAll(/[\u0080-\uffff]+/g)) {
      beyond += run.length;
      for (let i = 0; i < run.length; i++) if (run.charCodeAt(i) === 0xfffd) broken++;
    }
    read += text.length;
    await pace(Math.min(read, source.size), source.size);
  }
  return { broken, beyond };
}

/** Whether text beyond ASCII is UTF-8 that was taken for Windows-1252 and written as UTF-8 again. */
async function isEncodedTwice(source: FileSource, task: Task): Promise<boolean> {
  let found = 0;
  let others = 0;
  for await (const text of decoded(source, 'utf-8', task)) {
    for (const [run] of text.matchAll(/[\u0080-\uffff]+/g)) {
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(bytesOfWestern(run));
        found++;
      } catch {
        others++;
      }
    }
    if (found + others > 20_000) break;
  }
  return found > 0 && others * 20 <= found;
}

/**
 * The text of a file. Its encoding is `wished`, or told by the byte order mark; without one it is
 * UTF-16 if every other byte is zero, else UTF-8 if that fits, else what the frequencies of bytes
 * say. A few bad bytes in a file that is otherwise UTF-8 become "\ufffd". The visitor is told of
 * all but plain UTF-8. Reads the file once. @throws FileProblem when the file is empty or not text
 */
export async function textOf(
  source: FileSource,
  task: Task = {},
  wished: Encoding | null = null,
): Promise<DecodedText> {
  const head = await source.bytes(0, 4096);
  if (head.length === 0) throw new FileProblem('this file is empty.', { file: source.path });
  const as = (encoding: Encoding, note: string | null = null): DecodedText => ({
    encoding,
    note,
    chunks: (then) => decoded(source, encoding, then),
  });
  if (wished !== null) return as(wished);
  if (isUtf32(head))
    throw new FileProblem('it is written as UTF-32, which browsers can’t read; save it as UTF-8.', {
      file: source.path,
    });
  if (head[0] === 0xff && head[1] === 0xfe) return as('utf-16le');
  if (head[0] === 0xfe && head[1] === 0xff) return as('utf-16be');
  const zeros = withZeros(head);
  if (zeros) return as(zeros, `${source.path} was read as UTF-16.`);
  if (head.includes(0))
    throw new FileProblem('this is no text file: it holds bytes that no text has.', {
      file: source.path,
      line: head.subarray(0, head.indexOf(0)).filter((byte) => byte === 10).length + 1,
    });
  const { broken, beyond } = await utf8In(source, task);
  if (broken === 0) {
    if (beyond === 0 || !(await isEncodedTwice(source, task))) return as('utf-8');
    return as(TWICE, `${source.path} was encoded as UTF-8 twice, which is undone here.`);
  }
  if (broken * 4 > beyond) {
    const guess = await guessedEncoding(source, task);
    return as(guess, `${source.path} is no UTF-8 and was read as ${encodingName(guess)}.`);
  }
  return as(
    'utf-8',
    `${source.path} has ${counted(broken, 'character')} that ${broken === 1 ? 'is' : 'are'} no UTF-8, shown as \ufffd.`,
  );
}
