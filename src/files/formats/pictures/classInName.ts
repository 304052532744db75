import { nameOf } from '../../bytes/fileSource';
import type { Findings } from '../../shared/findings';
import { FEWEST_PER_CLASS } from '../../shared/limits';
import { listed } from '../../shared/wording';

/** Where in the name of a file its class may stand: "cat" in cat.12.png, or in 12_cat.png. */
type Place = 'before' | 'after';

const RULES: Readonly<Record<Place, RegExp>> = {
  before: /^(.*?[^\s._()-])(?:[\s._-]+|(?<=\D))\(?\d+\)?$/,
  after: /^\d+[\s._-]+(.*\D.*)$/,
};

/** What cameras, scanners and programs call pictures of anything. */
const OF_ANYTHING =
  /^(img|image|images|dsc\w?|pic|picture|photo|frame|scan|screen ?shot|whatsapp image|pxl|mvimg|file|page|untitled|unnamed|download|sample|item|data|train|test|val|valid|id)$/i;

const classAt = (path: string, place: Place): string | null => {
  const name = nameOf(path).replace(/\.[^.]+$/, '');
  const found = RULES[place].exec(name)?.[1] ?? null;
  return found === null || OF_ANYTHING.test(found.replace(/[\s._-]+$/, '')) ? null : found;
};

/** The names of the classes, if most pictures are of one of two large enough classes or more. */
function classesAt(paths: readonly string[], place: Place): string[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const label = classAt(path, place);
    if (label !== null) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  const enough = [...counts].filter(([, count]) => count >= FEWEST_PER_CLASS);
  const covered = enough.reduce((sum, [, count]) => sum + count, 0);
  return enough.length >= 2 && covered * 2 > paths.length ? enough.map(([name]) => name) : [];
}

/**
 * The class of each picture by the name of its file, as in cat.12.png; null for one without; null
 * for all if their names hold none. The visitor is told, or asked where there are two ways.
 */
export function classesInNames(
  paths: readonly string[],
  findings: Findings,
): readonly (string | null)[] | null {
  const ways = (['before', 'after'] as const)
    .map((place) => ({ place, classes: classesAt(paths, place) }))
    .filter(({ classes }) => classes.length > 0);
  const [only] = ways;
  if (!only) return null;
  const place =
    ways.length === 1
      ? only.place
      : findings.choose(
          'classInName',
          'The class is in the name of the file',
          ways.map(
            ({ place, classes }) =>
              [place, `${place} the number: ${listed(classes.toSorted(), 3)}`] as const,
          ),
          null,
        );
  const labels = paths.map((path) => classAt(path, place ?? only.place));
  const example = labels.findIndex((label) => label !== null);
  findings.note(
    `the class of each picture is what stands ${place ?? only.place} the number in its name, as “${labels[example]}” in ${nameOf(paths[example] ?? '')}.`,
  );
  return labels;
}
