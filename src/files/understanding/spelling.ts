import type { Question } from '../../protocol/reading/preview';
import { counted } from '../shared/wording';

/** Labels without case, accents written apart, spaces and joining signs. */
const bare = (label: string): string =>
  label
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.]+/g, '');

/** A slip is rarer than what was meant by this factor. */
const RARER = 10;
const LONG_ENOUGH = 5;

/** Whether two words differ in one letter: another, one more, one less, or two exchanged. */
function isSlip(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1 || short === long) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return (
    short[at] === long[at + 1] &&
    short[at + 1] === long[at] &&
    short.slice(at + 2) === long.slice(at + 2)
  );
}

/** Which labels are perhaps one, each with the one it would become, and the question. */
export function spellingsIn(
  labels: readonly (readonly [label: string, count: number])[],
  answer: string | null,
): { readonly same: ReadonlyMap<string, string>; readonly question: Question } | null {
  const byCount = [...labels].sort(([, one], [, other]) => other - one);
  const usual = new Map<string, string>();
  const same = new Map<string, string>();
  for (const [label] of byCount) {
    // Numbers have no spelling: -1 is not 1.
    if (!/\p{L}/u.test(label)) continue;
    const key = bare(label);
    const known = usual.get(key);
    if (known === undefined) usual.set(key, label);
    else same.set(label, known);
  }
  const counts = new Map(labels);
  const words = [...usual].filter(([key]) => /^\p{L}+$/u.test(key) && key.length >= LONG_ENOUGH);
  // Of many classes only the rare ones can be slips, and each is held against the frequent ones.
  if (words.length <= 300)
    for (const [key, label] of words) {
      const rare = counts.get(label) ?? 0;
      const meant = words.find(
        ([other, one]) => (counts.get(one) ?? 0) >= RARER * rare && isSlip(key, other),
      );
      if (meant && !same.has(label)) same.set(label, meant[1]);
    }
  if (same.size === 0) return null;
  const [[slip, meant]] = [...same] as [[string, string]];
  const more = same.size > 1 ? `, and ${counted(same.size - 1, 'more label')} like it` : '';
  const apart = labels.length;
  return {
    same,
    question: {
      id: 'spelling',
      ask: `Is “${slip}” the same class as “${meant}”${more}?`,
      options: [
        {
          value: 'merge',
          words: 'the same class',
          outcome: counted(apart - same.size, 'class', 'classes'),
        },
        {
          value: 'apart',
          words: 'classes of their own',
          outcome: counted(apart, 'class', 'classes'),
        },
      ],
      answer: answer === 'merge' || answer === 'apart' ? answer : null,
    },
  };
}
