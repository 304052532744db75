import { lookOf, wishOf } from '../files/shared/look';
import type { GivenFile } from '../protocol/reading/given';
import type { Choices, Look } from '../protocol/reading/look';
import type { Preview, Question } from '../protocol/reading/preview';
import { usualWish } from '../protocol/reading/wish';
import { bringData, previewOf } from '../state/bringing';
import type { ScriptFiles } from './pushpull';

/** Says that a question has to be answered before the files can be used. */
export class UndecidedError extends Error {
  override readonly name = 'UndecidedError';
  readonly questions: readonly Question[];

  constructor(questions: readonly Question[]) {
    const [first] = questions as [Question];
    const answers = first.options.map(({ value, words }) => `${value} (${words})`).join(', ');
    super(`${first.ask} Answer with answers.${first.id}: ${answers}.`);
    this.questions = questions;
  }
}

/** @throws RangeError for what is no file */
function givenOf(files: ScriptFiles): GivenFile[] {
  if (Symbol.iterator in files)
    return Array.from(files as Iterable<File>, (file) => ({
      path: file.webkitRelativePath || file.name,
      blob: file,
    }));
  return Object.entries(files).map(([path, contents]) => {
    if (typeof contents !== 'string' && !(contents instanceof Blob))
      throw new RangeError(`“${path}” is neither a text nor a Blob.`);
    return { path, blob: typeof contents === 'string' ? new Blob([contents]) : contents };
  });
}

const looked = async (files: readonly GivenFile[], choices: Choices): Promise<Preview> =>
  previewOf({ from: 'files', files }, wishOf(choices, usualWish));

export const look = async (files: ScriptFiles, choices: Choices = {}): Promise<Look> =>
  lookOf(await looked(givenOf(files), choices));

export async function bring(files: ScriptFiles, choices: Choices = {}): Promise<Look> {
  const given = givenOf(files);
  const preview = await looked(given, choices);
  const open = preview.questions.filter(({ answer }) => answer === null);
  if (open.length > 0) throw new UndecidedError(open);
  if (preview.problem !== null) throw new Error(preview.problem);
  const wish = wishOf(choices, usualWish);
  await bringData({ from: 'files', files: given }, wish, preview);
  return lookOf(preview);
}
