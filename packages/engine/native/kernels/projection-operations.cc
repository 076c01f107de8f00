#include <algorithm>

#include "batch-norm.h"
#include "blocked.h"
#include "buffer.h"
#include "matrix-product.h"
#include "operations.h"
#include "worker-pool.h"

namespace teamnet {
namespace {

// Pixels that one product takes.
constexpr int kPixels = 96;

// A 1 x 1 convolution with strides: [images, height, width, in] to [images, outHeight, outWidth, out].
struct Projection {
  int images, height, width, in;
  int outHeight, outWidth, out;
  int stride;
};

// dx [.., in] += the gradient by the input of the projection, which only every stride-th pixel has.
void addProjectionGradient(const Projection& p, const float* dy, const float* packed, int image, float* dx) {
  Buffer values(static_cast<long>(std::max(kPixels, p.outWidth)) * p.out);
  const int rowsAtOnce = std::max(1, kPixels / p.outWidth);
  const Blocked block{values.data(), static_cast<long>(std::max(kPixels, p.outWidth)) * kLanes};
  for (int row = 0; row < p.outHeight; row += rowsAtOnce) {
    const int pixels = std::min(rowsAtOnce, p.outHeight - row) * p.outWidth;
    const float* const from = dy + (static_cast<long>(image) * p.outHeight + row) * p.outWidth * p.out;
    for (int c = 0; c < p.out; c += kLanes)
      for (long i = 0; i < pixels; i++) store(block.at(c, i), load(from + i * p.out + c));
    float* const to = dx + (static_cast<long>(image) * p.height + static_cast<long>(row) * p.stride) * p.width * p.in;
    const Projection shape = p;
    product(block, pixels, packed, p.out, p.in, [=](int pixel, int c, Vector value) {
      const long y = pixel / shape.outWidth, x = pixel % shape.outWidth;
      float* const at = to + (y * shape.width + x) * shape.stride * shape.in + c;
      store(at, load(at) + value);
    });
  }
}

void computeBatchNormAndProjectionGradient(const NodeAttributes& node, KernelCall& call) {
  const std::vector<int64_t> shape = call.shapeOf(0), dyShape = call.shapeOf(7), filter = call.shapeOf(8);
  if (shape.size() != 4 || dyShape.size() != 4) throw Refused{"dz and dy must have four axes"};
  const int64_t in = shape[3], out = dyShape[3];
  if (filter != std::vector<int64_t>{1, 1, in, out}) throw Refused{"the projection's filter must be [1, 1, in, out]"};
  if (in % kChannelMultiple != 0 || out % kChannelMultiple != 0) throw Refused{"channels must be a multiple of 16"};
  const int stride = static_cast<int>(node.stride);
  const auto outSize = [&](int64_t size) { return (size + stride - 1) / stride; };
  if (stride < 1 || dyShape[0] != shape[0] || dyShape[1] != outSize(shape[1]) || dyShape[2] != outSize(shape[2]))
    throw Refused{"dy must be of the shape of the projection's result"};
  const Projection projection{static_cast<int>(shape[0]),   static_cast<int>(shape[1]),   static_cast<int>(shape[2]),
                              static_cast<int>(in),         static_cast<int>(dyShape[1]), static_cast<int>(dyShape[2]),
                              static_cast<int>(out),        stride};
  const BatchNormGradient gradient = readBatchNormGradient(node, call);
  float* const dx = call.outputInPlaceOf(0, 0, shape);
  const float* const dz = call.input(0);
  const float* const dy = call.input(7);
  Buffer packed(in * out);
  packPanels(call.input(8), static_cast<int>(out), static_cast<int>(in), true, packed.data());
  const long imagePixels = static_cast<long>(projection.height) * projection.width;
  const int parts = std::min(workerCount(), projection.images);
  inParallel(parts, [&](int part) {
    const Share share = shareOf(projection.images, part, parts);
    for (int image = share.first; image < share.end; image++) {
      gradient.apply(dz, image * imagePixels, (image + 1) * imagePixels, dx);
      addProjectionGradient(projection, dy, packed.data(), image, dx);
    }
  });
}

}  // namespace

const Operation batchNormAndProjectionGradientOperation{
    "TeamnetBatchNormAndProjectionGrad",
    {"epsilon", "stride"},
    {"dz", "x", "mean", "variance", "gamma", "dgamma", "dbeta", "dy", "filter"},
    {"dx"},
    computeBatchNormAndProjectionGradient};

}  // namespace teamnet
