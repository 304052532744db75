import type { GivenFile } from '../../protocol/reading/given';
import type { Task } from '../../protocol/reading/task';
import { LIMITS } from '../shared/limits';
import { pacer } from '../shared/pace';
import { FileProblem } from '../shared/problem';
import { counted, listed } from '../shared/wording';
import { chunksOf, endingOf, type FileSource, fromBlob, isHidden } from './fileSource';
import { withoutGzip } from './inflate';
import { inPieces } from './inPieces';
import { contentOf, MAGIC_BYTES } from './magic';
import { filesInTar } from './tar';
import { filesInZip } from './zip';

/** Of more files than this only those with the ending of an archive are looked into. */
const MANY = 200;

const ARCHIVES = ['zip', 'gz', 'tgz', 'tar'];

/** A ZIP file that is one thing to its reader, not a folder of files. */
const isWholeZip = (path: string): boolean =>
  ['npz', 'xlsx', 'ods', 'docx', 'pptx', 'numbers'].includes(endingOf(path));

const isSheet = (files: readonly FileSource[]): boolean =>
  files.some(({ path }) => /\/(\[Content_Types\]\.xml|mimetype)$/.test(path));

const PART = 32 * 2 ** 20;

/** What a packed file unpacks to, at once. The browser may keep it on disk. */
async function unpackedWhole(source: FileSource, task: Task): Promise<FileSource> {
  const pace = pacer(task, `Unpacking ${source.path}`);
  const blobs: Blob[] = [];
  let parts: Uint8Array[] = [];
  let length = 0;
  let unpacked = 0;
  const close = () => {
    blobs.push(new Blob(parts as BlobPart[]));
    parts = [];
    length = 0;
  };
  for await (const part of chunksOf(source.stream())) {
    parts.push(part);
    length += part.length;
    unpacked += part.length;
    if (length >= PART) close();
    await pace(unpacked, 0);
  }
  close();
  return fromBlob(source.path, new Blob(blobs));
}

/** The files in an archive; any other file as it is. What it is goes by its first bytes. */
async function filesIn(source: FileSource, task: Task): Promise<FileSource[]> {
  const content = contentOf(await source.bytes(0, MAGIC_BYTES));
  const ending = endingOf(source.path);
  if (isWholeZip(source.path)) return [source];
  if (content === 'zip' || (ending === 'zip' && content === 'other')) {
    const files = await filesInZip(inPieces(source));
    return isSheet(files)
      ? [source]
      : files.map((file) => (endingOf(file.path) === 'gz' ? withoutGzip(file) : file));
  }
  if (content === 'tar') return filesInTar(inPieces(source));
  if (content !== 'gzip') return [withoutEnding(source)];
  const inner = withoutGzip(source);
  if (contentOf(await inner.bytes(0, MAGIC_BYTES)) !== 'tar') return [inner];
  return filesInTar(inPieces(await unpackedWhole(inner, task)));
}

/** Browsers unpack some downloads but leave their names: then ".gz" says nothing. */
const withoutEnding = (source: FileSource): FileSource =>
  endingOf(source.path) === 'gz' ? { ...source, path: source.path.replace(/\.gz$/i, '') } : source;

/**
 * All files given, with those in ZIP and tar files, without hidden ones; gzip files are unpacked.
 * @throws FileProblem
 */
export async function unpacked(given: readonly GivenFile[], task: Task): Promise<FileSource[]> {
  if (given.length > LIMITS.files)
    throw new FileProblem(
      `these are ${counted(given.length, 'file')}; at most ${counted(LIMITS.files, 'file')} can be read.`,
    );
  const sources: FileSource[] = [];
  for (const { path, blob } of given) {
    const clean = path.replace(/\\/g, '/').replace(/^\/+/, '');
    if (isHidden(clean)) continue;
    const source = fromBlob(clean, blob);
    const isLookedInto = given.length <= MANY || ARCHIVES.includes(endingOf(clean));
    if (isLookedInto) for (const file of await filesIn(source, task)) sources.push(file);
    else sources.push(source);
  }
  if (sources.length === 0)
    throw new FileProblem(
      given.length === 0
        ? 'there are no files.'
        : `there is nothing to read in ${listed(given.map(({ path }) => path))}.`,
    );
  return sources;
}
