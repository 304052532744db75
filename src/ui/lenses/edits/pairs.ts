import type { DataShown } from '../../../protocol/dataShown';

/** Two texts of the data that belong together as anchor and rewrite, or as anchor and near miss. */
export interface SentencePair {
  readonly texts: readonly [string, string];
  /** Name of the edit that makes the second a near miss; null: it is the rewrite. */
  readonly edit: string | null;
}

type PairedTexts = Pick<DataShown, 'texts' | 'pairs' | 'nearMisses'>;

/** Every pair the held-out data give: anchor by anchor, its near misses before its rewrite. */
export function givenPairs({ texts, pairs, nearMisses }: PairedTexts): SentencePair[] {
  const found: SentencePair[] = [];
  const add = (anchor: number, other: number, edit: string | null) => {
    const [one, two] = [texts?.[anchor], texts?.[other]];
    if (one !== undefined && two !== undefined) found.push({ texts: [one, two], edit });
  };
  for (let at = 0; at < (pairs?.length ?? 0); at += 2) {
    const anchor = pairs?.[at] as number;
    const perItem = nearMisses?.perItem ?? 0;
    for (let place = anchor * perItem; place < (anchor + 1) * perItem; place++) {
      const item = nearMisses?.items[place] as number;
      if (item >= 0) add(anchor, item, nearMisses?.names[nearMisses.kinds?.[place] ?? 0] ?? 'edit');
    }
    add(anchor, pairs?.[at + 1] as number, null);
  }
  return found;
}

/**
 * The most telling pair: the first one with the first named kind of edit, or else the first of all.
 */
export const firstPair = (data: PairedTexts): readonly string[] => {
  const all = givenPairs(data);
  const [hardest] = data.nearMisses?.names ?? [];
  return (all.find(({ edit }) => edit === hardest) ?? all[0])?.texts ?? [];
};

/** What is known of two texts: the pair they are in the data, or null. */
export const pairOf = (all: readonly SentencePair[], [one, two]: readonly string[]) =>
  all.find(({ texts }) => texts[0] === one && texts[1] === two) ?? null;

/** The next pair after this one that has another anchor and is of another kind, going round. */
export function nextPair(all: readonly SentencePair[], now: readonly string[]): readonly string[] {
  const current = pairOf(all, now);
  const start = current ? all.indexOf(current) : -1;
  for (let turn = 1; turn <= all.length; turn++) {
    const next = all[(start + turn) % all.length] as SentencePair;
    if (next.texts[0] !== now[0] && next.edit !== (current ? current.edit : undefined))
      return next.texts;
  }
  return now;
}

const SAID: Readonly<Record<string, string>> = {
  role: 'roles swapped',
  negation: 'negated or no longer',
  number: 'another number',
  verb: 'another verb',
  place: 'another place',
};

/** What two texts are to one another, as a sentence. */
export function pairWords(pair: SentencePair | null): string {
  if (!pair) return 'Your own two sentences.';
  if (pair.edit === null) return 'A held-out sentence and its rewrite: the same in other words.';
  return `A held-out sentence and a near miss, ${SAID[pair.edit] ?? pair.edit}: not the same.`;
}
