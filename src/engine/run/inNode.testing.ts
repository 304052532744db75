import { type OpenOptions, openBackend } from '../device/ladder';
import { folders } from './inNode';

/** Opens a backend in Node and makes it the current one. The caller closes it, or leaves it. */
export const openInNode = (forced: 'wasm' | 'cpu', options: Partial<OpenOptions> = {}) =>
  openBackend({ ...options, forced, wasmFiles: folders.wasm });

/** For `beforeAll` of tests that compute, on the backend that is quickest in Node. */
export const onWasm = () => openInNode('wasm');
