import type { Findings } from '../../shared/findings';
import { sideOfName } from '../../shared/side';
import type { LabelledArray } from './labelledArray';

/** The name of an array without what says its side: "x_train" and "x_test" are both "x". */
const sideless = ({ items }: LabelledArray): string =>
  items.name
    .toLowerCase()
    .replace(/\.npy$/, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && sideOfName(word) === null)
    .join(' ');

const ALL = 'all';

/**
 * Of several arrays that could be the items, the one that the visitor means: they have to say,
 * unless the names differ in numbers alone, as those of parts do.
 */
export function chosenItems(found: readonly LabelledArray[], findings: Findings): LabelledArray[] {
  const names = [...new Set(found.map(sideless))];
  const isOnePerSide = new Set(found.map(({ side }) => side)).size === found.length;
  if (names.length < 2 || isOnePerSide) return [...found];
  const each = (name: string) => found.filter((one) => sideless(one) === name);
  const options: (readonly [string, string])[] = names.map((name) => {
    const [first] = each(name) as [LabelledArray];
    return [name, `${first.items.name}, [${first.items.shape.join(', ')}]`];
  });
  const shapes = new Set(found.map(({ items }) => items.shape.slice(1).join()));
  const parts = new Set(names.map((name) => name.replace(/\d+/g, '')));
  if (shapes.size === 1) options.push([ALL, 'all of them, put together']);
  const likely = shapes.size === 1 && parts.size === 1 ? ALL : null;
  const chosen = findings.choose('items', 'The items are in', options, likely);
  if (chosen === ALL) return [...found];
  const taken = each(chosen ?? (names[0] as string));
  for (const one of found)
    if (chosen !== null && !taken.includes(one))
      findings.leftOut.add('arrays that were not chosen', one.items.name);
  return taken;
}
