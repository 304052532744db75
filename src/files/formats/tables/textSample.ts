import { LIMITS } from '../../shared/limits';

/** The columns of a file are told from so many characters. */
export const SAMPLE = 65_536;

/**
 * The first characters of a file, with the whole first line unless it is longer than a cell may be.
 */
export async function sampleOf(chunks: AsyncGenerator<string, void>): Promise<string> {
  let sample = '';
  let lineEnd = -1;
  for await (const text of chunks) {
    if (lineEnd < 0) {
      const at = text.search(/[\r\n]/);
      if (at >= 0) lineEnd = sample.length + at;
    }
    sample += text;
    if (sample.length >= SAMPLE && (lineEnd >= 0 || sample.length > LIMITS.cell)) break;
  }
  return sample.slice(0, Math.max(SAMPLE, lineEnd < 0 ? sample.length : lineEnd + 1));
}
