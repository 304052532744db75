import { LIMITS } from '../../shared/limits';

/** Characters of a file from which its columns are told. */
export const SAMPLE = 65_536;

/** The first characters of a file, its first line whole unless that has no end. */
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
