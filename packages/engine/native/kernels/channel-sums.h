// Mean and variance by channel in one pass.
#pragma once

#include <vector>

#include "vector.h"

namespace teamnet {

// Sums of (value - pivot) and its square, the pivot being near the mean, so that nothing cancels out (Chan, Golub,
// LeVeque 1983, "Algorithms for computing the sample variance").
class ChannelSums {
 public:
  void start(int channels);
  // pixels: [count, channels]. The first one ever is the pivot.
  void add(const float* pixels, int count);

 private:
  template <int Vectors>
  void addRun(const float* pixels, int count, int c);
  friend void combine(const std::vector<ChannelSums>& parts, float* mean, float* variance);
  int channels_ = 0;
  long count_ = 0;
  std::vector<float> pivot_;
  std::vector<double> sum_;
  std::vector<double> squares_;
};

// mean and (population) variance [channels] over all parts.
void combine(const std::vector<ChannelSums>& parts, float* mean, float* variance);

}  // namespace teamnet
