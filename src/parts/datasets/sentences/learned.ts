import type { Data } from '../../data';
import type { Embedded, Share } from '../shared/lens';

/** How often the other wording of a meaning is nearer to a text than an edit of its own words. */
export interface LearnedEdits {
  readonly lens: 'edits';
  /** The share told apart of each kind of edit. */
  readonly kinds: readonly Share[];
}

/** Cosines that differ by less are a tie: what is left of a collapse is rounding. */
const TIE = 1e-5;

/**
 * For every held-out anchor, whether the other wording of its meaning is nearer to it than a near
 * miss in its own words, by kind of edit: 1 if it is, 0 if not, 0.5 for a tie. A coin has 0.5; an
 * encoder that goes by words alone has less, since a near miss has nearly the same words. A kind that
 * nobody was asked about is left out.
 * Yuksekgonul et al. 2023, https://arxiv.org/abs/2210.01936
 */
export function learnedEdits({ heldOut, editNames = [] }: Data, seen: Embedded): LearnedEdits {
  const { pairs = new Int32Array(), nearMisses } = heldOut;
  const told = new Float64Array(editNames.length);
  const asked = new Float64Array(editNames.length);
  const { perItem = 0, items = new Int32Array(), kinds = new Uint8Array() } = nearMisses ?? {};
  for (let pair = 0; pair < pairs.length; pair += 2) {
    const [anchor, rewrite] = [pairs[pair] as number, pairs[pair + 1] as number];
    const toRewrite = cosine(seen, anchor, rewrite);
    for (let at = anchor * perItem; at < (anchor + 1) * perItem; at++) {
      const [item, kind] = [items[at] as number, kinds[at] as number];
      if (item < 0) continue;
      const lead = toRewrite - cosine(seen, anchor, item);
      told[kind] = (told[kind] as number) + (Math.abs(lead) < TIE ? 0.5 : lead > 0 ? 1 : 0);
      asked[kind] = (asked[kind] as number) + 1;
    }
  }
  const shares = editNames.map((name, kind) => {
    const count = asked[kind] as number;
    return { name, value: (told[kind] as number) / count, count };
  });
  return { lens: 'edits', kinds: shares.filter(({ count }) => count > 0) };
}

/** Cosine of two items whose rows are of unit length. */
function cosine({ embeddings, d }: Embedded, one: number, other: number): number {
  let sum = 0;
  for (let i = 0; i < d; i++)
    sum += (embeddings[one * d + i] as number) * (embeddings[other * d + i] as number);
  return sum;
}
