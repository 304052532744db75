import { readFile } from 'node:fs/promises';
import { AwaitedRun } from './awaited';

/** Where Node finds what the page fetches: folders that end in a slash. */
export interface Folders {
  readonly public: string;
  readonly wasm: string;
}

export const folders: Folders = {
  public: `${process.cwd()}/public/`,
  wasm: `${process.cwd()}/node_modules/@tensorflow/tfjs-backend-wasm/dist/`,
};

/** Reads a file of `public/`, in a buffer of its own. */
export const readPublic = async (path: string): Promise<ArrayBuffer> =>
  new Uint8Array(await readFile(folders.public + path)).buffer;

/** A session without a page. */
export class NodeRun extends AwaitedRun {
  constructor(readFile = readPublic) {
    super({ wasmFiles: folders.wasm, readFile });
  }
}
