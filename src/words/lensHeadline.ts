import { decimal, percent } from '../numbers/format';
import type { Learned, Share } from '../parts/datasets/learned';

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

/** The headline of a lens from what was measured; null if nothing was. */
export function lensHeadlineOf(learned: Learned | undefined): LensHeadline | null {
  switch (learned?.lens) {
    case undefined:
      return null;
    case 'edits': {
      const kinds = asked(learned.kinds);
      const [first] = kinds;
      if (!first) return null;
      const figure = kinds.reduce((sum, { value }) => sum + value, 0) / kinds.length;
      const least = kinds.reduce((low, kind) => (kind.value < low.value ? kind : low), first);
      const words = `edits told apart ${decimal(figure)}, worst: ${least.name} ${decimal(least.value)}`;
      return { unit: 'Edits', figure, words };
    }
    case 'search': {
      const figure = learned.recallAt1;
      if (Number.isNaN(figure)) return null;
      return { unit: 'Recall@1', figure, words: `${percent(figure)} of queries find theirs first` };
    }
    case 'scene': {
      const { adjustedRandIndex: figure, scenes } = learned;
      if (Number.isNaN(figure)) return null;
      const [cells, found] = (['cells', 'found'] as const).map((name) =>
        scenes.reduce((sum, scene) => sum + scene[name], 0),
      );
      return { unit: 'ARI', figure, words: `${found} pieces found where ${cells} cells are` };
    }
    case 'captions': {
      const [swapped] = asked(learned.edits);
      if (!swapped) return null;
      const { name, value: figure } = swapped;
      return { unit: 'Swaps', figure, words: `${name}: right ${decimal(figure)}, by chance 0.50` };
    }
    default:
      return learned satisfies never;
  }
}
