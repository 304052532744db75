import { decimal, percent } from '../numbers/format';
import type { Learned, LearnedByLens, LensId } from '../parts/datasets/learned';
import type { Share } from '../parts/datasets/shared/lens';

/** The measure that the lens of the data puts first, by name. */
export interface LensMeasure {
  readonly name: string;
  /** A shorter name for where there is little room. */
  readonly short: string;
  /** What to know when reading its chart. */
  readonly aside: string;
  /** What guessing gives; null: it depends on the data. */
  readonly chance: number | null;
}

/** Every lens names its own. */
export const lensMeasures: Readonly<Record<LensId, LensMeasure>> = {
  edits: { name: 'Swapped roles told apart', short: 'Roles', aside: '0.5: guessing', chance: 0.5 },
  search: {
    name: 'Recall@1 of queries',
    short: 'Query R@1',
    aside: 'held-out queries',
    chance: null,
  },
  scene: { name: 'ARI of cells', short: 'Cell ARI', aside: '0: guessing', chance: 0 },
  captions: { name: 'Swaps told apart', short: 'Swaps', aside: '0.5: guessing', chance: 0.5 },
};

/** What a lane says of the problem its data pose. */
export interface LensHeadline {
  /** The headline figure and its short name, in place of MAP@R. */
  readonly unit: string;
  readonly figure: number;
  /** The same for the lane's sentence: without a capital first or a full stop. */
  readonly words: string;
}

const asked = (shares: readonly Share[]): Share[] =>
  shares.filter(({ value }) => !Number.isNaN(value));

/** What each lens measured, in words; only asked where it measured something. */
const words: {
  readonly [lens in LensId]: (learned: LearnedByLens[lens]) => string;
} = {
  edits({ headline, kinds }) {
    const [first, ...others] = asked(kinds) as [Share, ...Share[]];
    const least = others.reduce((low, kind) => (kind.value < low.value ? kind : low), first);
    return `swapped roles told apart ${decimal(headline)}, worst edit: ${least.name} ${decimal(least.value)}`;
  },
  search: ({ headline }) => `${percent(headline)} of queries find theirs first`,
  scene({ scenes }) {
    const [cells, found] = (['cells', 'found'] as const).map((name) =>
      scenes.reduce((sum, scene) => sum + scene[name], 0),
    );
    return `${found} pieces found where ${cells} cells are`;
  },
  captions({ headline, edits }) {
    const name = asked(edits)[0]?.name ?? 'swaps';
    return `${name}: right ${decimal(headline)}, by chance 0.50`;
  },
};

const wordsOf = <L extends LensId>(lens: L, learned: LearnedByLens[L]): string =>
  words[lens](learned);

/** The headline of what was learnt; null if nothing was measured. */
export function lensHeadlineOf(learned: Learned | undefined): LensHeadline | null {
  if (!learned || Number.isNaN(learned.headline)) return null;
  const { lens, headline: figure } = learned;
  return { unit: lensMeasures[lens].short, figure, words: wordsOf(lens, learned) };
}
