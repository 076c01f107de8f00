// Matrix products of single precision, for matrices that lie in the cache.
#pragma once

#include <algorithm>

#include "blocked.h"
#include "vector.h"

namespace teamnet {

// Columns of a panel: two vectors.
constexpr int kPanel = 2 * kLanes;

// Lays out b [depth, columns] (or its transpose, given [columns, depth]) panel by panel, so that the product reads it
// in order; a last panel may be half as wide.
inline void packPanels(const float* b, int depth, int columns, bool transposed, float* packed) {
  for (int first = 0; first < columns; first += kPanel) {
    const int width = std::min(kPanel, columns - first);
    for (int k = 0; k < depth; k++)
      for (int j = 0; j < width; j++)
        *packed++ = transposed ? b[static_cast<long>(first + j) * depth + k]
                               : b[static_cast<long>(k) * columns + first + j];
  }
}

// Rows x (Vectors * kLanes) numbers of a * panel; put(row, vector, sums) takes them. a: `depth` channels of `Rows`
// pixels.
template <int Rows, int Vectors, typename Put>
inline void productBlock(const float* a, long aBlock, const float* panel, int depth, const Put put) {
  Vector sums[Rows][Vectors] = {};
  for (int first = 0; first < depth; first += kLanes, a += aBlock)
    for (int k = 0; k < kLanes; k++, panel += Vectors * kLanes) {
      Vector b[Vectors];
      for (int v = 0; v < Vectors; v++) b[v] = load(panel + v * kLanes);
#pragma GCC unroll 16
      for (int i = 0; i < Rows; i++) {
        const Vector factor = broadcast(a[i * kLanes + k]);
#pragma GCC unroll 4
        for (int v = 0; v < Vectors; v++) sums[i][v] += factor * b[v];
      }
    }
#pragma GCC unroll 16
  for (int i = 0; i < Rows; i++)
#pragma GCC unroll 4
    for (int v = 0; v < Vectors; v++) put(i, v, sums[i][v]);
}

template <int Rows, int Vectors, typename Put>
inline void productRest(int rows, const float* a, long aBlock, const float* panel, int depth, const Put put) {
  if constexpr (Rows > 0) {
    if (rows == Rows)
      productBlock<Rows, Vectors>(a, aBlock, panel, depth, put);
    else
      productRest<Rows - 1, Vectors>(rows, a, aBlock, panel, depth, put);
  }
}

template <int Vectors, typename Put>
inline void productPanel(const Blocked& a, int pixels, const float* panel, int depth, int column, const Put put) {
  const auto putFrom = [=](int row) {
    return [=](int i, int v, Vector sum) { put(row + i, column + v * kLanes, sum); };
  };
  int row = 0;
  for (; row + kBlockRows <= pixels; row += kBlockRows)
    productBlock<kBlockRows, Vectors>(a.at(0, row), a.block, panel, depth, putFrom(row));
  productRest<kBlockRows - 1, Vectors>(pixels - row, a.at(0, row), a.block, panel, depth, putFrom(row));
}

// a [pixels, depth] * b [depth, columns], b as packPanels laid it out; put(pixel, column, vector) takes the result.
template <typename Put>
inline void product(const Blocked& a, int pixels, const float* packed, int depth, int columns, const Put put) {
  for (int first = 0; first < columns; first += kPanel) {
    const int width = std::min(kPanel, columns - first);
    if (width == kPanel)
      productPanel<2>(a, pixels, packed, depth, first, put);
    else
      productPanel<1>(a, pixels, packed, depth, first, put);
    packed += static_cast<long>(depth) * width;
  }
}

// Rows x (Vectors * kLanes) numbers of c += transpose(a) * b; the steps are from pixel to pixel, bVector from one vector
// of a pixel of b to the next.
template <int Rows, int Vectors>
inline void transposedBlock(const float* a, long aStep, const float* b, long bStep, long bVector, int pixels, float* c,
                            long cStride) {
  Vector sums[Rows][Vectors];
  for (int i = 0; i < Rows; i++)
    for (int v = 0; v < Vectors; v++) sums[i][v] = load(c + i * cStride + v * kLanes);
  for (int k = 0; k < pixels; k++, a += aStep, b += bStep) {
    Vector right[Vectors];
    for (int v = 0; v < Vectors; v++) right[v] = load(b + v * bVector);
#pragma GCC unroll 16
    for (int i = 0; i < Rows; i++) {
      const Vector factor = broadcast(a[i]);
#pragma GCC unroll 4
      for (int v = 0; v < Vectors; v++) sums[i][v] += factor * right[v];
    }
  }
  for (int i = 0; i < Rows; i++)
    for (int v = 0; v < Vectors; v++) store(c + i * cStride + v * kLanes, sums[i][v]);
}

// Rows of a block of a transposed product.
constexpr int kTransposedRows = kLanes == 16 ? 8 : 4;

// c [columnsA, columnsB] += transpose(a [pixels, columnsA]) * b [pixels, columnsB].
inline void addTransposedProduct(const Blocked& a, int columnsA, const Blocked& b, int columnsB, int pixels, float* c) {
  constexpr int rows = kTransposedRows;
  for (int j = 0; j < columnsB; j += kPanel)
    for (int i = 0; i < columnsA; i += rows) {
      float* const block = c + static_cast<long>(i) * columnsB + j;
      const float* const left = a.at(i, 0) + i % kLanes;
      if (columnsB - j >= kPanel)
        transposedBlock<rows, 2>(left, kLanes, b.at(j, 0), kLanes, b.block, pixels, block, columnsB);
      else
        transposedBlock<rows, 1>(left, kLanes, b.at(j, 0), kLanes, b.block, pixels, block, columnsB);
    }
}

}  // namespace teamnet
