import type { Question } from '../../protocol/reading/preview';
import type { TableFacts } from '../formats/tables/columns';
import type { Table } from '../formats/tables/table';
import { counted, thousands } from '../shared/wording';

const WORDS: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};

/** Asks about rows with more cells than names: separators in a text that is not quoted. */
export function extraCellsQuestion(
  tables: readonly Table[],
  { rows, longRows, columns }: TableFacts,
  answers: Readonly<Record<string, string>>,
): Question[] {
  const answer = answers.extraCells;
  const [first, last] = [columns[0], columns.at(-1)];
  const words = WORDS[tables[0]?.layout?.separator ?? ','] ?? 'separators';
  if (!first || !last) return [];
  if (answer === undefined && (longRows < 3 || longRows * 20 < rows + longRows)) return [];
  if (answer !== undefined && !['first', 'last', 'leaveOut'].includes(answer)) return [];
  const isJoined = answer === 'first' || answer === 'last';
  const all = isJoined ? rows : rows + longRows;
  const many = isJoined ? 'Some' : thousands(longRows);
  const isText = ({ filled, meanWords }: typeof first) => filled === 0 || meanWords > 1.5;
  const isUnclear = !isText(last) && !isText(first);
  return [
    {
      id: 'extraCells',
      ask: `${many} of ${counted(all, 'row')} have more cells than the table has columns: are the ${words} part of a text?`,
      options: [
        ...(isText(last) || isUnclear || answer === 'last'
          ? [{ value: 'last', words: `of “${last.name}”`, outcome: counted(all, 'row') }]
          : []),
        ...(((isText(first) || isUnclear) && first !== last) || answer === 'first'
          ? [{ value: 'first', words: `of “${first.name}”`, outcome: counted(all, 'row') }]
          : []),
        {
          value: 'leaveOut',
          words: 'no, leave these rows out',
          outcome: isJoined ? 'fewer rows' : counted(all - longRows, 'row'),
        },
      ],
      answer: answer ?? null,
    },
  ];
}
