import { createStore } from 'zustand/vanilla';

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
