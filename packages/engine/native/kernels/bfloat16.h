// Matrix products of bfloat16 numbers with sums of single precision, where the processor has them (AVX512_BF16).
#pragma once

#include <algorithm>
#include <cstdint>

#include "blocked.h"
#include "matrix-product.h"
#include "vector.h"

#if defined(__AVX512BF16__)
#include <immintrin.h>

namespace teamnet {

constexpr bool kHasBfloat16 = true;

// The numbers of two pixels or two channels that a product multiplies and adds at once.
typedef uint32_t Pair;

inline __m512i load512(const Pair* from) { return _mm512_loadu_si512(from); }

// Rounds one vector of channels: eight pairs of neighbours.
inline void storeRounded(Pair* to, Vector value) {
  const __m256bh rounded = _mm512_cvtneps_pbh((__m512)value);
  _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), (__m256i)rounded);
}

// Rounds a vector of two pixels: sixteen pairs, one for each channel.
inline void storeInterleaved(Pair* to, Vector first, Vector second) {
  const __m512i both = (__m512i)_mm512_cvtne2ps_pbh((__m512)second, (__m512)first);
  const __m512i order = _mm512_set_epi16(31, 15, 30, 14, 29, 13, 28, 12, 27, 11, 26, 10, 25, 9, 24, 8, 23, 7, 22, 6, 21,
                                         5, 20, 4, 19, 3, 18, 2, 17, 1, 16, 0);
  _mm512_storeu_si512(to, _mm512_permutexvar_epi16(order, both));
}

// sum + the products of both numbers of each pair.
inline Vector addProducts(Vector sum, __m512i a, __m512i b) {
  return (Vector)_mm512_dpbf16_ps((__m512)sum, (__m512bh)a, (__m512bh)b);
}

// Rounded [block][pixel][pair of channels], as the left side of a product reads it.
inline void roundPixels(const Blocked& from, int channels, long pixels, Pair* to, long toBlock) {
  for (int c = 0; c < channels; c += kLanes)
    for (long i = 0; i < pixels; i++) storeRounded(to + (c / kLanes) * toBlock + i * (kLanes / 2), load(from.at(c, i)));
}

// Rounded [block][pair of pixels][channel], as a transposed product reads it; an odd last pixel goes with zeros.
inline void interleavePixels(const Blocked& from, int channels, long pixels, Pair* to, long toBlock) {
  for (int c = 0; c < channels; c += kLanes)
    for (long i = 0; i < pixels; i += 2)
      storeInterleaved(to + (c / kLanes) * toBlock + i / 2 * kLanes, load(from.at(c, i)),
                       i + 1 < pixels ? load(from.at(c, i + 1)) : Vector{});
}

// packPanels, rounded, with pairs along the depth.
inline void packPairs(const float* b, int depth, int columns, bool transposed, Pair* packed) {
  const auto at = [=](int k, int j) {
    return transposed ? b[static_cast<long>(j) * depth + k] : b[static_cast<long>(k) * columns + j];
  };
  for (int first = 0; first < columns; first += kPanel) {
    const int width = std::min(kPanel, columns - first);
    for (int k = 0; k < depth; k += 2)
      for (int j = 0; j < width; j += kLanes, packed += kLanes) {
        Vector even, odd;
        for (int lane = 0; lane < kLanes; lane++) {
          even[lane] = at(k, first + j + lane);
          odd[lane] = at(k + 1, first + j + lane);
        }
        storeInterleaved(packed, even, odd);
      }
  }
}

