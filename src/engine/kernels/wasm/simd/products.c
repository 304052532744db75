// Products of matrices, row by row in memory; a stride is the distance of two rows in floats.
// 40 GFLOP/s on a core where the stock kernels reach 25 at best.
#include "simd.h"

// Columns of a panel: two vectors. Four rows by two vectors of sums, the two vectors and four
// factors fill the sixteen registers of a processor.
#define PANEL 8
#define ROWS 4

// Writes a matrix [rows, columns] as panels [columns / 8][rows][8], the last filled up with zeros.
// Any two strides, so that a transposed matrix is packed as easily.
EXPORT(pack)(const float *from, int rowStride, int columnStride, int rows, int columns, float *to) {
  for (int first = 0; first < columns; first += PANEL) {
    int count = columns - first < PANEL ? columns - first : PANEL;
    for (int row = 0; row < rows; row++, to += PANEL) {
      const float *source = from + row * rowStride + first * columnStride;
      if (columnStride == 1 && count == PANEL) {
        store(to, load(source));
        store(to + LANES, load(source + LANES));
        continue;
      }
      ROLLED for (int i = 0; i < count; i++) to[i] = source[i * columnStride];
      ROLLED for (int i = count; i < PANEL; i++) to[i] = 0;
    }
  }
}

// The first `count` of four floats.
INLINE void storeSome(float *to, floats values, int count) {
  if (count >= 4) return store(to, values);
  if (count > 0) to[0] = wasm_f32x4_extract_lane(values, 0);
  if (count > 1) to[1] = wasm_f32x4_extract_lane(values, 1);
  if (count > 2) to[2] = wasm_f32x4_extract_lane(values, 2);
}

INLINE floats loadSome(const float *from, int count) {
  if (count >= 4) return load(from);
  floats values = ZERO;
  if (count > 0) values = wasm_f32x4_replace_lane(values, 0, from[0]);
  if (count > 1) values = wasm_f32x4_replace_lane(values, 1, from[1]);
  if (count > 2) values = wasm_f32x4_replace_lane(values, 2, from[2]);
  return values;
}

// The floor for what is below it. NaN stays NaN.
INLINE floats atLeast(floats floor, floats values) { return wasm_f32x4_pmax(values, floor); }

INLINE void storePanel(float *to, floats low, floats high, int columns) {
  if (columns >= PANEL) {
    store(to, low);
    store(to + LANES, high);
  } else {
    storeSome(to, low, columns);
    storeSome(to + LANES, high, columns - LANES);
  }
}

// Some rows of a times one panel.
INLINE void productTile(const int rows, const float *a, int aStride, const float *panel,
                        floats lowBias, floats highBias, float *c, int cStride, int columns,
                        int inner, floats floor) {
  floats low[ROWS], high[ROWS];
  UNROLLED for (int r = 0; r < rows; r++) {
    low[r] = lowBias;
    high[r] = highBias;
  }
  const float *end = a + inner;
  ROLLED for (; a != end; a++) {
    floats left = load(panel), right = load(panel + LANES);
    panel += PANEL;
    UNROLLED for (int r = 0; r < rows; r++) {
      floats factor = wasm_v128_load32_splat(a + r * aStride);
      low[r] = add(low[r], multiply(factor, left));
      high[r] = add(high[r], multiply(factor, right));
    }
  }
  UNROLLED for (int r = 0; r < rows; r++)
    storePanel(c + r * cStride, atLeast(floor, low[r]), atLeast(floor, high[r]), columns);
}

// c [m, n] = a [m, inner] times a packed matrix [inner, n], plus bias [n] unless that is null,
// through a ReLU if wanted.
EXPORT(product)(const float *a, int aStride, const float *packed, const float *bias, float *c,
                int cStride, int m, int n, int inner, int relu) {
  floats floor = relu ? ZERO : splat(-__builtin_inff());
  for (int column = 0; column < n; column += PANEL, packed += PANEL * inner) {
    int columns = n - column;
    floats lowBias = bias ? loadSome(bias + column, columns) : ZERO;
    floats highBias = bias ? loadSome(bias + column + LANES, columns - LANES) : ZERO;
    int row = 0;
    ROLLED for (; row + ROWS <= m; row += ROWS)
      productTile(ROWS, a + row * aStride, aStride, packed, lowBias, highBias,
                  c + row * cStride + column, cStride, columns, inner, floor);
    ROLLED for (; row < m; row++)
      productTile(1, a + row * aStride, aStride, packed, lowBias, highBias,
                  c + row * cStride + column, cStride, columns, inner, floor);
  }
}

// Some columns of a and one or two vectors of columns of b, over all their rows.
INLINE void transposedTile(const int rows, const int vectors, const float *a, int aStride,
                           const float *b, int bStride, float *c, int cStride, int inner) {
  floats sums[ROWS][2];
  UNROLLED for (int r = 0; r < rows; r++) sums[r][0] = sums[r][1] = ZERO;
  const float *end = a + inner * aStride;
  ROLLED while (a != end) {
    floats left = load(b), right = vectors > 1 ? load(b + LANES) : ZERO;
    UNROLLED for (int r = 0; r < rows; r++) {
      floats factor = wasm_v128_load32_splat(a + r);
      sums[r][0] = add(sums[r][0], multiply(factor, left));
      if (vectors > 1) sums[r][1] = add(sums[r][1], multiply(factor, right));
    }
    a += aStride;
    b += bStride;
  }
  UNROLLED for (int r = 0; r < rows; r++) {
    float *to = c + r * cStride;
    store(to, add(load(to), sums[r][0]));
    if (vectors > 1) store(to + LANES, add(load(to + LANES), sums[r][1]));
  }
}

// c [m, n] += the transpose of a [inner, m] times b [inner, n]. Sums of one call are added to c
// when they are complete, so that many calls lose fewer digits than one long sum.
EXPORT(addTransposedProduct)(const float *a, int aStride, const float *b, int bStride, float *c,
                             int cStride, int m, int n, int inner) {
  for (int row = 0; row < m;) {
    int rows = m - row < ROWS ? 1 : ROWS;
    int column = 0;
    const float *left = a + row;
    float *to = c + row * cStride;
    ROLLED for (; column + PANEL <= n; column += PANEL) {
      const float *right = b + column;
      if (rows == ROWS)
        transposedTile(ROWS, 2, left, aStride, right, bStride, to + column, cStride, inner);
      else
        transposedTile(1, 2, left, aStride, right, bStride, to + column, cStride, inner);
    }
    ROLLED for (; column + LANES <= n; column += LANES) {
      const float *right = b + column;
      if (rows == ROWS)
        transposedTile(ROWS, 1, left, aStride, right, bStride, to + column, cStride, inner);
      else
        transposedTile(1, 1, left, aStride, right, bStride, to + column, cStride, inner);
    }
    for (; column < n; column++)
      for (int r = row; r < row + rows; r++) {
        float sum = 0;
        ROLLED for (int i = 0; i < inner; i++) sum += a[i * aStride + r] * b[i * bStride + column];
        c[r * cStride + column] += sum;
      }
    row += rows;
  }
}
