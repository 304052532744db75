import type { Task } from '../../protocol/reading/task';
import { ENCODINGS } from '../shared/encodings';
import { chunksOf, type FileSource, joined } from './fileSource';

/** Windows-1252 as text. Node's decoder reads Latin-1 instead unless it streams. */
const western = (bytes: Uint8Array): string =>
  new TextDecoder('windows-1252').decode(bytes, { stream: true });

/** The byte of each character of Windows-1252. */
const BYTES = new Map(
  Array.from({ length: 256 }, (_, byte) => [western(Uint8Array.of(byte)), byte] as const),
);

/** The bytes that Windows-1252 has for a text; 255 for what it does not have. */
export const bytesOfWestern = (text: string): Uint8Array =>
  Uint8Array.from(text, (sign) => BYTES.get(sign) ?? 255);

/** Lines with bytes beyond ASCII, up to so many bytes: they alone tell an encoding. */
const ENOUGH = 32_768;

async function tellingBytes(source: FileSource, task: Task): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunksOf(source.stream())) {
    task.signal?.throwIfAborted();
    for (let at = 0; at < chunk.length && length < ENOUGH; ) {
      const end = chunk.indexOf(10, at);
      const line = chunk.subarray(at, end < 0 ? chunk.length : end + 1);
      if (line.some((byte) => byte > 127)) {
        parts.push(line.slice(0, ENOUGH));
        length += Math.min(line.length, ENOUGH);
      }
      at += line.length;
    }
    if (length >= ENOUGH) break;
  }
  return joined(parts, length);
}

/** Letters with accents of western Europe, and what else its texts hold beyond ASCII. */
const WESTERN =
  /[àâäáãåæçéèêëíìîïñóòôöõøœúùûüÿßÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜ‘’“”–—…€£°§«»„‚•·´¿¡ºª®©\u00a0]/;

/**
 * Whether bytes read as Windows-1252 look like a western language: single accented letters among
 * plain ones, not words made of nothing else.
 */
function isWestern(text: string): boolean {
  const runs = text.match(/[\u0080-\uffff]+/g) ?? [];
  if (runs.length === 0) return true;
  const single = runs.filter(
    (run) => run.length <= 2 && [...run].every((one) => WESTERN.test(one)),
  );
  return single.length >= 0.9 * runs.length;
}

/** What a text in an encoding must not hold: signs of control, and bytes without a character. */
const isClean = (bytes: Uint8Array, encoding: string): boolean => {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return !/[\u0080-\u009f\ue000-\uf8ff]/.test(text);
  } catch {
    return false;
  }
};

/**
 * The encoding of text that is no UTF-8, by the frequencies of its bytes (the detector of ICU, in
 * the package chardet), among those that browsers read and in which every byte has a meaning.
 */
export async function guessedEncoding(source: FileSource, task: Task): Promise<string> {
  const bytes = await tellingBytes(source, task);
  const { analyse } = await import('chardet');
  const known = new Set(ENCODINGS.map(([encoding]) => encoding));
  const ranked = analyse(bytes)
    .map(({ name, confidence }) => ({
      encoding: ALIKE[name.toLowerCase()] ?? name.toLowerCase(),
      confidence,
    }))
    .filter(({ encoding }) => known.has(encoding) && !encoding.startsWith('utf'))
    .filter(({ encoding }) => isClean(bytes, encoding));
  const [best] = ranked;
  const asWestern = western(bytes);
  // Turkish and Icelandic differ in six letters; only one of them has accents on vowels.
  if (best?.encoding === 'windows-1252' && !isWestern(asWestern))
    return /[ýþð]/.test(asWestern) && !/[áíóúæ]/i.test(asWestern) ? 'windows-1254' : 'windows-1252';
  if (isWestern(asWestern) && !MULTI.has(best?.encoding ?? '')) return 'windows-1252';
  return CYRILLIC.includes(best?.encoding ?? '')
    ? cyrillicOf(bytes)
    : (best?.encoding ?? 'windows-1252');
}

const CYRILLIC = ['windows-1251', 'koi8-r', 'ibm866'];

/** The Cyrillic encoding in which the letters are the frequent ones, in lower case. */
function cyrillicOf(bytes: Uint8Array): string {
  const frequent = (encoding: string) =>
    new TextDecoder(encoding).decode(bytes).match(/[оеаинтсрвлк]/g)?.length ?? 0;
  return CYRILLIC.reduce((best, one) => (frequent(one) > frequent(best) ? one : best));
}

/** Encodings that browsers read by the one that contains them. */
const ALIKE: Readonly<Record<string, string>> = {
  'iso-8859-1': 'windows-1252',
  'iso-8859-5': 'windows-1251',
  'iso-8859-6': 'windows-1256',
  'iso-8859-7': 'windows-1253',
  'iso-8859-8': 'windows-1255',
  'iso-8859-9': 'windows-1254',
};
const MULTI = new Set(['shift_jis', 'euc-jp', 'gb18030', 'big5', 'euc-kr']);
