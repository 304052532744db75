import { FEWEST_PER_CLASS } from '../../files/shared/limits';
import { listed } from '../../files/shared/wording';
import type { GivenFile } from '../../protocol/reading/given';
import type { PastedState } from '../../state/pasted';
import { chosenFiles } from './givenFiles';

/** What comes from the clipboard: a text is a table, pictures become a set, other files are files. */

/** Elements called INPUT in which nobody writes. */
const NOT_WRITTEN_IN = ['button', 'checkbox', 'color', 'file', 'radio', 'range', 'submit'];

/** Whether what is pasted belongs to a field in which people write. */
export function isForField(target: EventTarget | null): boolean {
  const element = target as Partial<HTMLInputElement> | null;
  if (element?.isContentEditable || element?.tagName === 'TEXTAREA') return true;
  return element?.tagName === 'INPUT' && !NOT_WRITTEN_IN.includes(element.type ?? '');
}

/**
 * A text from the clipboard as a file, if it is a table or JSON: at least two lines. Cells of a
 * spreadsheet come between tabs. Null: it is something else.
 */
export function pastedTable(text: string): GivenFile | null {
  const trimmed = text.trim();
  const isJson = /^[[{]/.test(trimmed) && /[\]}]$/.test(trimmed);
  const lines = trimmed.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
  if (!isJson && lines.length < 2) return null;
  const isJsonLines =
    isJson && lines.length > 1 && lines.every((line) => /^[[{].*[\]}]$/.test(line.trim()));
  const ending = isJsonLines ? 'jsonl' : isJson ? 'json' : trimmed.includes('\t') ? 'tsv' : 'csv';
  return { path: `pasted.${ending}`, blob: new Blob([text]) };
}

const arePictures = (files: readonly File[]): boolean =>
  files.length > 0 && files.every(({ type }) => type.startsWith('image/'));

/**
 * What was pasted: pictures for a set, or files to be looked at; null if it is neither. A
 * spreadsheet gives its cells as text and as a picture of them: the text is meant.
 */
export function takenFrom(
  files: readonly File[],
  text: string,
): { readonly pictures: readonly Blob[] } | { readonly files: readonly GivenFile[] } | null {
  const table = pastedTable(text);
  const areCells = arePictures(files) && text.trim().includes('\t');
  if (table && (files.length === 0 || areCells)) return { files: [table] };
  if (files.length === 0) return null;
  return arePictures(files) ? { pictures: files } : { files: chosenFiles(files) };
}

/** How many pictures each class has, in the order in which the classes were named. */
export function countsOf({ pictures }: Pick<PastedState, 'pictures'>): [string, number][] {
  const counts = new Map<string, number>();
  for (const { label } of pictures) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts];
}

/** What is still missing before the pictures can be trained on, in a sentence; null: nothing. */
export function missingIn(state: Pick<PastedState, 'pictures'>): string | null {
  const counts = countsOf(state);
  const few = counts.filter(([, count]) => count < FEWEST_PER_CLASS);
  const wanted = few.map(([label, count]) => `${FEWEST_PER_CLASS - count} more of “${label}”`);
  if (counts.length < 2) wanted.push(`${FEWEST_PER_CLASS} of a second class, named below`);
  return wanted.length > 0
    ? `Still missing: ${listed(wanted)}. Paste them one after another.`
    : null;
}

/** The pictures as files in a folder for each class. A "/" in a class would be another folder. */
export const pastedFiles = ({ pictures }: Pick<PastedState, 'pictures'>): GivenFile[] =>
  pictures.map(({ label, blob }, i) => ({
    path: `pasted pictures/${label.replace(/[/\\]/g, '∕')}/${i + 1}.${blob.type.replace(/^image\/(x-)?/, '')}`,
    blob,
  }));
