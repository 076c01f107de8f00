// A vector register of floats, as wide as this processor's.
#pragma once

#include <cstdint>

namespace teamnet {

#if defined(__AVX512F__)
constexpr int kLanes = 16;
// Rows of a block of a matrix product: with two vectors a row the sums fill the registers.
constexpr int kBlockRows = 12;
#elif defined(__AVX__)
constexpr int kLanes = 8;
constexpr int kBlockRows = 6;
#else
constexpr int kLanes = 4;
constexpr int kBlockRows = 6;
#endif

// Channels come in multiples of this, whatever the processor, so that a graph does not depend on it.
constexpr int kChannelMultiple = 16;

typedef float Vector __attribute__((vector_size(kLanes * 4), aligned(4), may_alias));
typedef int32_t Mask __attribute__((vector_size(kLanes * 4)));

inline Vector load(const float* from) { return *reinterpret_cast<const Vector*>(from); }
inline void store(float* to, Vector value) { *reinterpret_cast<Vector*>(to) = value; }
inline Vector broadcast(float value) { return value - Vector{}; }
// value, or floor where that is larger; what is not a number stays so.
inline Vector atLeast(Vector floor, Vector value) { return floor > value ? floor : value; }

}  // namespace teamnet
