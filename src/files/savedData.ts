import type { Data, Items } from '../parts/data';
import type { SavedFacts } from '../protocol/reading/facts';
import { browserStore, type KeyValueStore } from './browserStore';
import { ownPartOf } from './data/ownPart';
import type { ReadData } from './reading';
import { FileProblem } from './shared/problem';
import { inBytes } from './shared/wording';

const FACTS = 'facts';
const dataKey = (name: string) => `data ${name}`;

const sizeOf = ({ values, labels, texts, ids, pairs, nearMisses }: Items): number =>
  values.byteLength +
  labels.byteLength +
  [...(texts ?? []), ...(ids ?? [])].reduce((sum, { length }) => sum + 2 * length, 0) +
  (pairs?.byteLength ?? 0) +
  (nearMisses?.items.byteLength ?? 0);

/** Bytes that data take in memory; saved, they take nearly as many. */
export const bytesOf = ({ train, heldOut, vocabulary, classNames }: Data): number =>
  sizeOf(train) +
  sizeOf(heldOut) +
  [...(vocabulary ?? []), ...classNames].reduce((sum, { length }) => sum + 2 * length, 0);

/** Says that the browser has no room, or saves nothing, as in a private window. */
function inWords(error: unknown, bytes: number): FileProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError')
    return new FileProblem(
      `this browser has no room for ${inBytes(bytes)} more. Remove data kept before, or use fewer items.`,
    );
  return new FileProblem(
    'this browser keeps nothing between visits here, as in a private window; the data stay until the page is closed.',
  );
}

const factsOf = ({ name, data }: ReadData, since: number): SavedFacts => ({
  name,
  part: ownPartOf(data),
  classes: data.classNames.length,
  items: data.train.count + data.heldOut.count,
  bytes: bytesOf(data),
  since,
});

/** What is saved, newest first; nothing if the browser saves nothing. */
export async function listSaved(store: KeyValueStore = browserStore): Promise<SavedFacts[]> {
  const facts = await store.get(FACTS).catch(() => undefined);
  return Array.isArray(facts)
    ? (facts as SavedFacts[]).toSorted((one, other) => other.since - one.since)
    : [];
}

/**
 * Saves data in this browser until they are removed. Data of the same name are replaced.
 * @throws FileProblem when there is no room or the browser saves nothing; what was saved before
 * stays
 */
export async function save(
  read: ReadData,
  store: KeyValueStore = browserStore,
  now = Date.now(),
): Promise<SavedFacts> {
  const facts = factsOf(read, now);
  const room = await store.room().catch(() => null);
  if (room !== null && room < facts.bytes)
    throw inWords(new DOMException('', 'QuotaExceededError'), facts.bytes);
  const others = (await listSaved(store)).filter(({ name }) => name !== read.name);
  try {
    await store.setMany([
      [dataKey(read.name), read],
      [FACTS, [facts, ...others]],
    ]);
  } catch (error) {
    throw inWords(error, facts.bytes);
  }
  return facts;
}

/** The data saved under this name; null if there are none (any more). */
export async function loadSaved(
  name: string,
  store: KeyValueStore = browserStore,
): Promise<ReadData | null> {
  const read = await store.get(dataKey(name)).catch(() => undefined);
  return (read as ReadData | undefined) ?? null;
}

/** Removes what is saved under this name. @throws FileProblem when the browser refuses */
export async function removeSaved(
  name: string,
  store: KeyValueStore = browserStore,
): Promise<void> {
  const others = (await listSaved(store)).filter((facts) => facts.name !== name);
  try {
    await store.delMany([dataKey(name)]);
    await store.setMany([[FACTS, others]]);
  } catch (error) {
    throw inWords(error, 0);
  }
}
