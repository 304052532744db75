import { type FileSource, wholeOf } from '../../bytes/fileSource';
import type { Findings } from '../../shared/findings';
import { LIMITS } from '../../shared/limits';
import { FileProblem } from '../../shared/problem';
import { sideOfFolder } from '../../shared/side';
import { counted } from '../../shared/wording';
import { classesInNames } from './classInName';
import type { LabelledPicture } from './picture';
import { pictureFrom } from './pictureFile';

/** How many folders all paths have in common at their start. */
function sharedDepth(folders: readonly (readonly string[])[]): number {
  const [first = []] = folders;
  let depth = 0;
  while (depth < first.length && folders.every((path) => path[depth] === first[depth])) depth++;
  return depth;
}

/** The depth at which every path has a folder named after a side, and both sides occur; else -1. */
function sideDepth(folders: readonly (readonly string[])[]): number {
  const least = folders.reduce((least, { length }) => Math.min(least, length), 3);
  for (let depth = 0; depth < least; depth++) {
    const sides = new Set(folders.map((path) => sideOfFolder(path[depth] as string)));
    if (sides.size === 2 && !sides.has(null)) return depth;
  }
  return -1;
}

/** The classes of pictures as a table names them, and what was found out about that. */
export interface NamedInTable {
  /** By the places of the pictures; null for one without a class. */
  readonly labels: readonly (string | null)[];
  /** "labels.csv" */
  readonly files: string;
  readonly findings: Findings;
}

/** Teachable Machine calls the samples of a class "Cat-samples". */
const plainNames = (folders: readonly string[]): readonly string[] =>
  folders.every((name) => name.endsWith('-samples'))
    ? folders.map((name) => name.slice(0, -'-samples'.length))
    : folders;

interface FoundClasses {
  /** By the places of the pictures; null for one without a class. */
  readonly labels: readonly (string | null)[];
  /** As what a picture without a class is left out; null: that is told already. */
  readonly without: string | null;
}

/**
 * Where the classes are: in a table beside the pictures, in their folders, or else in the names of
 * their files. If folders and table say different things, the visitor has to say which are meant.
 */
function classesFrom(
  inFolders: readonly string[],
  sources: readonly FileSource[],
  table: NamedInTable | null,
  findings: Findings,
): FoundClasses {
  const isOneFolder = new Set(inFolders).size === 1;
  const named = table?.labels.flatMap((label, i) => (label === null ? [] : [i])) ?? [];
  const agree = named.filter(
    (i) => inFolders[i]?.toLowerCase() === table?.labels[i]?.toLowerCase(),
  );
  if (table && (isOneFolder || agree.length < 0.95 * named.length)) {
    const options = [
      ['table', `what ${table.files} says`],
      ['folders', 'the folder it lies in'],
    ] as const;
    const question = 'The class of a picture is';
    const chosen = isOneFolder ? 'table' : findings.choose('classes', question, options, null);
    if (chosen !== 'folders') {
      findings.join(table.findings);
      return { labels: table.labels, without: null };
    }
  }
  const paths = sources.map(({ path }) => path);
  const inNames = isOneFolder ? classesInNames(paths, findings) : null;
  if (inNames) return { labels: inNames, without: 'pictures without a class in their names' };
  if (isOneFolder) return { labels: inFolders, without: null };
  const labels = inFolders.map((label) => (label === '' ? null : label));
  return { labels, without: 'pictures outside the folders of classes' };
}

/**
 * Pictures whose folder is their class: the path below the folders that all share. If there are
 * folders "train" and "test", they are the data's own split and no part of the class. A table may
 * name the classes instead; if all lie in one folder, so may the names of the files. Nothing is
 * read yet.
 *
 * @throws FileProblem when there is one class only
 */
export function picturesIn(
  sources: readonly FileSource[],
  findings: Findings,
  table: NamedInTable | null = null,
): LabelledPicture[] {
  const { leftOut } = findings;
  const folders = sources.map(({ path }) => path.split('/').slice(0, -1));
  const shared = sharedDepth(folders);
  const below = folders.map((path) => path.slice(shared));
  const atSide = sideDepth(below);
  const inFolders = plainNames(
    below.map((parts) => parts.filter((_, depth) => depth !== atSide).join('/')),
  );
  const { labels, without } = classesFrom(inFolders, sources, table, findings);
  const pictures: LabelledPicture[] = [];
  sources.forEach((source, i) => {
    const label = labels[i] ?? null;
    const side = atSide < 0 ? null : sideOfFolder(below[i]?.[atSide] as string);
    if (source.size === 0) leftOut.add('empty files', source.path);
    else if (source.size > LIMITS.pictureBytes) leftOut.add('files over 64 MB', source.path);
    else if (label !== null)
      pictures.push(pictureFrom(source.path, label, side, () => wholeOf(source)));
    else if (without !== null) leftOut.add(without, source.path);
  });
  refuseNone(sources, pictures);
  return pictures;
}

/** @throws FileProblem when no picture is left, or all are of one class */
function refuseNone(sources: readonly FileSource[], pictures: readonly LabelledPicture[]): void {
  const [only] = sources;
  if (pictures.length === 0 && only && sources.length === 1)
    throw new FileProblem(
      only.size === 0 ? 'this file is empty.' : 'this picture is too large to be read.',
      { file: only.path },
    );
  if (pictures.length === 0)
    throw new FileProblem(`none of ${counted(sources.length, 'picture')} can be read.`);
  if (new Set(pictures.map(({ label }) => label)).size === 1)
    throw new FileProblem(
      `${counted(pictures.length, 'picture')} lie in one folder, and so are of one class; put those of each class into a folder of their own, two at least. A class in each name, as in cat.1.png and dog.1.png, or a table of names and classes beside the pictures will do as well.`,
    );
}
