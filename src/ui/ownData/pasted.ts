import { createStore } from 'zustand/vanilla';
import { FEWEST_PER_CLASS } from '../../files/shared/limits';
import { listed } from '../../files/shared/wording';
import type { GivenFile } from '../../protocol/reading/given';

/** Pictures pasted from the clipboard, which become a set once there are enough of two classes. */

interface PastedPicture {
  readonly label: string;
  readonly blob: Blob;
}

export interface PastedState {
  readonly pictures: readonly PastedPicture[];
  /** The class of what is pasted next. */
  readonly label: string;
}

export const pastedStore = createStore<PastedState>(() => ({ pictures: [], label: 'class 1' }));

export const setLabel = (label: string) => pastedStore.setState({ label });

/** Adds pictures to the class that is named now. */
export const addPasted = (blobs: readonly Blob[]) =>
  pastedStore.setState(({ pictures, label }) => ({
    pictures: [...pictures, ...blobs.map((blob) => ({ label: label.trim() || 'class 1', blob }))],
  }));

export const forgetPasted = () => pastedStore.setState({ pictures: [], label: 'class 1' });

/** How many pictures each class has, in the order in which the classes were named. */
export function countsOf({ pictures }: Pick<PastedState, 'pictures'>): [string, number][] {
  const counts = new Map<string, number>();
  for (const { label } of pictures) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts];
}

/** What is still missing before the pictures can be trained on, in a sentence; null: nothing. */
export function missingIn(state: Pick<PastedState, 'pictures'>): string | null {
  const counts = countsOf(state);
  const few = counts.filter(([, count]) => count < FEWEST_PER_CLASS);
  const wanted = few.map(([label, count]) => `${FEWEST_PER_CLASS - count} more of “${label}”`);
  if (counts.length < 2) wanted.push(`${FEWEST_PER_CLASS} of a second class, named below`);
  return wanted.length > 0
    ? `Still missing: ${listed(wanted)}. Paste them one after another.`
    : null;
}

/** The pictures as files in a folder for each class. A "/" in a class would be another folder. */
export const pastedFiles = ({ pictures }: Pick<PastedState, 'pictures'>): GivenFile[] =>
  pictures.map(({ label, blob }, i) => ({
    path: `pasted pictures/${label.replace(/[/\\]/g, '∕')}/${i + 1}.${blob.type.replace(/^image\/(x-)?/, '')}`,
    blob,
  }));

/** Whether what is pasted into this element is text to be written there. */
export const takesText = (element: EventTarget | null): boolean =>
  element instanceof HTMLElement &&
  (element.isContentEditable ||
    element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement &&
      !['button', 'checkbox', 'color', 'file', 'radio', 'range', 'submit'].includes(element.type)));
