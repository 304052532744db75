type RowValues = Float32Array | Float64Array;

/** Rows and columns computed at once: nine sums and six factors stay in registers. */
const BLOCK = 3;

/**
 * Dot product of every row of `a` with every row of `b`, [n, m]. Equal rows give equal products to
 * the last bit, whichever block they fall into, so ties stay ties. `a === b`: half is mirrored.
 */
export function similarities(a: RowValues, b: RowValues, d: number): Float64Array {
  const [n, m] = [a.length / d, b.length / d];
  const rows = a instanceof Float64Array ? a : new Float64Array(a);
  const columns = a === b ? rows : b instanceof Float64Array ? b : new Float64Array(b);
  const result = new Float64Array(n * m);
  if (n < BLOCK || m < BLOCK) {
    for (let i = 0; i < n; i++)
      for (let j = 0; j < m; j++)
        for (let k = 0; k < d; k++)
          result[i * m + j] =
            (result[i * m + j] as number) +
            (rows[i * d + k] as number) * (columns[j * d + k] as number);
    return result;
  }
  // A last block that does not fit starts earlier and computes some products again.
  for (let i = 0; i < n; i += BLOCK)
    for (let j = a === b ? i : 0; j < m; j += BLOCK)
      multiply(rows, columns, Math.min(i, n - BLOCK), Math.min(j, m - BLOCK), d, m, result);
  return result;
}

/** Products of three rows of `a` from the i-th on with three of `b` from the j-th on. */
function multiply(
  a: Float64Array,
  b: Float64Array,
  i: number,
  j: number,
  d: number,
  m: number,
  result: Float64Array,
) {
  const row0 = i * d;
  const row1 = row0 + d;
  const row2 = row1 + d;
  const column0 = j * d;
  const column1 = column0 + d;
  const column2 = column1 + d;
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s20 = 0;
  let s21 = 0;
  let s22 = 0;
  for (let k = 0; k < d; k++) {
    const a0 = a[row0 + k] as number;
    const a1 = a[row1 + k] as number;
    const a2 = a[row2 + k] as number;
    const b0 = b[column0 + k] as number;
    const b1 = b[column1 + k] as number;
    const b2 = b[column2 + k] as number;
    s00 += a0 * b0;
    s01 += a0 * b1;
    s02 += a0 * b2;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s12 += a1 * b2;
    s20 += a2 * b0;
    s21 += a2 * b1;
    s22 += a2 * b2;
  }
  store(result, i * m + j, s00, s01, s02);
  store(result, (i + 1) * m + j, s10, s11, s12);
  store(result, (i + 2) * m + j, s20, s21, s22);
  if (a !== b) return;
  store(result, j * m + i, s00, s10, s20);
  store(result, (j + 1) * m + i, s01, s11, s21);
  store(result, (j + 2) * m + i, s02, s12, s22);
}

function store(result: Float64Array, at: number, x: number, y: number, z: number) {
  result[at] = x;
  result[at + 1] = y;
  result[at + 2] = z;
}

/** Rows of unit length from raw rows, [n, d], in float64; a zero row stays zero. */
export function unitRows(values: ArrayLike<number>, d: number): Float64Array {
  const result = Float64Array.from(values);
  for (let start = 0; start < result.length; start += d) {
    let squared = 0;
    for (let i = start; i < start + d; i++) squared += (result[i] as number) ** 2;
    if (squared === 0) continue;
    for (let i = start; i < start + d; i++) result[i] = (result[i] as number) / Math.sqrt(squared);
  }
  return result;
}
