import type { Task } from '../../protocol/reading/task';
import { endingOf, type FileSource, nameOf } from '../bytes/fileSource';
import { adviceOn, type Content, contentOf } from '../bytes/magic';
import { pacer } from '../shared/pace';
import { isIdxFile } from './arrays/idx';
import { FORM_OF_TEXT, type Form, formOf, type OpenTable, tableOpener } from './formats';
import { type TextKind, textKindOf } from './tables/textKind';

/** A file and what it is: by its first bytes, else by its name. */
export interface Identified {
  readonly source: FileSource;
  /** Null: it is not read. */
  readonly form: Form | null;
  /** Whether only its contents say so, not its name. */
  readonly isByContent: boolean;
  /** Opens it if it is a table. */
  readonly openTable: OpenTable | null;
  /** What to do about it if it is of a kind that is known but not read. */
  readonly advice: string | null;
}

const SAMPLE = 16_384;
/** Of more files than this only those are looked into whose names say nothing. */
const MANY = 200;
/** The most files of one ending that are looked into; the others are taken for the same. */
const MOST_ALIKE = 20;

/** Files that tell about data and are none, whatever rows are in them. */
const ABOUT = /^(readme|licen[cs]e|copying|changelog|notice|citation|authors|requirements)\b/i;

/** Endings of separated values. */
const SEPARATED = ['csv', 'tsv', 'tab'];

const FORM_OF: Readonly<Partial<Record<Content, Form>>> = {
  parquet: 'parquet',
  npy: 'arrays',
  picture: 'pictures',
};

function decoded(head: Uint8Array): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le').decode(head);
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be').decode(head);
  return head.includes(0) ? null : new TextDecoder().decode(head);
}

const byName = (source: FileSource): Identified => ({
  ...{ source, form: formOf(source.path), isByContent: false, advice: null },
  openTable: tableOpener(endingOf(source.path)),
});

/** What a file is by its first bytes. */
async function byContent(source: FileSource): Promise<Identified> {
  const named = byName(source);
  const head = await source.bytes(0, SAMPLE);
  const as = (form: Form | null, openTable: OpenTable | null = null, advice = ''): Identified => ({
    ...{ source, form, openTable, advice: advice || null },
    isByContent: form !== named.form,
  });
  const content = contentOf(head);
  const form = FORM_OF[content];
  if (form) return as(form);
  if (content === 'unread') return as(null, null, adviceOn(head) ?? '');
  if (content === 'arrow') return as('tables', tableOpener('arrow'));
  if (content === 'zip' && named.form === 'tables') return as('tables', tableOpener('xlsx'));
  if (content === 'idx' && isIdxFile(head, source.size)) return as('arrays');
  if (content !== 'other' || (named.form !== null && named.form !== 'tables')) return named;
  const text = decoded(head);
  const kind = text === null ? null : textKindOf(text, head.length < SAMPLE);
  if (kind === null || ABOUT.test(nameOf(source.path))) return named;
  return isAsNamed(kind, endingOf(source.path)) ? named : as('tables', FORM_OF_TEXT[kind]);
}

/** Whether a text of this kind is what its ending says. */
const isAsNamed = (kind: TextKind, ending: string): boolean =>
  /json/.test(ending)
    ? kind === 'json' || kind === 'jsonLines'
    : SEPARATED.includes(ending) && (kind === 'delimited' || kind === 'libsvm');

/**
 * What each file is. Of a few files the contents count before the names; of many, only those are
 * looked into whose names say nothing, and of those with the same ending only some.
 */
export async function identified(
  sources: readonly FileSource[],
  task: Task,
): Promise<Identified[]> {
  const pace = pacer(task, 'Looking at files');
  const found = new Map<FileSource, Identified>();
  const isFew = sources.length <= MANY;
  const unnamed = new Map<string, FileSource[]>();
  let done = 0;
  for (const source of sources) {
    const known = formOf(source.path) !== null;
    if (isFew) found.set(source, await byContent(source));
    else if (known) found.set(source, byName(source));
    else
      unnamed.set(endingOf(source.path), [...(unnamed.get(endingOf(source.path)) ?? []), source]);
    if (++done > MANY) await pace(done, sources.length);
  }
  for (const alike of unnamed.values()) {
    const step = Math.max(1, alike.length / MOST_ALIKE);
    const looked: Identified[] = [];
    for (let at = 0; at < alike.length; at += step)
      looked.push(await byContent(alike[Math.floor(at)] as FileSource));
    const arePictures = looked.every(({ form }) => form === 'pictures');
    for (const source of alike)
      found.set(
        source,
        looked.find((one) => one.source === source) ?? {
          ...byName(source),
          ...(arePictures && { form: 'pictures', isByContent: true }),
        },
      );
  }
  return sources.map((source) => found.get(source) as Identified);
}
