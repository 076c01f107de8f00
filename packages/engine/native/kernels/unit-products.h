// The two matrix products of a unit's pointwise convolution, in single precision or with rounded factors.
#pragma once

#include <vector>

#include "bfloat16.h"
#include "buffer.h"
#include "matrix-product.h"

namespace teamnet {

// A filter [depth, columns], laid out for products.
class PackedFilter {
 public:
  // `transposed`: given as [columns, depth].
  PackedFilter(const float* filter, int depth, int columns, bool transposed, bool bfloat16)
      : depth_(depth), columns_(columns), bfloat16_(bfloat16), packed_(static_cast<long>(depth) * columns) {
#if defined(__AVX512BF16__)
    if (bfloat16) {
      packPairs(filter, depth, columns, transposed, reinterpret_cast<Pair*>(packed_.data()));
      return;
    }
#endif
    packPanels(filter, depth, columns, transposed, packed_.data());
  }

  // put(pixel, column, vector) takes pixels [first, first + count) of a, times the filter. `scratch` holds the rounded
  // pixels: depth / 2 floats for each.
  template <typename Put>
  void multiply(const Blocked& a, int count, float* scratch, const Put put) const {
#if defined(__AVX512BF16__)
    if (bfloat16_) {
      Pair* const rounded = reinterpret_cast<Pair*>(scratch);
      const long block = static_cast<long>(count) * (kLanes / 2);
      roundPixels(a, depth_, count, rounded, block);
      pairProduct(rounded, block, count, reinterpret_cast<const Pair*>(packed_.data()), depth_, columns_, put);
      return;
    }
#endif
    (void)scratch;
    product(a, count, packed_.data(), depth_, columns_, put);
  }

 private:
  const int depth_;
  const int columns_;
  const bool bfloat16_;
  Buffer packed_;
};

// c [columnsA, columnsB] += transpose(a) * b; the scratches hold (pixels + 1) / 2 floats for each column.
inline void addFilterGradient(const Blocked& a, int columnsA, const Blocked& b, int columnsB, int pixels, bool bfloat16,
                              float* scratchA, float* scratchB, float* c) {
#if defined(__AVX512BF16__)
  if (bfloat16) {
    const long block = (pixels + 1L) / 2 * kLanes;
    Pair* const pairsA = reinterpret_cast<Pair*>(scratchA);
    Pair* const pairsB = reinterpret_cast<Pair*>(scratchB);
    interleavePixels(a, columnsA, pixels, pairsA, block);
    interleavePixels(b, columnsB, pixels, pairsB, block);
    addTransposedPairProduct(pairsA, block, columnsA, pairsB, block, columnsB, pixels, c);
    return;
  }
#endif
  (void)bfloat16, (void)scratchA, (void)scratchB;
  addTransposedProduct(a, columnsA, b, columnsB, pixels, c);
}

}  // namespace teamnet
