import { lookOf, wishOf } from '../files/shared/look';
import type { GivenFile } from '../protocol/reading/given';
import type { Choices, Look } from '../protocol/reading/look';
import type { Choice, Preview, Question } from '../protocol/reading/preview';
import { usualWish } from '../protocol/reading/wish';
import { bringData, previewOf } from '../state/bringing';
import type { ScriptFiles } from './pushpull';

type Open = Pick<Preview, 'questions' | 'choices'>;

const inWords = (options: readonly (readonly [value: string, words: string])[]): string =>
  options.map(([value, words]) => `${value} (${words})`).join(', ');

/** The first thing to decide, and how. What the files are comes before what is in them. */
function firstOf({ questions, choices }: Open): string {
  const [choice] = choices;
  if (choice)
    return `${choice.question}: choose with choices.${choice.id}: ${inWords(choice.options)}.`;
  const { ask, id, options } = questions[0] as Question;
  const answers = options.map(({ value, words }) => [value, words] as const);
  return `${ask} Answer with answers.${id}: ${inWords(answers)}.`;
}

/** Says what has to be decided before the files can be used. */
export class UndecidedError extends Error {
  override readonly name = 'UndecidedError';
  readonly questions: readonly Question[];
  readonly choices: readonly Choice[];

  constructor(open: Open) {
    super(firstOf(open));
    this.questions = open.questions;
    this.choices = open.choices;
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
  const open = {
    questions: preview.questions.filter(({ answer }) => answer === null),
    choices: preview.choices.filter(({ chosen }) => chosen === null),
  };
  if (open.questions.length + open.choices.length > 0) throw new UndecidedError(open);
  if (preview.problem !== null) throw new Error(preview.problem);
  const wish = wishOf(choices, usualWish);
  await bringData({ from: 'files', files: given }, wish, preview);
  return lookOf(preview);
}
