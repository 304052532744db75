/** Advice beside a failure, for the visitor. */
export const WASM_HINT = 'Add &backend=wasm to the address to train without the GPU.';
