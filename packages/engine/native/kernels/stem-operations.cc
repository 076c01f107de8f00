#include <algorithm>

#include "operations.h"
#include "stem.h"

namespace teamnet {
namespace {

// From the shapes of x and of the filter; padding is VALID, or SAME as TensorFlow's.
StemShape makeShape(const NodeAttributes& node, const std::vector<int64_t>& x, const std::vector<int64_t>& filter) {
  if (x.size() != 4 || filter.size() != 4) throw Refused{"x and filter must have four axes"};
  const int size = static_cast<int>(filter[0]), stride = static_cast<int>(node.stride);
  if (filter[1] != size || filter[2] != x[3] || filter[3] % kChannelMultiple != 0 || size < 1 || stride < 1)
    throw Refused{"the filter must be [size, size, in, a multiple of 16]"};
  const auto outSize = [&](int64_t in) {
    return static_cast<int>(node.same ? (in + stride - 1) / stride : (in - size + stride) / stride);
  };
  const auto padding = [&](int64_t in, int out) {
    return node.same ? std::max(0, (out - 1) * stride + size - static_cast<int>(in)) / 2 : 0;
  };
  const int outHeight = outSize(x[1]), outWidth = outSize(x[2]);
  if (x[0] < 1 || outHeight < 1 || outWidth < 1) throw Refused{"the result would be empty"};
  return {static_cast<int>(x[0]), static_cast<int>(x[1]), static_cast<int>(x[2]), static_cast<int>(x[3]),
          static_cast<int>(filter[3]), size, stride, outHeight, outWidth, padding(x[1], outHeight),
          padding(x[2], outWidth)};
}

void computeStem(const NodeAttributes& node, KernelCall& call) {
  const StemShape shape = makeShape(node, call.shapeOf(0), call.shapeOf(1));
  float* const y = call.output(0, {shape.images, shape.outHeight, shape.outWidth, shape.out});
  stem(shape, call.input(0), call.input(1), y);
}

void computeStemFilterGradient(const NodeAttributes& node, KernelCall& call) {
  const std::vector<int64_t> filter = call.shapeOf(1);
  const StemShape shape = makeShape(node, call.shapeOf(0), filter);
  if (call.shapeOf(2) != std::vector<int64_t>{shape.images, shape.outHeight, shape.outWidth, shape.out})
    throw Refused{"dy must be of the shape of the result"};
  stemFilterGradient(shape, call.input(0), call.input(2), call.output(0, filter));
}

}  // namespace

const Operation stemOperation{"TeamnetStem", {"stride", "same"}, {"x", "filter"}, {"y"}, computeStem};

const Operation stemFilterGradientOperation{
    "TeamnetStemFilterGrad", {"stride", "same"}, {"x", "filter", "dy"}, {"dfilter"}, computeStemFilterGradient};

}  // namespace teamnet
