/**
 * Which TensorFlow.js backend a visitor's machine gets: the first rung of the ladder that can be
 * had. WebGPU and WebGL count only on hardware, because wasm beats software that imitates a GPU by
 * a factor of about thirty.
 */
import { openCpu } from './cpu.ts';
import type { BackendName, Opened, OpenRung, WasmFiles } from './rung.ts';
import { openWasm } from './wasm.ts';
import { openWebgl } from './webgl.ts';
import { openWebgpu } from './webgpu.ts';

export type { BackendName, WasmFiles } from './rung.ts';

interface Rung {
  readonly name: BackendName;
  /** "Training ..." */
  readonly phrase: string;
  readonly open: OpenRung;
}

const LADDER: readonly Rung[] = [
  { name: 'webgpu', phrase: 'on the GPU through WebGPU', open: openWebgpu },
  { name: 'webgl', phrase: 'on the GPU through WebGL', open: openWebgl },
  { name: 'wasm', phrase: 'on the processor through WebAssembly', open: openWasm },
  { name: 'cpu', phrase: 'in plain JavaScript, slowly', open: openCpu },
];

export interface OpenOptions {
  /**
   * Try this rung first, on software too. If it can't be had, the rungs below it are tried, and
   * the reason says so.
   */
  readonly forced?: BackendName;
  readonly wasmFiles: WasmFiles;
  /** A line for the screen before each rung is tried. */
  readonly onProgress?: (message: string) => void;
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
 * in a worker and in Node, and again after a loss or a `close`; tensors do not survive that.
 * Throws, with the reasons of every rung, only if not even plain JavaScript loads.
 */
export async function openBackend(options: OpenOptions): Promise<OpenBackend> {
  const { forced, wasmFiles, onProgress, onLost = () => {}, onGpuError = () => {} } = options;
  const start = forced ? LADDER.findIndex(({ name }) => name === forced) : 0;
  const passedOver: string[] = [];
  for (const { name, phrase, open } of LADDER.slice(start)) {
    onProgress?.(`Trying to train ${phrase}`);
    const allowSoftware = name === forced;
    try {
      const opened = await open({ allowSoftware, wasmFiles, onLost, onGpuError });
      return { ...opened, name, reason: reasonFor(phrase, name === forced, passedOver) };
    } catch (error) {
      passedOver.push(messageOf(error));
    }
  }
  throw new Error(`Nothing to train on: ${passedOver.join('; ')}.`);
}

function reasonFor(phrase: string, chosen: boolean, passedOver: readonly string[]): string {
  if (chosen) return `Training ${phrase}, as chosen.`;
  if (passedOver.length === 0) return `Training ${phrase}.`;
  return `Training ${phrase}, because ${passedOver.join(', and ')}.`;
}

/** Emscripten and TensorFlow.js also throw strings and plain objects. */
function messageOf(error: unknown): string {
  if (typeof error === 'object' && error && 'message' in error) return String(error.message);
  return String(error);
}
