import type { GivenFile } from '../../protocol/reading/given';

/** Whether what is pasted belongs to a field in which people write. */
export function isForField(target: EventTarget | null): boolean {
  const element = target as { tagName?: string; isContentEditable?: boolean } | null;
  return (
    /^(INPUT|TEXTAREA|SELECT)$/.test(element?.tagName ?? '') || element?.isContentEditable === true
  );
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
