import type { FileSource } from '../bytes/fileSource';

const plainPath = (path: string): string =>
  path
    .replace(/\\/g, '/')
    .replace(/[?#].*$/, '')
    .toLowerCase();

const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const withoutEnding = (name: string): string => name.replace(/\.[a-z]{2,5}$/, '');

function decoded(cell: string): string {
  try {
    return decodeURIComponent(cell);
  } catch {
    return cell;
  }
}

/**
 * Finds the picture that a cell of a table names: by its path or the end of it, by its name, or by
 * its name without ending. Null: there is none, or several of that name.
 */
export function pictureFinder(pictures: readonly FileSource[]): (cell: string) => number | null {
  const byBase = new Map<string, number[]>();
  const paths = pictures.map(({ path }) => plainPath(path));
  paths.forEach((path, i) => {
    const base = withoutEnding(baseOf(path));
    const own = byBase.get(base);
    if (own) own.push(i);
    else byBase.set(base, [i]);
  });
  const among = (wanted: string): number | null => {
    const base = baseOf(wanted);
    const found = byBase.get(withoutEnding(base)) ?? byBase.get(base) ?? [];
    if (found.length < 2) return found[0] ?? null;
    const parts = wanted.split('/').filter((part) => part !== '' && part !== '.');
    for (let depth = 0; depth < parts.length; depth++) {
      const end = parts.slice(depth).join('/');
      const fitting = found.filter((i) => {
        const path = paths[i] as string;
        return `/${path}`.endsWith(`/${end}`) || `/${withoutEnding(path)}`.endsWith(`/${end}`);
      });
      if (fitting.length === 1) return fitting[0] as number;
    }
    return null;
  };
  return (cell) => {
    const wanted = plainPath(decoded(cell.trim()));
    if (wanted === '') return null;
    // Label Studio puts eight digits before the names of what is uploaded.
    return among(wanted) ?? among(wanted.replace(/(^|\/)[0-9a-f]{8}-(?=[^/]+$)/, '$1'));
  };
}
