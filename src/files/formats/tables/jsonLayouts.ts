import { hasBothSides, type Side, sideOfName } from '../../shared/side';
import { counted, listed } from '../../shared/wording';

/** A row of a JSON file, before its fields are read, and the side its list says. */
export interface JsonValue {
  readonly value: unknown;
  readonly side: Side | null;
}

/** The rows of a whole JSON file, by the layout they have. */
export interface JsonRows {
  readonly rows: readonly JsonValue[];
  readonly notes: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;
const isList = Array.isArray as (value: unknown) => value is readonly unknown[];

const plain = (rows: readonly unknown[], notes: readonly string[] = []): JsonRows => ({
  rows: rows.map((value) => ({ value, side: null })),
  notes,
});

/** {"columns": [...], "data": [[...]]}, as pandas writes "split". */
function splitRows({ columns, data }: Fields): JsonRows | null {
  if (!isList(columns) || !isList(data) || !data.every(isList)) return null;
  if (!columns.every((name) => isScalar(name))) return null;
  return plain(
    data.map((row) => Object.fromEntries(columns.map((name, i) => [String(name), row[i] ?? null]))),
    ['It holds the names of the columns apart from the rows.'],
  );
}

/** The values of a column: a list, or an object by the number of the row. */
const valuesOf = (column: unknown): readonly unknown[] | null =>
  isList(column) ? column : isObject(column) ? Object.values(column) : null;

/** {"text": {"0": ...}, "label": {"0": ...}} or {"text": [...], "label": [...]}: by columns. */
function columnRows(whole: Fields): JsonRows | null {
  const entries = Object.entries(whole);
  const columns = entries.map(([, column]) => valuesOf(column));
  const [first] = columns;
  if (entries.length < 2 || !first || first.length < 2) return null;
  if (columns.some((column) => column?.length !== first.length)) return null;
  const keys = entries.map(([, column]) =>
    isObject(column) ? Object.keys(column).join('\n') : null,
  );
  const isOfObjects = keys.every((key) => key !== null);
  if (isOfObjects && new Set(keys).size > 1) return null;
  // Objects of the same fields, again and again, are rows by their names, if the fields are no numbers.
  const areNumbered =
    isOfObjects && Object.keys(entries[0]?.[1] as Fields).every((key) => /^\d+$/.test(key));
  if (isOfObjects && !areNumbered && entries.length > first.length) return null;
  if (isOfObjects && !areNumbered && first.some((value) => typeof value !== typeof first[0]))
    return null;
  if (!isOfObjects && columns.every((column) => column?.every((value) => isObject(value))))
    return null;
  if (areClasses(entries)) return null;
  if (hasBothSides(entries.map(([name]) => sideOfName(name)))) return null;
  return plain(
    first.map((_, row) =>
      Object.fromEntries(entries.map(([name], i) => [name, columns[i]?.[row] ?? null])),
    ),
    ['It holds its columns one after the other.'],
  );
}

/** Names that columns have, and classes have not. */
const OF_COLUMNS =
  /text|sentence|label|class|query|question|answer|passage|document|title|review|content|positive|negative|anchor|premise|hypothesis|source|target|name|id$|^[xy]\d?$/i;

/** Whether lists of sentences are rather texts by their class than columns: none has such a name. */
const areClasses = (entries: readonly (readonly [string, unknown])[]): boolean =>
  entries.every(
    ([name, list]) =>
      !OF_COLUMNS.test(name) &&
      isList(list) &&
      new Set(list).size * 2 > list.length &&
      list.every((one) => typeof one === 'string' && /\S\s+\S/.test(one)),
  );

/** {"0": {"text": ..., "label": ...}, "1": ...}: rows by their names. */
function indexedRows(whole: Fields): JsonRows | null {
  const values = Object.values(whole);
  if (values.length < 4 || !values.every(isObject)) return null;
  const names = Object.keys(values[0] as Fields);
  const shared = values.filter((row) => names.some((name) => name in (row as Fields)));
  if (names.length < 2 || shared.length < values.length) return null;
  return plain(values, ['It holds its rows by their names.']);
}

/** {"cat": ["text", ...], "dog": [...]}: texts by their class. */
function classRows(whole: Fields): JsonRows | null {
  const entries = Object.entries(whole);
  const isOfTexts = (value: unknown) =>
    isList(value) && value.length > 0 && value.every((one) => typeof one === 'string');
  if (entries.length < 2 || !entries.every(([, value]) => isOfTexts(value))) return null;
  return plain(
    entries.flatMap(([label, texts]) => (texts as string[]).map((text) => ({ text, label }))),
    ['It holds lists of texts; the name of each is taken for their label.'],
  );
}

const WORD_OF_SIDE = /(^|[_\-. ])(train|training|test|val|valid|validation|dev|eval)($|[_\-. ])/i;

/** Lists by the names of the sides of a split: {"train": [...], "validation": [...]}. */
function sideRows(whole: Fields): JsonRows | null {
  const lists = Object.entries(whole).filter(([, value]) => isList(value) && value.length > 0);
  const sided = lists.filter(([name]) => WORD_OF_SIDE.test(name));
  const sides = sided.map(([name]) => sideOfName(name));
  if (!hasBothSides(sides)) return null;
  const others = lists.filter((one) => !sided.includes(one)).map(([name]) => name);
  return {
    rows: sided.flatMap(([name, list]) =>
      (list as unknown[]).map((value) => ({ value, side: sideOfName(name) })),
    ),
    notes: [
      `It brings its split: ${listed(sided.map(([name, list]) => `${name} (${(list as unknown[]).length})`))}.`,
      ...(others.length > 0
        ? [
            `Its ${others.length === 1 ? 'list' : 'lists'} ${listed(others)} ${others.length === 1 ? 'is' : 'are'} not used.`,
          ]
        : []),
    ],
  };
}

/**
 * The rows of a whole JSON file, null if it has none: a list of rows; one list or record inside an
 * object; "split", by columns, by names of rows, texts by class; lists by the side of a split.
 */
export function rowsOfJson(whole: unknown, depth = 0): JsonRows | null {
  if (isList(whole)) return plain(whole);
  if (!isObject(whole) || depth > 3) return null;
  const found =
    splitRows(whole) ??
    sideRows(whole) ??
    columnRows(whole) ??
    indexedRows(whole) ??
    classRows(whole);
  if (found) return found;
  const lists = Object.entries(whole).filter(([, value]) => isList(value) && value.length > 0);
  if (lists.length === 0) {
    const inner = Object.values(whole).filter(isObject);
    for (const one of inner) {
      const rows = rowsOfJson(one, depth + 1);
      if (rows) return rows;
    }
    return null;
  }
  const size = ([, value]: [string, unknown]) => {
    const list = value as readonly unknown[];
    return list.some((one) => typeof one === 'object') ? list.length + 1e9 : list.length;
  };
  const largest = lists.reduce((a, b) => (size(b) > size(a) ? b : a));
  const others = lists.filter((one) => one !== largest);
  const notes = others.map(
    ([name, list]) =>
      `Its list “${name}” (${counted((list as unknown[]).length, 'entry', 'entries')}) is not used; the rows are those of “${largest[0]}”.`,
  );
  return plain(largest[1] as readonly unknown[], notes);
}
