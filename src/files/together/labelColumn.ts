import type { Column } from '../../protocol/reading/preview';
import type { Findings } from '../shared/findings';
import { LIMITS } from '../shared/limits';
import { listed } from '../shared/wording';

const LABELS =
  /^(.*[ _-])?(label|labels|class|classes|category|target|species|breed|variety|type|kind|choice|diagnosis|dx|digit|intent|topic|genre|sentiment|emotion|y)([ _-]?(name|text))?$/i;

const NO_LABELS =
  /^(.*[ _-])?(id|index|annotator|lead[ _]time|created[ _]at|updated[ _]at|split|set)$/i;

/** Whether the values of a column repeat, as those of classes do. */
const repeats = ({ name, holds, distinct, filled, values }: Column): boolean =>
  !NO_LABELS.test(name) &&
  distinct >= 2 &&
  distinct <= LIMITS.classes &&
  distinct * 2 <= filled &&
  (holds === 'text' || values.every(([value]) => Number.isInteger(Number(value))));

/**
 * The column with the classes of things that lie in other files. The visitor may choose another,
 * and has to where several could be meant. Null: none has values that repeat.
 */
export function labelColumn(
  columns: readonly Column[],
  file: string,
  findings: Findings,
): Column | null {
  const possible = columns.filter(repeats);
  const [only] = possible;
  if (!only) return null;
  if (possible.length === 1) return only;
  const named = possible.filter(({ name }) => LABELS.test(name));
  const words = named.filter(({ holds }) => holds === 'text');
  const likely = named.length === 1 ? named[0] : words.length === 1 ? words[0] : null;
  const options = possible.map(
    ({ name, values }) =>
      [
        name,
        `${name}: ${listed(
          values.map(([value]) => value),
          3,
        )}`,
      ] as const,
  );
  const question = `The class is in this column of ${file}`;
  const chosen = findings.choose('label', question, options, likely?.name ?? null);
  return possible.find(({ name }) => name === chosen) ?? only;
}
