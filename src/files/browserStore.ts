import type { UseStore } from 'idb-keyval';

/** A store of values by key, as IndexedDB is. Tests have one in memory. */
export interface KeyValueStore {
  get(key: string): Promise<unknown>;
  /** Writes all entries or none. */
  setMany(entries: [key: string, value: unknown][]): Promise<void>;
  delMany(keys: string[]): Promise<void>;
  /** Bytes this page may still store; null if the browser doesn't tell. */
  room(): Promise<number | null>;
}

let store: UseStore | undefined;

async function library() {
  const { createStore, ...functions } = await import('idb-keyval');
  store ??= createStore('pushpull-files', 'files');
  return { ...functions, store };
}

/** IndexedDB of this page. */
export const browserStore: KeyValueStore = {
  async get(key) {
    const { get, store } = await library();
    return get(key, store);
  },
  async setMany(entries) {
    const { setMany, store } = await library();
    return setMany(entries, store);
  },
  async delMany(keys) {
    const { delMany, store } = await library();
    return delMany(keys, store);
  },
  async room() {
    const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
    return quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
  },
};
