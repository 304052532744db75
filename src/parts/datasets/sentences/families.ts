import type { Random } from '../../random';
import {
  drawMeaning,
  drawWording,
  type Edit,
  editedWording,
  editNames,
  edits,
  type Meaning,
  rewritten,
  sentence,
} from './grammar';

export interface Item {
  readonly meaning: Meaning;
  readonly words: readonly string[];
}

/** An anchor, the same in other words, and other things in nearly the same words. */
export interface Family {
  readonly anchor: Item;
  readonly rewrite: Item;
  readonly nearMisses: readonly (Item & { readonly kind: number })[];
}

/**
 * A swap of roles keeps every word if there is one object; if there are more, two becomes three
 * instead.
 */
const editsOf = (meaning: Meaning, more: readonly Edit[]): readonly Edit[] => [
  meaning.number === 0 ? 'role' : 'number',
  ...more,
];

/** Families of so many meanings, none twice, in words that no other item has. */
export function drawFamilies(
  count: number,
  more: readonly Edit[],
  isOwn: (meaning: Meaning) => boolean,
  random: Random,
): Family[] {
  const families: Family[] = [];
  const meanings = new Set<string>();
  const said = new Set<string>();
  while (families.length < count) {
    const meaning = drawMeaning(random);
    const changed = editsOf(meaning, more).map((edit) => ({
      edit,
      meaning: edits[edit](meaning, random),
    }));
    const key = keyOf(meaning);
    if (meanings.has(key) || ![meaning, ...changed.map((one) => one.meaning)].every(isOwn))
      continue;
    const wording = drawWording(random);
    const put = (one: Meaning, how = wording): Item => ({
      meaning: one,
      words: sentence(one, how),
    });
    const family: Family = {
      anchor: put(meaning),
      rewrite: put(meaning, rewritten(wording, random)),
      nearMisses: changed.map(({ edit, meaning: other }) => ({
        kind: editNames.indexOf(edit),
        ...put(other, editedWording(edit, wording)),
      })),
    };
    const texts = itemsOf(family).map(({ words }) => words.join(' '));
    if (texts.some((text) => said.has(text))) continue;
    for (const text of texts) said.add(text);
    meanings.add(key);
    families.push(family);
  }
  return families;
}

export const itemsOf = ({ anchor, rewrite, nearMisses }: Family): Item[] => [
  anchor,
  rewrite,
  ...nearMisses,
];

export const keyOf = (meaning: Meaning): string => Object.values(meaning).join();
