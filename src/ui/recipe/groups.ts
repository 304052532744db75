import type { Knob } from '../../parts/part';
import type { KindId } from '../../recipe/kinds';

/** What a group of the recipe column shows of a kind's knobs; the rest waits under "More". */
export interface KnobsOfKind {
  readonly kind: KindId;
  /** Whether the menu of the kind stands here, rather than in another group. */
  readonly withMenu: boolean;
  /** Which of the knobs belong to this group; all if not given. */
  readonly takes?: (knob: Knob) => boolean;
  readonly shows: (knob: Knob, place: number) => boolean;
  /**
   * Whether the summary of the part is left to the panel about it, and not written below the menu.
   */
  readonly isBrief?: boolean;
}

export interface KindGroup {
  readonly id: 'data' | 'positives' | 'encoder' | 'loss' | 'negatives' | 'training';
  /** A heading over several menus; null for a single menu, which is its own heading. */
  readonly title: string | null;
  readonly of: readonly KnobsOfKind[];
}

const none = () => false;
const isNumber = (knob: Knob) => knob.kind === 'number';
/** Whether a knob shapes the batch; the strengths of augmentations act at once and do not. */
const shapesBatch = (knob: Knob) => knob.kind === 'number' && knob.restarts === true;

/** The recipe column from top to bottom. It names kinds, never parts or knobs. */
export const groups: readonly KindGroup[] = [
  {
    id: 'data',
    title: null,
    of: [{ kind: 'data', withMenu: true, shows: (knob, place) => place === 0 && !isNumber(knob) }],
  },
  {
    id: 'positives',
    title: null,
    of: [
      {
        kind: 'positives',
        withMenu: true,
        takes: (knob) => !shapesBatch(knob),
        shows: none,
      },
    ],
  },
  { id: 'encoder', title: null, of: [{ kind: 'encoder', withMenu: true, shows: none }] },
  { id: 'loss', title: null, of: [{ kind: 'loss', withMenu: true, shows: isNumber }] },
  {
    id: 'negatives',
    title: 'Negatives',
    of: [
      { kind: 'source', withMenu: true, shows: isNumber },
      { kind: 'selection', withMenu: true, shows: isNumber },
      { kind: 'guard', withMenu: true, shows: isNumber },
    ],
  },
  {
    id: 'training',
    title: 'Training',
    of: [
      { kind: 'positives', withMenu: false, takes: shapesBatch, shows: () => true },
      { kind: 'optimizer', withMenu: true, shows: (_knob, place) => place === 0, isBrief: true },
      { kind: 'schedule', withMenu: true, shows: isNumber, isBrief: true },
    ],
  },
];
