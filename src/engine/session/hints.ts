import type { BackendName } from '../../protocol/device';

/** Advice beside a failure that a GPU may have caused, for the visitor. */
export const WASM_HINT = 'Add &backend=wasm to the address to train without the GPU.';

/** Advice beside a failure on this backend; null: none was open. */
export const hintFor = (backend: BackendName | null): string =>
  backend?.startsWith('webg') ? `Try again. ${WASM_HINT}` : 'Try again.';
