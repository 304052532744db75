import type { Task } from '../../protocol/reading/task';
import { nameOf } from '../bytes/fileSource';
import type { Table, TableRow } from '../formats/tables/table';
import type { Findings } from '../shared/findings';
import { FileProblem } from '../shared/problem';
import { listed } from '../shared/wording';
import { eachRow } from './rows';

/** Queries, passages, and which of them belong together, in files of their own as BEIR has them. */
interface Retrieval {
  readonly corpus: Table;
  readonly queries: Table;
  readonly judgements: readonly Table[];
}

const isJudgements = ({ file, columns }: Table): boolean =>
  /(^|\/)qrels?(\/|[^/]*$)/i.test(file) ||
  (columns.some((name) => /^(query|q)[-_ ]?id$/i.test(name)) &&
    columns.some((name) => /^(corpus|doc|document|passage|p)[-_ ]?id$/i.test(name)));

/** The files by their names, if they are such a set; else null. @throws FileProblem */
function retrievalIn(tables: readonly Table[]): Retrieval | null {
  const named = (pattern: RegExp) => tables.find(({ file }) => pattern.test(nameOf(file)));
  const corpus = named(/^(corpus|collection|documents|docs|passages)\b/i);
  const queries = named(/^(queries|query|questions|topics)\b/i);
  if (!corpus || !queries) return null;
  const judgements = tables.filter(
    (table) => table !== corpus && table !== queries && isJudgements(table),
  );
  if (judgements.length === 0)
    throw new FileProblem(
      'queries and passages are here, but no file says which belong together; give it along, such as qrels/train.tsv with a query, a passage and a score in each line.',
      { file: listed([corpus.file, queries.file]) },
    );
  return { corpus, queries, judgements };
}

const idColumn = ({ columns }: Table): string =>
  columns.find((name) => /^(_id|id|[a-z]+[-_ ]?id)$/i.test(name)) ?? (columns[0] as string);

const textColumns = (table: Table): string[] => {
  const others = table.columns.filter((name) => name !== idColumn(table));
  const known = ['title', 'text'].filter((name) => others.includes(name));
  return known.includes('text') ? known : others.slice(0, 1);
};

/** The texts with these ids. */
async function textsOf(table: Table, ids: ReadonlySet<string>, task: Task) {
  const texts = new Map<string, string>();
  const [id, columns] = [idColumn(table), textColumns(table)];
  await eachRow(table, task, (cell) => {
    const key = cell(id);
    if (!ids.has(key)) return;
    const parts = columns.map((name) => cell(name).trim()).filter(Boolean);
    texts.set(key, parts.join(' · '));
  });
  return texts;
}

interface Judged {
  readonly line: number;
  readonly query: string;
  readonly passage: string;
  readonly score: number;
}

/** The columns of a file of judgements: query, passage, score; TREC has an iteration between. */
function judgementColumns({ columns }: Table): [query: string, passage: string, score?: string] {
  const named = (pattern: RegExp) => columns.find((name) => pattern.test(name));
  const places = columns.length > 3 ? [0, 2, 3] : [0, 1, 2];
  const [query, passage, score] = places.map((place) => columns[place]);
  return [
    named(/^(query|q)[-_ ]?id$/i) ?? (query as string),
    named(/^(corpus|doc|document|passage|p)[-_ ]?id$/i) ?? (passage as string),
    named(/^(score|relevance|rel|label|grade)$/i) ?? score,
  ];
}

async function judged(table: Table, task: Task): Promise<Judged[]> {
  const [query, passage, score] = judgementColumns(table);
  const found: Judged[] = [];
  await eachRow(table, task, (cell, { line }) => {
    const value = score === undefined ? 1 : Number(cell(score));
    found.push({ line, query: cell(query), passage: cell(passage), score: value });
  });
  return found;
}

/**
 * Tables of pairs made of queries, passages and judgements; null if the files are no such set. A
 * score above 0 says that they belong together, 0 that they don't. Only texts that are judged stay
 * in memory. @throws FileProblem
 */
export async function pairsByRelevance(
  tables: readonly Table[],
  findings: Findings,
  task: Task,
): Promise<Table[] | null> {
  const set = retrievalIn(tables);
  if (!set) return null;
  const all = await Promise.all(set.judgements.map((table) => judged(table, task)));
  const every = all.flat();
  const queries = await textsOf(set.queries, new Set(every.map(({ query }) => query)), task);
  const passages = await textsOf(set.corpus, new Set(every.map(({ passage }) => passage)), task);
  const scores = [...new Set(every.map(({ score }) => score))].sort((a, b) => a - b);
  const hasNo = scores.some((score) => score <= 0);
  findings.note(
    `the pairs are those that ${listed(set.judgements.map(({ file }) => file))} ${set.judgements.length === 1 ? 'names' : 'name'}, with the texts of ${set.queries.file} and ${set.corpus.file}.`,
  );
  if (scores.length > 1)
    findings.note(
      `scores are ${listed(scores.map(String))}: ${hasNo ? 'above 0, query and passage belong together; at 0 they don’t' : 'all of them count as belonging together'}.`,
    );
  const result = set.judgements.map((table, i): Table => {
    const rows: TableRow[] = (all[i] as Judged[]).flatMap(({ line, query, passage, score }) => {
      const [one, other] = [queries.get(query), passages.get(passage)];
      if (one === undefined || other === undefined) {
        findings.leftOut.add(
          'pairs whose query or passage is not there',
          `${table.file}, ${table.counts} ${line}`,
        );
        return [];
      }
      return [{ line, cells: [one, other, ...(hasNo ? [score > 0 ? '1' : '0'] : [])] }];
    });
    return {
      ...{ file: table.file, counts: table.counts, side: table.side, notes: [], layout: null },
      columns: ['query', 'passage', ...(hasNo ? ['relevant'] : [])],
      async *rows() {
        yield rows;
      },
    };
  });
  if (findings.leftOut.countOf('pairs whose query or passage is not there') === every.length)
    throw new FileProblem(
      `none of the queries and passages that it names is in ${set.queries.file} and ${set.corpus.file}.`,
      { file: set.judgements[0]?.file ?? '' },
    );
  return result;
}
