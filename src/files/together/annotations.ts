import type { Task } from '../../protocol/reading/task';
import { type FileSource, nameOf, wholeOf } from '../bytes/fileSource';
import type { Table } from '../formats/tables/table';
import { sideOfName } from '../shared/side';

type Json = Readonly<Record<string, unknown>>;

const MOST_BYTES = 256 * 2 ** 20;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** A picture and one of the classes that it is said to be of. */
type Named = readonly [file: string, label: string];

/** COCO: pictures, annotations and categories, which name one another by numbers. */
function cocoIn(whole: unknown): Named[] | null {
  if (!isObject(whole) || !Array.isArray(whole.images) || !Array.isArray(whole.categories))
    return null;
  const files = new Map(listOf(whole.images).map(({ id, file_name }) => [id, String(file_name)]));
  const names = new Map(listOf(whole.categories).map(({ id, name }) => [id, String(name)]));
  return listOf(whole.annotations).flatMap(({ image_id, category_id }) => {
    const [file, name] = [files.get(image_id), names.get(category_id)];
    return file === undefined || name === undefined ? [] : [[file, name] as const];
  });
}

/** Label Studio: tasks with their data, and what annotators chose. */
function labelStudioIn(whole: unknown): Named[] | null {
  const tasks = listOf(whole);
  const [first] = tasks;
  if (!first || !isObject(first.data)) return null;
  return tasks.flatMap(({ data, annotations, completions }) => {
    const file = isObject(data)
      ? Object.values(data).find(
          (value) => typeof value === 'string' && /\.[a-z]{3,5}([?#]|$)/i.test(value),
        )
      : undefined;
    if (typeof file !== 'string') return [];
    const results = listOf(annotations ?? completions)
      .filter(({ was_cancelled }) => was_cancelled !== true)
      .flatMap(({ result }) => listOf(result));
    return results.flatMap(({ value }) => {
      if (!isObject(value)) return [];
      const { choices, rectanglelabels } = value;
      const chosen = [choices, rectanglelabels].find(Array.isArray) ?? [];
      return chosen.map((label) => [file, String(label)] as const);
    });
  });
}

/**
 * The classes of pictures in a JSON file of COCO or Label Studio, as a table with a row for each
 * annotation; null if it is another JSON file.
 */
export async function annotationsIn(source: FileSource, task: Task): Promise<Table | null> {
  if (!/\.json$/i.test(source.path) || source.size > MOST_BYTES) return null;
  let whole: unknown;
  try {
    whole = JSON.parse(new TextDecoder().decode(await wholeOf(source, MOST_BYTES, task.signal)));
  } catch {
    task.signal?.throwIfAborted();
    return null;
  }
  const named = cocoIn(whole) ?? labelStudioIn(whole);
  if (!named) return null;
  return {
    ...{ file: source.path, counts: 'row', columns: ['file', 'label'], notes: [], layout: null },
    side: sideOfName(nameOf(source.path)),
    async *rows() {
      yield named.map((cells, i) => ({ line: i + 1, cells }));
    },
  };
}
