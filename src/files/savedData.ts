import type { Data, Items } from '../parts/datasets/dataset';
import type { KeptFacts } from '../protocol/reading/facts';
import { browserStore, type KeyValueStore } from './browserStore';
import { ownPartOf } from './data/ownPart';
import type { ReadData } from './reading';
import { FileProblem } from './shared/problem';
import { inBytes } from './shared/wording';

const FACTS = 'facts';
const dataKey = (name: string) => `data ${name}`;

const sizeOf = ({ values, labels, texts, pairs, nearMisses }: Items): number =>
  values.byteLength +
  labels.byteLength +
  (texts ?? []).reduce((sum, { length }) => sum + 2 * length, 0) +
  (pairs?.byteLength ?? 0) +
  (nearMisses?.items.byteLength ?? 0);

/** Bytes that data take in memory, and nearly as many when kept. */
export const bytesOf = ({ train, heldOut, vocabulary, classNames }: Data): number =>
  sizeOf(train) +
  sizeOf(heldOut) +
  [...(vocabulary ?? []), ...classNames].reduce((sum, { length }) => sum + 2 * length, 0);

/** A browser that keeps nothing (in a private window) or has no room, as a sentence. */
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

const factsOf = ({ name, data }: ReadData, since: number): KeptFacts => ({
  name,
  part: ownPartOf(data),
  classes: data.classNames.length,
  items: data.train.count + data.heldOut.count,
  bytes: bytesOf(data),
  since,
});

/** What is kept, newest first; nothing where the browser keeps nothing. */
export async function keptFacts(shelf: KeyValueStore = browserStore): Promise<KeptFacts[]> {
  const facts = await shelf.get(FACTS).catch(() => undefined);
  return Array.isArray(facts)
    ? (facts as KeptFacts[]).toSorted((one, other) => other.since - one.since)
    : [];
}

/**
 * Keeps data in this browser until they are removed; data of the same name are replaced.
 * @throws FileProblem when there is no room or the browser keeps nothing; what was kept stays
 */
export async function keep(
  read: ReadData,
  shelf: KeyValueStore = browserStore,
  now = Date.now(),
): Promise<KeptFacts> {
  const facts = factsOf(read, now);
  const room = await shelf.room().catch(() => null);
  if (room !== null && room < facts.bytes)
    throw inWords(new DOMException('', 'QuotaExceededError'), facts.bytes);
  const others = (await keptFacts(shelf)).filter(({ name }) => name !== read.name);
  try {
    await shelf.setMany([
      [dataKey(read.name), read],
      [FACTS, [facts, ...others]],
    ]);
  } catch (error) {
    throw inWords(error, facts.bytes);
  }
  return facts;
}

/** Data kept under this name; null when there are none (any more). */
export async function kept(
  name: string,
  shelf: KeyValueStore = browserStore,
): Promise<ReadData | null> {
  const read = await shelf.get(dataKey(name)).catch(() => undefined);
  return (read as ReadData | undefined) ?? null;
}

/** Removes what is kept under this name. @throws FileProblem when the browser refuses */
export async function forget(name: string, shelf: KeyValueStore = browserStore): Promise<void> {
  const others = (await keptFacts(shelf)).filter((facts) => facts.name !== name);
  try {
    await shelf.delMany([dataKey(name)]);
    await shelf.setMany([[FACTS, others]]);
  } catch (error) {
    throw inWords(error, 0);
  }
}
