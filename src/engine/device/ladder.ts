/**
 * Which TensorFlow.js backend a visitor's machine gets: the first rung of the ladder that can be
 * had. WebGPU and WebGL count only on hardware, because wasm beats software that imitates a GPU by
 * a factor of about thirty.
 */
import type { BackendName } from '../../protocol/device';
import { openCpu } from './cpu';
import type { Opened, OpenRung, WasmFiles } from './rung';
import { openWasm } from './wasm';
import { openWebgl } from './webgl';
import { openWebgpu } from './webgpu';

export type { WasmFiles } from './rung';

interface Rung {
  readonly name: BackendName;
  /** Its name in a sentence. */
  readonly label: string;
  /** "Training ..." */
  readonly phrase: string;
  readonly open: OpenRung;
}

const LADDER: readonly Rung[] = [
  { name: 'webgpu', label: 'WebGPU', phrase: 'on the GPU through WebGPU', open: openWebgpu },
  { name: 'webgl', label: 'WebGL', phrase: 'on the GPU through WebGL', open: openWebgl },
  {
    name: 'wasm',
    label: 'WebAssembly',
    phrase: 'on the processor through WebAssembly',
    open: openWasm,
  },
  { name: 'cpu', label: 'plain JavaScript', phrase: 'in plain JavaScript, slowly', open: openCpu },
];

export interface OpenOptions {
  /**
   * Try this rung first, on software too. If it can't be had, the rungs below it are tried, and
   * the reason says so.
   */
  readonly forced?: BackendName;
  /** Take software that imitates a GPU for one; a forced rung always may be software. */
  readonly allowSoftware?: boolean;
  readonly wasmFiles: WasmFiles;
  /** A line for the screen before each rung is tried. */
  readonly onProgress?: (message: string) => void;
  /** Looks at the rung in use; if it throws, the rung is closed and passed over for that reason. */
  readonly check?: () => Promise<void>;
  /** The device or context went away by itself, and every tensor with it: open again. */
  readonly onLost?: (message: string) => void;
  /** A GPU error TensorFlow.js would swallow: results can't be trusted from here on. */
  readonly onGpuError?: (message: string) => void;
}

/** The backend TensorFlow.js now uses. */
export interface OpenBackend extends Opened {
  readonly name: BackendName;
  /** One sentence for the screen: why this rung, what was passed over and why. */
  readonly reason: string;
}

/**
 * Opens a backend and makes it the current one; rungs that throw are passed over. Works in a page,
 * in a worker and in Node, and again after a loss or a `close`; tensors do not survive that. To change
 * backends, close the one you have first.
 * Throws, with the reasons of every rung, only if not even plain JavaScript loads.
 */
export async function openBackend(options: OpenOptions): Promise<OpenBackend> {
  const {
    forced,
    wasmFiles,
    onProgress,
    check,
    onLost = () => {},
    onGpuError = () => {},
  } = options;
  const chosen = LADDER.find(({ name }) => name === forced);
  const passedOver: string[] = [];
  for (const rung of LADDER.slice(chosen ? LADDER.indexOf(chosen) : 0)) {
    onProgress?.(`Trying to train ${rung.phrase}`);
    const allowSoftware = rung === chosen || options.allowSoftware === true;
    try {
      const opened = await rung.open({ allowSoftware, wasmFiles, onLost, onGpuError });
      await check?.().catch((error) => {
        opened.close();
        throw new Error(`${rung.label} was tried and ${messageOf(error)}`);
      });
      const phrase = opened.isSoftware ? imitated(rung) : rung.phrase;
      return { ...opened, name: rung.name, reason: reasonFor(phrase, chosen, passedOver) };
    } catch (error) {
      passedOver.push(messageOf(error));
    }
  }
  throw new Error(`Nothing to train on: ${passedOver.join('; ')}.`);
}

const imitated = ({ label }: Rung): string =>
  `through ${label} on software that imitates a GPU, slowly`;

function reasonFor(phrase: string, chosen: Rung | undefined, passedOver: string[]): string {
  const because = passedOver.length > 0 ? `, because ${passedOver.join(', and ')}` : '';
  if (!chosen) return `Training ${phrase}${because}.`;
  if (!because) return `Training ${phrase}, as chosen.`;
  return `${chosen.label} was chosen, but this trains ${phrase}${because}.`;
}

/** Emscripten and TensorFlow.js also throw strings and plain objects. */
function messageOf(error: unknown): string {
  if (typeof error === 'object' && error && 'message' in error) return String(error.message);
  return String(error);
}
