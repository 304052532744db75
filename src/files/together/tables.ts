import type { Task } from '../../protocol/reading/task';
import type { Identified } from '../formats/identify';
import type { TableWish } from '../formats/tables/csvTable';
import type { Table } from '../formats/tables/table';
import type { Findings } from '../shared/findings';
import { FileProblem } from '../shared/problem';
import { tablesAlike } from './alike';
import { annotationsIn } from './annotations';
import { joinedTables } from './besides';
import { pairsByRelevance } from './relevance';

/**
 * Tables that are read as one: judged pairs, numbers with their labels, or files with the same
 * columns. @throws FileProblem
 */
export async function tablesTogether(
  all: readonly Table[],
  findings: Findings,
  task: Task,
): Promise<readonly Table[]> {
  if (all.length === 1) return all;
  const pairs = await pairsByRelevance(all, findings, task);
  if (pairs) return pairs;
  const joined = await joinedTables(all, findings, task);
  return tablesAlike(joined ?? all, findings);
}

/** Tables beside pictures or arrays. One that can't be read is passed over. */
export async function openedBeside(
  files: readonly Identified[],
  wish: TableWish,
  findings: Findings,
  task: Task,
): Promise<{ readonly tables: Table[]; readonly taken: Identified[] }> {
  const tables: Table[] = [];
  const taken: Identified[] = [];
  for (const file of files) {
    try {
      const table =
        (await annotationsIn(file.source, task)) ??
        (await file.openTable?.(file.source, task, wish));
      if (table) {
        tables.push(table);
        taken.push(file);
      }
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      findings.note(`${error.message} It is not used.`);
    }
  }
  return { tables, taken };
}
