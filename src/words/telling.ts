import type { Learned, LearnedByLens, LensId } from '../parts/datasets/learned';
import type { Share } from '../parts/datasets/shared/lens';
import { decimal, percent } from '../ui/common/format';

/** What a lane says of the very problem its data pose, where a lens shows it. */
export interface Telling {
  /** The headline figure and its short name, in place of MAP@R. */
  readonly unit: string;
  readonly figure: number;
  /** The same for the lane's sentence: no capital first, no full stop. */
  readonly words: string;
}

const asked = (shares: readonly Share[]): Share[] =>
  shares.filter(({ value }) => !Number.isNaN(value));

/** What is told of each lens, in a few words; null where nothing of it was measured. */
const tellings: { readonly [lens in LensId]: (learned: LearnedByLens[lens]) => Telling | null } = {
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

const told = <L extends LensId>(lens: L, learned: LearnedByLens[L]) => tellings[lens](learned);

/** What a lane says of what was learnt; null where nothing was measured. */
export const tellingOf = (learned: Learned | undefined): Telling | null =>
  learned ? told(learned.lens, learned) : null;
