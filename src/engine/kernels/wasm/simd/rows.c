// Passes over rows of numbers.
#include "simd.h"

// The slope of a ReLU's input from that of its result: 0 where the result is. NaN lets it through.
EXPORT(cut)(const float *slope, const float *result, float *to, int count) {
  int i = 0;
  ROLLED for (; i + LANES <= count; i += LANES)
    store(to + i, wasm_v128_andnot(load(slope + i), wasm_f32x4_le(load(result + i), ZERO)));
  ROLLED for (; i < count; i++) to[i] = result[i] <= 0 ? 0 : slope[i];
}

// sums [columns] += the sum of the rows [rows, columns]. Complete sums are added, as for products.
EXPORT(addColumnSums)(const float *from, int rows, int columns, float *sums) {
  int column = 0;
  ROLLED for (; column + LANES <= columns; column += LANES) {
    floats sum = ZERO;
    ROLLED for (int row = 0; row < rows; row++)
      sum = add(sum, load(from + row * columns + column));
    store(sums + column, add(load(sums + column), sum));
  }
  for (; column < columns; column++) {
    float sum = 0;
    ROLLED for (int row = 0; row < rows; row++) sum += from[row * columns + column];
    sums[column] += sum;
  }
}

INLINE floats counted(floats counts, floats isBefore) { return wasm_i32x4_sub(counts, isBefore); }

// Ranks of `vectors` vectors of scores of a row: how many scores stand before each.
INLINE void ranksOfSome(const int vectors, const float *scores, int columns, int first, float *to) {
  floats own[4], counts[4];
  UNROLLED for (int v = 0; v < vectors; v++) {
    own[v] = load(scores + first + LANES * v);
    counts[v] = ZERO;
  }
  int next = first + LANES * vectors;
  ROLLED for (int other = 0; other < first; other++) {
    floats score = wasm_v128_load32_splat(scores + other);
    UNROLLED for (int v = 0; v < vectors; v++)
      counts[v] = counted(counts[v], wasm_f32x4_ge(score, own[v]));
  }
  ROLLED for (int other = first; other < next; other++) {
    floats score = wasm_v128_load32_splat(scores + other);
    UNROLLED for (int v = 0; v < vectors; v++) {
      floats places = wasm_i32x4_splat(first + LANES * v);
      places = wasm_i32x4_add(places, wasm_i32x4_const(0, 1, 2, 3));
      floats isEarlier = wasm_i32x4_gt(places, wasm_i32x4_splat(other));
      floats wins = wasm_v128_and(wasm_f32x4_eq(score, own[v]), isEarlier);
      counts[v] = counted(counts[v], wasm_v128_or(wins, wasm_f32x4_gt(score, own[v])));
    }
  }
  ROLLED for (int other = next; other < columns; other++) {
    floats score = wasm_v128_load32_splat(scores + other);
    UNROLLED for (int v = 0; v < vectors; v++)
      counts[v] = counted(counts[v], wasm_f32x4_gt(score, own[v]));
  }
  UNROLLED for (int v = 0; v < vectors; v++)
    store(to + first + LANES * v, wasm_f32x4_convert_i32x4(counts[v]));
}

// Rank of every score in its row, [rows, columns]: 0 for the largest, ties to the lower index.
EXPORT(rankRows)(const float *scores, int rows, int columns, float *ranks) {
  for (; rows > 0; rows--, scores += columns, ranks += columns) {
    int first = 0;
    for (; first + 4 * LANES <= columns; first += 4 * LANES)
      ranksOfSome(4, scores, columns, first, ranks);
    for (; first + LANES <= columns; first += LANES) ranksOfSome(1, scores, columns, first, ranks);
    for (; first < columns; first++) {
      int rank = 0;
      ROLLED for (int other = 0; other < columns; other++)
        rank += scores[other] > scores[first] || (scores[other] == scores[first] && other < first);
      ranks[first] = rank;
    }
  }
}
