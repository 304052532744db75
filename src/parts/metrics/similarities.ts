type Rows = Float32Array | Float64Array;

/** Rows and columns computed at once: sixteen sums stay in registers. */
const BLOCK = 4;

/**
 * Dot product of every row of `a` with every row of `b`, [n, m]. Equal rows give equal products to
 * the last bit, whichever block they fall into, so ties stay ties. `a === b`: half is mirrored.
 */
export function similarities(a: Rows, b: Rows, d: number): Float64Array {
  const [n, m] = [a.length / d, b.length / d];
  const result = new Float64Array(n * m);
  const same = a === b;
  const rows = asFloat64(a, d);
  const columns = same ? rows : asFloat64(b, d);
  // A last block that does not fit starts earlier and computes some products again.
  for (let i = 0; i < n; i += BLOCK) {
    const top = Math.max(0, Math.min(i, n - BLOCK));
    for (let j = same ? i : 0; j < m; j += BLOCK) {
      const left = Math.max(0, Math.min(j, m - BLOCK));
      const products = block(rows, columns, top * d, left * d, d);
      for (let p = 0; p < BLOCK && top + p < n; p++)
        for (let q = 0; q < BLOCK && left + q < m; q++) {
          const product = products[p * BLOCK + q] as number;
          result[(top + p) * m + left + q] = product;
          if (same) result[(left + q) * m + top + p] = product;
        }
    }
  }
  return result;
}

/** A copy that a block may read beyond the end of. */
function asFloat64(rows: Rows, d: number): Float64Array {
  const result = new Float64Array(rows.length + BLOCK * d);
  result.set(rows);
  return result;
}

const products = new Float64Array(BLOCK * BLOCK);

/** Products of four rows of `a` from `i` on with four of `b` from `j` on, [4, 4]. */
function block(a: Float64Array, b: Float64Array, i: number, j: number, d: number): Float64Array {
  let [s00, s01, s02, s03] = [0, 0, 0, 0];
  let [s10, s11, s12, s13] = [0, 0, 0, 0];
  let [s20, s21, s22, s23] = [0, 0, 0, 0];
  let [s30, s31, s32, s33] = [0, 0, 0, 0];
  for (let k = 0; k < d; k++) {
    const a0 = a[i + k] as number;
    const a1 = a[i + d + k] as number;
    const a2 = a[i + 2 * d + k] as number;
    const a3 = a[i + 3 * d + k] as number;
    const b0 = b[j + k] as number;
    const b1 = b[j + d + k] as number;
    const b2 = b[j + 2 * d + k] as number;
    const b3 = b[j + 3 * d + k] as number;
    s00 += a0 * b0;
    s01 += a0 * b1;
    s02 += a0 * b2;
    s03 += a0 * b3;
    s10 += a1 * b0;
    s11 += a1 * b1;
    s12 += a1 * b2;
    s13 += a1 * b3;
    s20 += a2 * b0;
    s21 += a2 * b1;
    s22 += a2 * b2;
    s23 += a2 * b3;
    s30 += a3 * b0;
    s31 += a3 * b1;
    s32 += a3 * b2;
    s33 += a3 * b3;
  }
  products[0] = s00;
  products[1] = s01;
  products[2] = s02;
  products[3] = s03;
  products[4] = s10;
  products[5] = s11;
  products[6] = s12;
  products[7] = s13;
  products[8] = s20;
  products[9] = s21;
  products[10] = s22;
  products[11] = s23;
  products[12] = s30;
  products[13] = s31;
  products[14] = s32;
  products[15] = s33;
  return products;
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
