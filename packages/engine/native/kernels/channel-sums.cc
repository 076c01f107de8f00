#include "channel-sums.h"

#include <algorithm>

namespace teamnet {
namespace {

// Single precision adds up this many pixels before it goes over into double.
constexpr int kRun = 512;

}  // namespace

void ChannelSums::start(int channels) {
  channels_ = channels;
  sum_.assign(channels, 0);
  squares_.assign(channels, 0);
}

void ChannelSums::add(const float* pixels, int count) {
  if (count_ == 0) pivot_.assign(pixels, pixels + channels_);
  count_ += count;
  for (int done = 0; done < count; done += kRun) {
    const int run = std::min(kRun, count - done);
    const float* const first = pixels + static_cast<long>(done) * channels_;
    int c = 0;
    for (; c + 4 * kLanes <= channels_; c += 4 * kLanes) addRun<4>(first, run, c);
    for (; c + 2 * kLanes <= channels_; c += 2 * kLanes) addRun<2>(first, run, c);
    for (; c < channels_; c += kLanes) addRun<1>(first, run, c);
  }
}

template <int Vectors>
void ChannelSums::addRun(const float* pixels, int count, int c) {
  Vector pivots[Vectors], sums[Vectors] = {}, squares[Vectors] = {};
  for (int v = 0; v < Vectors; v++) pivots[v] = load(&pivot_[c + v * kLanes]);
  for (int i = 0; i < count; i++)
#pragma GCC unroll 4
    for (int v = 0; v < Vectors; v++) {
      const Vector off = load(pixels + static_cast<long>(i) * channels_ + c + v * kLanes) - pivots[v];
      sums[v] += off;
      squares[v] += off * off;
    }
  for (int v = 0; v < Vectors; v++)
    for (int lane = 0; lane < kLanes; lane++) {
      sum_[c + v * kLanes + lane] += sums[v][lane];
      squares_[c + v * kLanes + lane] += squares[v][lane];
    }
}

void combine(const std::vector<ChannelSums>& parts, float* mean, float* variance) {
  const int channels = parts.front().channels_;
  for (int c = 0; c < channels; c++) {
    double count = 0, average = 0, squares = 0;
    for (const ChannelSums& part : parts) {
      if (part.count_ == 0) continue;
      const double n = static_cast<double>(part.count_);
      const double off = part.sum_[c] / n;
      const double delta = part.pivot_[c] + off - average;
      squares += part.squares_[c] - n * off * off + delta * delta * count * n / (count + n);
      average += delta * n / (count + n);
      count += n;
    }
    mean[c] = static_cast<float>(average);
    variance[c] = static_cast<float>(squares / count);
  }
}

}  // namespace teamnet
