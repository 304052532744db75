/**
 * Disjoint sets of the numbers below `count`, each alone at first (union-find with path halving).
 */
export class DisjointSets {
  readonly #parent: Int32Array;

  constructor(count: number) {
    this.#parent = Int32Array.from({ length: count }, (_, i) => i);
  }

  /** The least number of its set, which stands for the set. */
  of(item: number): number {
    const parent = this.#parent;
    let root = item;
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