template <int Rows, int Vectors>
struct PairBlock {
  template <typename Put>
  static void multiply(const Pair* a, long aBlock, const Pair* panel, int depth, const Put put) {
    Vector sums[Rows][Vectors] = {};
    for (int first = 0; first < depth; first += kLanes, a += aBlock)
      for (int k = 0; k < kLanes / 2; k++, panel += Vectors * kLanes) {
        __m512i b[Vectors];
        for (int v = 0; v < Vectors; v++) b[v] = load512(panel + v * kLanes);
#pragma GCC unroll 16
        for (int i = 0; i < Rows; i++) {
          const __m512i factor = _mm512_set1_epi32(a[i * (kLanes / 2) + k]);
#pragma GCC unroll 4
          for (int v = 0; v < Vectors; v++) sums[i][v] = addProducts(sums[i][v], factor, b[v]);
        }
      }
#pragma GCC unroll 16
    for (int i = 0; i < Rows; i++)
#pragma GCC unroll 4
      for (int v = 0; v < Vectors; v++) put(i, v, sums[i][v]);
  }
  template <typename Put>
  static void rest(int rows, const Pair* a, long aBlock, const Pair* panel, int depth, const Put put) {
    if (rows == Rows)
      multiply(a, aBlock, panel, depth, put);
    else if constexpr (Rows > 1)
      PairBlock<Rows - 1, Vectors>::rest(rows, a, aBlock, panel, depth, put);
  }
};

template <int Vectors, typename Put>
inline void pairPanel(const Pair* a, long aBlock, int pixels, const Pair* panel, int depth, int column, const Put put) {
  const auto putFrom = [=](int row) {
    return [=](int i, int v, Vector sum) { put(row + i, column + v * kLanes, sum); };
  };
  int row = 0;
  for (; row + kBlockRows <= pixels; row += kBlockRows)
    PairBlock<kBlockRows, Vectors>::multiply(a + row * (kLanes / 2), aBlock, panel, depth, putFrom(row));
  if (row < pixels)
    PairBlock<kBlockRows - 1, Vectors>::rest(pixels - row, a + row * (kLanes / 2), aBlock, panel, depth, putFrom(row));
}

// product() of rounded numbers; a as roundPixels, b as packPairs laid it out.
template <typename Put>
inline void pairProduct(const Pair* a, long aBlock, int pixels, const Pair* packed, int depth, int columns,
                        const Put put) {
  for (int first = 0; first < columns; first += kPanel) {
    const int width = std::min(kPanel, columns - first);
    if (width == kPanel)
      pairPanel<2>(a, aBlock, pixels, packed, depth, first, put);
    else
      pairPanel<1>(a, aBlock, pixels, packed, depth, first, put);
    packed += static_cast<long>(depth) / 2 * width;
  }
}

template <int Rows, int Vectors>
inline void transposedPairBlock(const Pair* a, const Pair* b, long bBlock, int pairs, float* c, long cStride) {
  Vector sums[Rows][Vectors];
  for (int i = 0; i < Rows; i++)
    for (int v = 0; v < Vectors; v++) sums[i][v] = load(c + i * cStride + v * kLanes);
  for (int k = 0; k < pairs; k++, a += kLanes, b += kLanes) {
    __m512i right[Vectors];
    for (int v = 0; v < Vectors; v++) right[v] = load512(b + v * bBlock);
#pragma GCC unroll 16
    for (int i = 0; i < Rows; i++) {
      const __m512i factor = _mm512_set1_epi32(a[i]);
#pragma GCC unroll 4
      for (int v = 0; v < Vectors; v++) sums[i][v] = addProducts(sums[i][v], factor, right[v]);
    }
  }
  for (int i = 0; i < Rows; i++)
    for (int v = 0; v < Vectors; v++) store(c + i * cStride + v * kLanes, sums[i][v]);
}

// addTransposedProduct() of rounded numbers, both sides as interleavePixels laid them out.
inline void addTransposedPairProduct(const Pair* a, long aBlock, int columnsA, const Pair* b, long bBlock, int columnsB,
                                     int pixels, float* c) {
  constexpr int rows = kTransposedRows;
  const int pairs = (pixels + 1) / 2;
  for (int j = 0; j < columnsB; j += kPanel)
    for (int i = 0; i < columnsA; i += rows) {
      float* const block = c + static_cast<long>(i) * columnsB + j;
      const Pair* const left = a + (i / kLanes) * aBlock + i % kLanes;
      const Pair* const right = b + (j / kLanes) * bBlock;
      if (columnsB - j >= kPanel)
        transposedPairBlock<rows, 2>(left, right, bBlock, pairs, block, columnsB);
      else
        transposedPairBlock<rows, 1>(left, right, bBlock, pairs, block, columnsB);
    }
}

}  // namespace teamnet
#else
namespace teamnet {
constexpr bool kHasBfloat16 = false;
}
#endif
