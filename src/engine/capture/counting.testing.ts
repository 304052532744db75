/** Calls `count` whenever `name` is called on `target`; returns what undoes it. */
export function counting<T extends object>(target: T, name: keyof T & string, count: () => void) {
  const own = Object.getOwnPropertyDescriptor(target, name);
  const original = target[name] as (...args: unknown[]) => unknown;
  Object.defineProperty(target, name, {
    configurable: true,
    value(this: unknown, ...args: unknown[]) {
      count();
      return original.apply(this, args);
    },
  });
  return () => {
    if (own) Object.defineProperty(target, name, own);
    else delete (target as Record<string, unknown>)[name];
  };
}
