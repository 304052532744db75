import type { Task } from '../../../protocol/reading/task';
import { type FileSource, wholeOf } from '../../bytes/fileSource';
import type { Findings } from '../../shared/findings';
import type { LeftOuts } from '../../shared/leftOut';
import { LIMITS } from '../../shared/limits';
import { pacer } from '../../shared/pace';
import { FileProblem } from '../../shared/problem';
import { type Side, sideOfFolder } from '../../shared/side';
import { counted, thousands } from '../../shared/wording';
import { classesInNames } from './classInName';
import type { LabelledPicture } from './picture';
import { HEAD_BYTES, pictureHead } from './pictureHead';

/** A picture from the bytes of its file. Its type and size are checked before it is decoded. */
export const pictureFrom = (
  name: string,
  label: string,
  side: Side | null,
  read: () => Promise<Uint8Array> | Uint8Array,
): LabelledPicture => ({
  name,
  label,
  side,
  async pixels(decode, longest) {
    const bytes = await read();
    const head = pictureHead(bytes);
    if (!head) throw new FileProblem('this is no picture that browsers show.', { file: name });
    const { width = 1, height = 1 } = head.size ?? {};
    if (width * height > LIMITS.picturePixels)
      throw new FileProblem(`${thousands(width)} by ${thousands(height)} pixels are too many.`, {
        file: name,
        leftOutAs: `pictures of over ${LIMITS.picturePixels / 1e6} million pixels`,
      });
    return decode(bytes, longest);
  },
});

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

/**
 * Pictures whose folder is their class: the path below the folders that all share. If there are
 * folders "train" and "test", they are the data's own split and no part of the class. If that
 * leaves one class only, it is looked for in the names of the files. Nothing is read yet.
 *
 * @throws FileProblem when there is one class only
 */
export function picturesIn(sources: readonly FileSource[], findings: Findings): LabelledPicture[] {
  const { leftOut } = findings;
  const folders = sources.map(({ path }) => path.split('/').slice(0, -1));
  const shared = sharedDepth(folders);
  const below = folders.map((path) => path.slice(shared));
  const atSide = sideDepth(below);
  const inFolders = below.map((parts) => parts.filter((_, depth) => depth !== atSide).join('/'));
  const isOneFolder = new Set(inFolders).size === 1;
  const paths = sources.map(({ path }) => path);
  const inNames = isOneFolder ? classesInNames(paths, findings) : null;
  const pictures: LabelledPicture[] = [];
  sources.forEach((source, i) => {
    const label = inNames ? inNames[i] : inFolders[i];
    const side = atSide < 0 ? null : sideOfFolder(below[i]?.[atSide] as string);
    if (source.size === 0) leftOut.add('empty files', source.path);
    else if (source.size > LIMITS.pictureBytes) leftOut.add('files over 64 MB', source.path);
    else if (typeof label !== 'string')
      leftOut.add('pictures without a class in their names', source.path);
    else if (label === '' && !isOneFolder)
      leftOut.add('pictures outside the folders of classes', source.path);
    else pictures.push(pictureFrom(source.path, label, side, () => wholeOf(source)));
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

export interface SizesSeen {
  /** Most frequent first. */
  readonly sizes: { width: number; height: number; count: number }[];
  /** How many pictures were looked at. */
  readonly looked: number;
}

const MOST_LOOKED_AT = 2000;

/**
 * Sizes of the pictures, from their first bytes. Of over 2,000 pictures some, evenly spaced, are
 * read.
 */
export async function sizesIn(
  sources: readonly FileSource[],
  task: Task,
  leftOut: LeftOuts,
): Promise<SizesSeen> {
  const pace = pacer(task, 'Looking at pictures');
  const step = Math.max(1, sources.length / MOST_LOOKED_AT);
  const counts = new Map<string, { width: number; height: number; count: number }>();
  let looked = 0;
  for (let at = 0; at < sources.length; at += step) {
    const source = sources[Math.floor(at)] as FileSource;
    if (source.size > 0) {
      const bytes = await source.bytes(0, HEAD_BYTES).catch(() => new Uint8Array());
      const head = pictureHead(bytes);
      if (!head) leftOut.add('pictures that can’t be read', source.path);
      else if (head.size) {
        const key = `${head.size.width} ${head.size.height}`;
        const before = counts.get(key) ?? { ...head.size, count: 0 };
        counts.set(key, { ...before, count: before.count + 1 });
      }
    }
    looked++;
    await pace(Math.floor(at) + 1, sources.length);
  }
  return { sizes: [...counts.values()].sort((a, b) => b.count - a.count), looked };
}
