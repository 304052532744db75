import type { Dialect } from './csv';

/**
 * Whether quotes are what they seem in the whole of a file:
 * - 'paired': every quoted cell ends where a cell can end;
 * - 'stray': some cell would run over lines up to a quote that can't end it, so quotes count only
 *   within a line;
 * - 'open': the last quote is never closed.
 */
export type Quotes = 'paired' | 'stray' | 'open';

/** Reads a file once, looking at its quotes alone. */
export async function quotesIn(
  chunks: AsyncGenerator<string, void>,
  { separator, skipsSpace = false }: Pick<Dialect, 'separator' | 'skipsSpace'>,
): Promise<Quotes> {
  const ends = new Set([separator, '\n', '\r', '']);
  if (skipsSpace) ends.add(' ');
  let isOpen = false;
  let spansLines = false;
  let before = '\n';
  let held = '';
  let isLast = false;
  let isStray = false;
  const look = (text: string) => {
    // The last character waits for the next piece, since what follows it tells what it is.
    const end = isLast ? text.length : text.length - 1;
    let at = 0;
    let openedAt = 0;
    for (;;) {
      const quote = text.indexOf('"', at);
      if (quote < 0 || quote >= end) break;
      const previous = quote > 0 ? (text[quote - 1] as string) : before;
      const next = text[quote + 1] ?? '';
      at = quote + 1;
      if (!isOpen) {
        isOpen = ends.has(previous);
        spansLines = false;
        openedAt = at;
      } else if (next === '"') at = quote + 2;
      else {
        isOpen = false;
        if (!ends.has(next)) isStray ||= spansLines || text.slice(openedAt, quote).includes('\n');
      }
    }
    if (isOpen) spansLines ||= text.slice(openedAt, end).includes('\n');
    const from = Math.max(at, end);
    before = from > 0 ? (text[from - 1] as string) : before;
    return text.slice(from);
  };
  for await (const chunk of chunks) {
    held = look(held + chunk);
    if (isStray) return 'stray';
  }
  isLast = true;
  look(held);
  if (isStray) return 'stray';
  return isOpen ? 'open' : 'paired';
}

/** Whether every line has that many cells if quotes are plain characters, as in most TSV files. */
export async function linesFit(
  chunks: AsyncGenerator<string, void>,
  separator: string,
  columns: number,
): Promise<boolean> {
  let rest = '';
  let isQuoted = false;
  const fits = (line: string): boolean => {
    const has = line === '' || line.split(separator).length === columns;
    // What follows a line with an open quote must fit too, else the cell goes on there.
    const isOpen = line.split(separator).some((cell) => /^"(?:[^"]|"")*$/.test(cell));
    const isRight = has || !(isOpen || isQuoted);
    isQuoted = isOpen;
    return isRight;
  };
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    if (!lines.every(fits)) return false;
  }
  return fits(rest);
}
