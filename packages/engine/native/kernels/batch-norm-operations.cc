#include <cmath>

#include "batch-norm.h"
#include "channel-sums.h"
#include "operations.h"
#include "separable.h"
#include "worker-pool.h"

namespace teamnet {

NormalizedGradient makeNormalizedGradient(const float* y, const Normalization& normalization, const float* dgamma,
                                          const float* dbeta, double count, int channels) {
  NormalizedGradient result{y, std::vector<float>(channels), std::vector<float>(channels),
                            std::vector<float>(channels)};
  for (int c = 0; c < channels; c++) {
    const double deviation = std::sqrt(static_cast<double>(normalization.variance[c]) + normalization.epsilon);
    const double a = normalization.gamma[c] / deviation;
    const double b = -a * dgamma[c] / deviation / count;
    result.a[c] = static_cast<float>(a);
    result.b[c] = static_cast<float>(b);
    result.c[c] = static_cast<float>(-a * dbeta[c] / count - b * normalization.mean[c]);
  }
  return result;
}

namespace {

// Images [batch, height, width, channels] as [pixels, channels].
struct Pixels {
  int count;
  int channels;
  explicit Pixels(const std::vector<int64_t>& shape) {
    if (shape.size() != 4) throw Refused{"x must have four axes"};
    if (shape[3] % kChannelMultiple != 0) throw Refused{"channels must be a multiple of 16"};
    count = static_cast<int>(shape[0] * shape[1] * shape[2]);
    channels = static_cast<int>(shape[3]);
    if (count == 0 || channels == 0) throw Refused{"x is empty"};
  }
};

}  // namespace

void BatchNormGradient::apply(const float* dz, long first, long end, float* dx) const {
  const float* const x = byChannel.y;
  const int all = channels;
  const float *const as = byChannel.a.data(), *const bs = byChannel.b.data(), *const cs = byChannel.c.data();
  for (long i = first; i < end; i++)
    for (int c = 0; c < all; c += kLanes) {
      const long at = i * all + c;
      store(dx + at, load(as + c) * load(dz + at) + load(bs + c) * load(x + at) + load(cs + c));
    }
}

BatchNormGradient readBatchNormGradient(const NodeAttributes& node, KernelCall& call) {
  const Pixels pixels(call.shapeOf(0));
  if (call.shapeOf(1) != call.shapeOf(0)) throw Refused{"x must be of the shape of dz"};
  for (int index = 2; index <= 6; index++)
    if (call.shapeOf(index) != std::vector<int64_t>{pixels.channels}) throw Refused{"statistics must be [channels]"};
  return {makeNormalizedGradient(call.input(1), {call.input(2), call.input(3), call.input(4), nullptr, node.epsilon},
                                 call.input(5), call.input(6), pixels.count, pixels.channels),
          pixels.channels};
}

namespace {

void computeBatchNormGradient(const NodeAttributes& node, KernelCall& call) {
  const Pixels pixels(call.shapeOf(0));
  const BatchNormGradient gradient = readBatchNormGradient(node, call);
  float* const dx = call.outputInPlaceOf(0, 0, call.shapeOf(0));
  const float* const dz = call.input(0);
  const int parts = std::min(workerCount(), pixels.count);
  inParallel(parts, [&](int part) {
    const Share share = shareOf(pixels.count, part, parts);
    gradient.apply(dz, share.first, share.end, dx);
  });
}

void computeChannelMoments(const NodeAttributes&, KernelCall& call) {
  const Pixels pixels(call.shapeOf(0));
  const float* const x = call.input(0);
  float* const mean = call.output(0, {pixels.channels});
  float* const variance = call.output(1, {pixels.channels});
  const int parts = std::min(workerCount(), pixels.count);
  std::vector<ChannelSums> sums(parts);
  inParallel(parts, [&](int part) {
    const Share share = shareOf(pixels.count, part, parts);
    sums[part].start(pixels.channels);
    sums[part].add(x + static_cast<long>(share.first) * pixels.channels, share.end - share.first);
  });
  combine(sums, mean, variance);
}

}  // namespace

const Operation batchNormGradientOperation{"TeamnetBatchNormGrad",
                                           {"epsilon"},
                                           {"dz", "x", "mean", "variance", "gamma", "dgamma", "dbeta"},
                                           {"dx"},
                                           computeBatchNormGradient};

const Operation channelMomentsOperation{
    "TeamnetChannelMoments", {}, {"x"}, {"mean", "variance"}, computeChannelMoments};

}  // namespace teamnet
