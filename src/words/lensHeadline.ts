import { decimal, percent } from '../numbers/format';
import type { Learned, LearnedByLens, LensId } from '../parts/datasets/learned';
import type { Share } from '../parts/datasets/shared/lens';

/** What a lane says of the problem its data pose, if a lens shows it. */
export interface LensHeadline {
  /** The headline figure and its short name, in place of MAP@R. */
  readonly unit: string;
  readonly figure: number;
  /** The same for the lane's sentence: without a capital first or a full stop. */
  readonly words: string;
}

const asked = (shares: readonly Share[]): Share[] =>
  shares.filter(({ value }) => !Number.isNaN(value));

/** The headline of each lens from what was measured; null if nothing was. */
const headlines: {
  readonly [lens in LensId]: (learned: LearnedByLens[lens]) => LensHeadline | null;
} = {
  edits(learned) {
    const kinds = asked(learned.kinds);
    const [first] = kinds;
    if (!first) return null;
    const figure = kinds.reduce((sum, { value }) => sum + value, 0) / kinds.length;
    const least = kinds.reduce((low, kind) => (kind.value < low.value ? kind : low), first);
    const words = `edits told apart ${decimal(figure)}, worst: ${least.name} ${decimal(least.value)}`;
    return { unit: 'Edits', figure, words };
  },
  search({ recallAt1: figure }) {
    if (Number.isNaN(figure)) return null;
    return { unit: 'Recall@1', figure, words: `${percent(figure)} of queries find theirs first` };
  },
  scene({ adjustedRandIndex: figure, scenes }) {
    if (Number.isNaN(figure)) return null;
    const [cells, found] = (['cells', 'found'] as const).map((name) =>
      scenes.reduce((sum, scene) => sum + scene[name], 0),
    );
    return { unit: 'ARI', figure, words: `${found} pieces found where ${cells} cells are` };
  },
  captions(learned) {
    const [swapped] = asked(learned.edits);
    if (!swapped) return null;
    const { name, value: figure } = swapped;
    return { unit: 'Swaps', figure, words: `${name}: right ${decimal(figure)}, by chance 0.50` };
  },
};

const headlineOf = <L extends LensId>(lens: L, learned: LearnedByLens[L]) =>
  headlines[lens](learned);

/** The headline of what was learnt; null if nothing was measured. */
export const lensHeadlineOf = (learned: Learned | undefined): LensHeadline | null =>
  learned ? headlineOf(learned.lens, learned) : null;
