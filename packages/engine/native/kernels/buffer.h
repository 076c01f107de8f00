// Memory for a tile, at an address where no vector crosses a line of the cache.
#pragma once

#include <algorithm>
#include <memory>
#include <new>

namespace teamnet {

constexpr std::align_val_t kCacheLine{64};

// Floats, zero at first.
class Buffer {
 public:
  explicit Buffer(long count) : floats_(new (kCacheLine) float[count]) { std::fill_n(floats_.get(), count, 0.0f); }
  float* data() { return floats_.get(); }
  const float* data() const { return floats_.get(); }

 private:
  struct Free {
    void operator()(float* floats) const { operator delete[](floats, kCacheLine); }
  };
  std::unique_ptr<float[], Free> floats_;
};

}  // namespace teamnet
