import type { KeyValueStore } from './browserStore';

/**
 * A store in memory, which copies values on their way in and out as IndexedDB does. `room`: bytes
 * it says it has; `fails`: what it throws when something is written.
 */
export function memoryStore(
  room: number | null = null,
  fails?: DOMException,
): KeyValueStore & { size(): number } {
  const values = new Map<string, unknown>();
  return {
    get: async (key) => structuredClone(values.get(key)),
    async setMany(entries) {
      if (fails) throw fails;
      for (const [key, value] of entries) values.set(key, structuredClone(value));
    },
    async delMany(keys) {
      for (const key of keys) values.delete(key);
    },
    room: async () => room,
    size: () => values.size,
  };
}
