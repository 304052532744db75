import type { Data } from '../../parts/data';
import type { BackendName } from '../../protocol/device';
import type { Experiment } from '../../recipe/recipe';
import { openFastest, type TimedBackend } from './fastest';
import { type OpenBackend, type OpenOptions, openBackend, type WasmFiles } from './ladder';
import { selfTest } from './selfTest';

interface Listeners {
  readonly wasmFiles: WasmFiles;
  /** A line for the screen while a backend is being opened. */
  readonly onProgress: (doing: string) => void;
  /** The device went away; `lost` says why. */
  readonly onLost: () => void;
}

/** The backend of a session, and what went wrong with it since it was opened. */
export class BackendInUse {
  /** The one that is wanted; null: the one that is fastest. */
  forced: BackendName | null = null;
  /** Why the device is gone, until another is there. */
  lost: string | null = null;
  private refused: string | null = null;
  private backend: TimedBackend | null = null;
  private readonly listeners: Listeners;

  constructor(listeners: Listeners) {
    this.listeners = listeners;
  }

  /** How a backend is to be opened; what went wrong with the one before is forgotten. */
  private opening(): OpenOptions {
    const { forced } = this;
    const { wasmFiles, onProgress, onLost } = this.listeners;
    this.lost = null;
    this.refused = null;
    return {
      ...(forced ? { forced } : {}),
      wasmFiles,
      check: selfTest,
      onProgress,
      onLost: (message) => {
        this.lost = message;
        onLost();
      },
      onGpuError: (message) => {
        this.refused ??= message;
      },
    };
  }

  /** The backend that suits an experiment: the one in use, unless it was chosen by the time of steps. */
  async suit(data: Data, experiment: Experiment): Promise<OpenBackend> {
    if (this.backend && !this.backend.isTimed) return this.backend;
    this.close();
    this.backend = await openFastest(this.opening(), data, experiment);
    return this.backend;
  }

  /** Another in the place of one whose device is lost. */
  async replace(): Promise<OpenBackend> {
    this.backend = { ...(await openBackend(this.opening())), isTimed: false };
    return this.backend;
  }

  /** The first computation that the GPU refused, told once; null: none. */
  takeRefusal(): string | null {
    const { refused } = this;
    this.refused = null;
    return refused;
  }

  close() {
    this.backend?.close();
    this.backend = null;
  }
}
