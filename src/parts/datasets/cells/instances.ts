/** Pixels whose vectors have a cosine above this count as of one instance. */
export const SAME = 0.6;

/**
 * Greedy grouping of unit rows by cosine: the item with most free neighbours above `SAME` takes
 * them, and then every free item that near their mean; until none is free. The instance of each
 * item, counted from 0 in the order found, [items]. Rows that are not numbers stand alone. Items
 * that are all alike are one instance.
 */
export function instancesOf(
  embeddings: Float32Array,
  d: number,
  items: readonly number[],
): Int32Array {
  const n = items.length;
  const rows = new Float32Array(n * d);
  items.forEach((item, place) => {
    rows.set(embeddings.subarray(item * d, (item + 1) * d), place * d);
  });
  const isNear = new Uint8Array(n * n);
  const neighbours = new Int32Array(n);
  const dot = (a: number, other: Float32Array, b: number) => {
    let sum = 0;
    for (let i = 0; i < d; i++) sum += (rows[a * d + i] as number) * (other[b * d + i] as number);
    return sum;
  };
  for (let a = 0; a < n; a++)
    for (let b = 0; b <= a; b++)
      if (dot(a, rows, b) > SAME) {
        isNear[a * n + b] = isNear[b * n + a] = 1;
        neighbours[a] = (neighbours[a] as number) + 1;
        if (a !== b) neighbours[b] = (neighbours[b] as number) + 1;
      }
  const result = new Int32Array(n).fill(-1);
  const free = new Set(items.keys());
  for (let instance = 0; free.size > 0; instance++) {
    let seed = -1;
    for (const one of free)
      if (seed < 0 || (neighbours[one] as number) > (neighbours[seed] as number)) seed = one;
    const middle = new Float32Array(d);
    for (const one of free)
      if (isNear[seed * n + one])
        for (let i = 0; i < d; i++)
          middle[i] = (middle[i] as number) + (rows[one * d + i] as number);
    const length = Math.sqrt(middle.reduce((sum, value) => sum + value * value, 0)) + 1e-9;
    const taken = [...free].filter((one) => one === seed || dot(one, middle, 0) / length > SAME);
    for (const one of taken) {
      result[one] = instance;
      free.delete(one);
      for (let other = 0; other < n; other++)
        if (isNear[one * n + other]) neighbours[other] = (neighbours[other] as number) - 1;
    }
  }
  return result;
}
