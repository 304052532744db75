import type { LeftOut } from '../../protocol/reading/facts';
import type { Column, Question } from '../../protocol/reading/preview';
import type { Task } from '../../protocol/reading/task';
import type { Roles, Wish } from '../../protocol/reading/wish';
import { numberIn } from '../formats/cells/numbers';
import { type TableFacts, tableFacts } from '../formats/tables/columns';
import { pixelEdge } from '../formats/tables/pixelColumns';
import type { Table } from '../formats/tables/table';
import { hasBothSides } from '../shared/side';
import { type CellReading, cellReading } from './cellReading';
import { extraCellsQuestion } from './extraCells';
import { copiesOfLabel } from './features';
import { gradeColumn, gradingOf, type Together } from './grades';
import { guessedRoles } from './guess';
import { EMPTY, type LabelIn, labelReading } from './labelReading';
import { type OneHot, oneHotIn, withLabels } from './oneHot';
import { splitColumn } from './splitColumn';
import { notUsedNote, numberNotes, withUses } from './uses';

/** Tables, understood: what the columns are for, how cells are read, and what has to be asked. */
export interface Understood {
  /** The tables, perhaps with a column of labels more. */
  readonly tables: readonly Table[];
  readonly rows: number;
  readonly columns: readonly Column[];
  readonly roles: Roles | null;
  /** Null while nobody knows what the columns are for. */
  readonly reading: CellReading | null;
  readonly questions: readonly Question[];
  readonly notes: readonly string[];
  readonly leftOut: readonly LeftOut[];
  readonly firstRows: TableFacts['firstRows'];
  /** Labels with their counts, as read; null: none, or not known. */
  readonly classes: ReadonlyMap<string, number> | null;
  /** Columns of 0 and 1 that make the labels; null if none do. */
  readonly oneHot: OneHot | null;
  /** Whether the data bring a split. */
  readonly hasOwnSplit: boolean;
}

const anyLabel: LabelIn = (cell) => {
  const label = cell.trim();
  return label === '' ? { reason: EMPTY } : { label };
};

/** Reads tables once or twice, and makes out what they are. @throws FileProblem */
export async function understand(
  given: readonly Table[],
  wish: Wish,
  task: Task,
  known?: (tables: readonly Table[]) => Promise<TableFacts>,
): Promise<Understood> {
  const factsOf = known ?? ((tables: readonly Table[]) => tableFacts(tables, task, wish));
  let tables = given;
  let facts = await factsOf(tables);
  const oneHot = wish.roles ? null : await oneHotIn(tables, facts.columns, task);
  const ready = oneHot ?? (wish.roles ? await oneHotNamed(tables, facts, wish.roles, task) : null);
  if (ready) {
    tables = withLabels(tables, ready);
    facts = await factsOf(tables);
  }
  const { columns } = facts;
  const split = splitColumn(columns);
  const questions: Question[] = [...extraCellsQuestion(tables, facts, wish.answers)];
  const notes: string[] = [];
  const asLabel = ready?.name;
  const usable = columns.filter(
    ({ name }) => name !== split && !(ready?.columns ?? []).includes(name),
  );
  let roles = wish.roles;
  if (!roles) {
    const guess = guessedRoles(
      usable,
      asLabel ? { ...wish.answers, label: asLabel } : wish.answers,
    );
    roles = guess.roles;
    questions.push(...guess.questions.filter(({ id }) => id !== 'label' || !asLabel));
    notes.push(...guess.notes);
  }
  const copies: string[] = [];
  if (roles?.kind === 'points' && !wish.roles && pixelEdge(columns, roles) === null) {
    copies.push(...(await copiesOfLabel(tables, columns, roles.features, roles.label, task)));
    roles = { ...roles, features: roles.features.filter((name) => !copies.includes(name)) };
  }
  let together: Together | null = null;
  if (roles?.kind === 'pairs') {
    const taken = [roles.query, roles.passage, ...(roles.negatives ?? [])];
    const same = roles.same ?? (wish.roles ? null : gradeColumn(usable, taken));
    const column = columns.find(({ name }) => name === same);
    if (column && same) {
      roles = { ...roles, same };
      const grading = gradingOf(column, roles.query, wish.answers);
      together = grading.together;
      if (grading.question) questions.push(grading.question);
      notes.push(...grading.notes);
    }
  }
  const labelName = roles && 'label' in roles ? roles.label : null;
  const labelColumn = columns.find(({ name }) => name === labelName);
  const labels =
    labelColumn && labelColumn.holds !== 'pictures' ? labelReading(labelColumn, wish) : null;
  if (labels) questions.push(...labels.questions);
  const used = withUses(columns, roles, {
    splitColumn: split,
    oneHot: ready?.columns ?? [],
    copies,
  });
  if (roles) {
    notes.push(...notUsedNote(used));
    notes.push(
      ...numberNotes(used, (cell, column) => numberIn(cell, column.numbers?.decimal ?? '.')),
    );
  }
  if (split) notes.push(`The column “${split}” says which rows are held out.`);
  const parts = { labelIn: labels?.labelIn ?? anyLabel, together, splitColumn: split };
  return {
    ...{ tables, rows: facts.rows, columns: used, roles, questions, notes },
    reading: roles ? cellReading(roles, columns, parts, wish.missing) : null,
    leftOut: facts.leftOut,
    firstRows: facts.firstRows,
    classes: labels?.classes ?? null,
    oneHot: ready,
    hasOwnSplit: split !== null || hasBothSides(facts.sides),
  };
}

/** The one-hot columns again, if the visitor's roles name the column of labels made of them. */
async function oneHotNamed(
  tables: readonly Table[],
  { columns }: TableFacts,
  roles: Roles,
  task: Task,
) {
  const label = 'label' in roles ? roles.label : null;
  if (label === null || columns.some(({ name }) => name === label)) return null;
  const found = await oneHotIn(tables, columns, task);
  return found?.name === label ? found : null;
}
