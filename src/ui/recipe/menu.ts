import type { Loss } from '../../parts/losses/loss';
import { type KindId, kinds } from '../../recipe/kinds';
import type { Experiment } from '../../recipe/recipe';
import { isOwn } from '../../recipe/rules';
import { refusal } from '../common/scope';

/** A part as a menu offers it. */
export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly summary: string;
  /** Why it can't be chosen; null if it can. */
  readonly refusal: string | null;
}

/** Entries under a heading; without one they stand by themselves. */
export interface MenuGroup {
  readonly title: string | null;
  readonly entries: readonly MenuEntry[];
}

/** From this many entries on, a menu is divided. */
const MANY = 8;

const TERMS: Readonly<Record<Loss['terms'], string>> = {
  triplets: 'By triplets',
  negatives: 'By the negatives of an anchor',
  pairs: 'By pairs',
  none: 'Without negatives',
};

/**
 * Heading of an entry in a long menu: losses are divided by what their terms are made of, data by
 * whose they are. Null for none.
 */
function titleOf(kind: KindId, id: string): string | null {
  if (kind === 'data') return isOwn(id) ? 'Brought by you' : null;
  const loss = kind === 'loss' && kinds.loss.parts[id];
  return loss ? TERMS[loss.terms] : null;
}

/**
 * The parts of a kind as a menu: in the order of the registry, divided if there are many. Those
 * that no lane can have come last, each with the reason.
 */
export function menuOf(lanes: Experiment, kind: KindId): MenuGroup[] {
  const entries = Object.entries(kinds[kind].parts).map(
    ([id, { label, summary }]): MenuEntry => ({
      id,
      label,
      summary,
      refusal: refusal(lanes, kind, id),
    }),
  );
  const isDivided = entries.length >= MANY;
  const titled = entries.map((entry) => ({
    entry,
    title: entry.refusal ? REFUSED : isDivided ? titleOf(kind, entry.id) : null,
  }));
  const titles = new Set(titled.map(({ title }) => title));
  const isAny = titles.delete(REFUSED);
  return [...titles, ...(isAny ? [REFUSED] : [])].map((title) => ({
    title,
    entries: titled.filter((one) => one.title === title).map(({ entry }) => entry),
  }));
}

const REFUSED = 'Does not fit here';
