import type { Report } from '../protocol/messages';
import { wasmFiles } from './device/wasmFiles';
import { Session } from './session/session';

/** Files of `public/` lie beside the page, one folder above the built worker. */
const root = new URL(import.meta.env.DEV ? import.meta.env.BASE_URL : '../', import.meta.url);

async function readFile(path: string): Promise<ArrayBuffer> {
  const response = await fetch(new URL(path, root));
  if (!response.ok) throw new Error(`The file ${path} could not be read (${response.status}).`);
  return response.arrayBuffer();
}

/** The session of the training worker: its reports go to the page. */
export const session = new Session({
  wasmFiles,
  readFile,
  report: (report: Report) => postMessage(report),
});
