/** Sets that grow together: which of `count` things belong to one another. */
export class DisjointSets {
  readonly #parent: Int32Array;

  constructor(count: number) {
    this.#parent = Int32Array.from({ length: count }, (_, i) => i);
  }

  /** One thing of the group, the same for all of it. */
  of(thing: number): number {
    const parent = this.#parent;
    let root = thing;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root] as number] as number;
      root = parent[root] as number;
    }
    return root;
  }

  join(one: number, other: number): void {
    const a = this.of(one);
    const b = this.of(other);
    this.#parent[Math.max(a, b)] = Math.min(a, b);
  }
}
