import type { Report } from '../protocol/messages';
import { packed } from '../protocol/packed';
import { wasmFiles } from './device/wasmFiles';
import { Session } from './session/session';

/** Files of `public/` lie beside the page, one folder above the built worker. */
const root = new URL(import.meta.env.DEV ? import.meta.env.BASE_URL : '../', import.meta.url);

async function readFile(path: string): Promise<ArrayBuffer> {
  try {
    const response = await fetch(new URL(path, root));
    if (response.ok) return await response.arrayBuffer();
  } catch {
    // What browsers say here differs, and helps nobody.
  }
  throw new Error(
    `The data for this experiment could not be downloaded (${path}). Check your connection, then try again.`,
  );
}

/** The session of the training worker: its reports go to the page. */
export const session = new Session({
  wasmFiles,
  readFile,
  report(report: Report) {
    const { message, handedOver } = packed(report);
    postMessage(message, { transfer: handedOver });
  },
});
