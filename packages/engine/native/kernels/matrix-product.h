// Matrix products of single precision, for matrices that lie in the cache.
#pragma once

#include <algorithm>

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

// Where row i of a result lies: [image row][width + gap pixels], `stride` floats from pixel to pixel.
struct ResultRows {
  float* start;
  long stride;
  int width;
  int gap;
  float* operator()(int i) const { return start + (i + static_cast<long>(i / width) * gap) * stride; }
};

// Rows x (Vectors * kLanes) numbers of c = a * panel.
template <int Rows, int Vectors>
inline void productBlock(const float* a, long aStride, const float* panel, int depth, const ResultRows& c, int row,
                         int column) {
  Vector sums[Rows][Vectors] = {};
  for (int k = 0; k < depth; k++) {
    Vector b[Vectors];
    for (int v = 0; v < Vectors; v++) b[v] = load(panel + (static_cast<long>(k) * Vectors + v) * kLanes);
#pragma GCC unroll 16
    for (int i = 0; i < Rows; i++) {
      const Vector factor = broadcast(a[i * aStride + k]);
#pragma GCC unroll 4
      for (int v = 0; v < Vectors; v++) sums[i][v] += factor * b[v];
    }
  }
  for (int i = 0; i < Rows; i++)
    for (int v = 0; v < Vectors; v++) store(c(row + i) + column + v * kLanes, sums[i][v]);
}

template <int Rows, int Vectors>
inline void productRest(int rows, const float* a, long aStride, const float* panel, int depth, const ResultRows& c,
                        int row, int column) {
  if constexpr (Rows > 0) {
    if (rows == Rows)
      productBlock<Rows, Vectors>(a, aStride, panel, depth, c, row, column);
    else
      productRest<Rows - 1, Vectors>(rows, a, aStride, panel, depth, c, row, column);
  }
}

template <int Vectors>
inline void productPanel(const float* a, long aStride, int rows, const float* panel, int depth, const ResultRows& c,
                         int column) {
  int i = 0;
  for (; i + kBlockRows <= rows; i += kBlockRows)
    productBlock<kBlockRows, Vectors>(a + i * aStride, aStride, panel, depth, c, i, column);
  productRest<kBlockRows - 1, Vectors>(rows - i, a + i * aStride, aStride, panel, depth, c, i, column);
}

// c [rows, columns] = a [rows, depth] * b, b as packPanels laid it out.
inline void product(const float* a, long aStride, int rows, const float* packed, int depth, int columns,
                    const ResultRows& c) {
  for (int first = 0; first < columns; first += kPanel) {
    const int width = std::min(kPanel, columns - first);
    if (width == kPanel)
      productPanel<2>(a, aStride, rows, packed, depth, c, first);
    else
      productPanel<1>(a, aStride, rows, packed, depth, c, first);
    packed += static_cast<long>(depth) * width;
  }
}

// Rows x (Vectors * kLanes) numbers of c += transpose(a) * b.
template <int Rows, int Vectors>
inline void transposedBlock(const float* a, long aStride, const float* b, long bStride, int depth, float* c,
                            long cStride) {
  Vector sums[Rows][Vectors];
  for (int i = 0; i < Rows; i++)
    for (int v = 0; v < Vectors; v++) sums[i][v] = load(c + i * cStride + v * kLanes);
  for (int k = 0; k < depth; k++) {
    Vector right[Vectors];
    for (int v = 0; v < Vectors; v++) right[v] = load(b + k * bStride + v * kLanes);
#pragma GCC unroll 16
    for (int i = 0; i < Rows; i++) {
      const Vector factor = broadcast(a[k * aStride + i]);
#pragma GCC unroll 4
      for (int v = 0; v < Vectors; v++) sums[i][v] += factor * right[v];
    }
  }
  for (int i = 0; i < Rows; i++)
    for (int v = 0; v < Vectors; v++) store(c + i * cStride + v * kLanes, sums[i][v]);
}

// c [columnsA, columnsB] += transpose(a [depth, columnsA]) * b [depth, columnsB].
inline void addTransposedProduct(const float* a, long aStride, int columnsA, const float* b, long bStride, int columnsB,
                                 int depth, float* c) {
  constexpr int rows = kLanes == 16 ? 8 : 4;
  for (int j = 0; j < columnsB; j += kPanel)
    for (int i = 0; i < columnsA; i += rows) {
      float* const block = c + static_cast<long>(i) * columnsB + j;
      if (columnsB - j >= kPanel)
        transposedBlock<rows, 2>(a + i, aStride, b + j, bStride, depth, block, columnsB);
      else
        transposedBlock<rows, 1>(a + i, aStride, b + j, bStride, depth, block, columnsB);
    }
}

}  // namespace teamnet
