import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFile, type FileResult, shareOf } from './check';

/** Failures of one file that are printed; the others are counted. */
const SHOWN = 5;

/**
 * Checks every JSON file of a folder, on the backend that is open, and hands over each result as
 * it comes. @throws Error when the folder can't be read or has no JSON file
 */
export async function checkFolder(
  folder: string,
  onResult: (result: FileResult) => void = () => {},
): Promise<FileResult[]> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  if (files.length === 0) throw new Error(`${folder} holds no JSON file`);
  const results: FileResult[] = [];
  for (const file of files.sort()) {
    const result = await checkFile(file, () => readFileSync(join(folder, file), 'utf8'));
    results.push(result);
    onResult(result);
  }
  return results;
}

/** A line for a result; for a failed one, what is wrong on further lines. */
export function linesOf({
  file,
  outcome,
  reason,
  cases,
  compared,
  worst,
  failures,
}: FileResult): string {
  if (outcome === 'not offered yet') return `not offered yet  ${file}`;
  if (outcome === 'not followed') return `not followed     ${file}: ${reason}`;
  if (outcome === 'failed') {
    const more = failures.length > SHOWN ? [`and ${failures.length - SHOWN} more`] : [];
    return [`FAILED           ${file}`, ...failures.slice(0, SHOWN), ...more].join('\n    ');
  }
  const percent = worst ? Math.ceil(100 * shareOf(worst)) : 0;
  const nearest = worst && percent > 0 ? ` (${worst.case}, ${worst.key})` : '';
  return `passed           ${file}: ${cases} cases, ${compared} keys, worst ${percent} % of tolerance${nearest}`;
}

/** "16 passed, 0 failed": files that were compared. */
export function summaryOf(results: readonly FileResult[]): string {
  const count = (outcome: FileResult['outcome']) =>
    results.filter((result) => result.outcome === outcome).length;
  return `${count('passed')} passed, ${count('failed')} failed`;
}
