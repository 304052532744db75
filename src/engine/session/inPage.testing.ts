import { wasmFiles } from '../device/wasmFiles';
import { AwaitedRun } from '../run/awaited';

/** A session in the page itself, so that a test can reach its device. */
export const pageRun = () =>
  new AwaitedRun({
    wasmFiles,
    readFile: async (path) => (await fetch(`/${path}`)).arrayBuffer(),
  });
