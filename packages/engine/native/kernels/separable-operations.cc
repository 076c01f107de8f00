#include <cmath>

#include "bfloat16.h"
#include "operations.h"
#include "separable.h"

namespace teamnet {
namespace {

// Reads the inputs that the forward and the backward operations have in common, from `first` on.
struct SeparableInputs {
  SeparableShape shape;
  std::vector<int64_t> xShape;
  const float* x;
  Normalization normalization;
  const float* depthwise;
  const float* pointwise;

  SeparableInputs(const NodeAttributes& node, KernelCall& call, int first) {
    xShape = call.shapeOf(first);
    const std::vector<int64_t> depthwiseShape = call.shapeOf(first + 5), pointwiseShape = call.shapeOf(first + 6);
    if (xShape.size() != 4 || pointwiseShape.size() != 4) throw Refused{"x and pointwise must have four axes"};
    const int64_t in = xShape[3], out = pointwiseShape[3];
    if (in % kChannelMultiple != 0 || out % kChannelMultiple != 0 || in == 0 || out == 0)
      throw Refused{"channels must be a multiple of 16"};
    if (depthwiseShape != std::vector<int64_t>{3, 3, in, 1} || pointwiseShape != std::vector<int64_t>{1, 1, in, out})
      throw Refused{"depthwise must be [3, 3, in, 1], pointwise [1, 1, in, out]"};
    shape = {static_cast<int>(xShape[0]), static_cast<int>(xShape[1]), static_cast<int>(xShape[2]),
             static_cast<int>(in), static_cast<int>(out), node.bfloat16};
    if (node.bfloat16 && !kHasBfloat16) throw Refused{"this processor has no bfloat16 instructions"};
    if (shape.pixels() == 0) throw Refused{"x is empty"};
    x = call.input(first);
    normalization = {nullptr, nullptr, nullptr, nullptr, node.epsilon};
    if (node.normalize) {
      for (int index = first + 1; index <= first + 4; index++)
        if (call.shapeOf(index) != std::vector<int64_t>{in}) throw Refused{"statistics must be [in]"};
      normalization = {call.input(first + 1), call.input(first + 2), call.input(first + 3), call.input(first + 4),
                       node.epsilon};
    }
    depthwise = call.input(first + 5);
    pointwise = call.input(first + 6);
  }
};

void computeSeparable(const NodeAttributes& node, KernelCall& call) {
  const SeparableInputs inputs(node, call, 0);
  std::vector<int64_t> yShape = inputs.xShape;
  yShape[3] = inputs.shape.out;
  float* const y = call.output(0, yShape);
  const std::vector<int64_t> momentsShape{node.moments ? inputs.shape.out : 0};
  const Moments moments{call.output(1, momentsShape), call.output(2, momentsShape)};
  separable(inputs.shape, inputs.x, makeActivation(inputs.normalization, inputs.shape.in, node.relu),
            inputs.depthwise, inputs.pointwise, y, node.moments ? &moments : nullptr);
}

void computeGradient(const NodeAttributes& node, KernelCall& call, const NormalizedGradient* follows) {
  const SeparableInputs inputs(node, call, 1);
  std::vector<int64_t> yShape = inputs.xShape;
  yShape[3] = inputs.shape.out;
  if (call.shapeOf(0) != yShape) throw Refused{"dy must be of the shape of y"};
  const std::vector<int64_t> channels{node.normalize ? inputs.shape.in : 0};
  const SeparableGradients gradients{call.output(0, inputs.xShape), call.output(1, channels), call.output(2, channels),
                                     call.output(3, {3, 3, inputs.shape.in, 1}),
                                     call.output(4, {1, 1, inputs.shape.in, inputs.shape.out})};
  separableGradient(inputs.shape, call.input(0), follows, inputs.x, inputs.normalization,
                    makeActivation(inputs.normalization, inputs.shape.in, node.relu), inputs.depthwise,
                    inputs.pointwise, gradients);
}

void computeSeparableGradient(const NodeAttributes& node, KernelCall& call) { computeGradient(node, call, nullptr); }

void computeSeparableGradientOfNormalized(const NodeAttributes& node, KernelCall& call) {
  const std::vector<int64_t> yShape = call.shapeOf(8);
  if (yShape.size() != 4 || yShape != call.shapeOf(0)) throw Refused{"y must be of the shape of dy"};
  for (int index = 9; index <= 13; index++)
    if (call.shapeOf(index) != std::vector<int64_t>{yShape[3]}) throw Refused{"statistics of y must be [out]"};
  const double count = static_cast<double>(yShape[0] * yShape[1] * yShape[2]);
  const NormalizedGradient follows = makeNormalizedGradient(
      call.input(8), {call.input(9), call.input(10), call.input(11), nullptr, node.epsilon}, call.input(12),
      call.input(13), count, static_cast<int>(yShape[3]));
  computeGradient(node, call, &follows);
}

const std::vector<const char*> separableInputs{"x", "mean", "variance", "gamma", "beta", "depthwise", "pointwise"};
const std::vector<const char*> gradientOutputs{"dz", "dgamma", "dbeta", "ddepthwise", "dpointwise"};

std::vector<const char*> concat(std::vector<const char*> a, const std::vector<const char*>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

}  // namespace

const Operation separableOperation{"TeamnetSeparable",
                                   {"epsilon", "relu", "normalize", "round_to_bfloat16", "moments"},
                                   separableInputs,
                                   {"y", "y_mean", "y_variance"},
                                   computeSeparable};

const Operation separableGradientOperation{"TeamnetSeparableGrad",
                                           {"epsilon", "relu", "normalize", "round_to_bfloat16"},
                                           concat({"dy"}, separableInputs),
                                           gradientOutputs,
                                           computeSeparableGradient};

const Operation separableGradientOfNormalizedOperation{
    "TeamnetSeparableGradOfNormalized",
    {"epsilon", "relu", "normalize", "round_to_bfloat16"},
    concat(concat({"dy"}, separableInputs), {"y", "y_mean", "y_variance", "y_gamma", "y_dgamma", "y_dbeta"}),
    gradientOutputs,
    computeSeparableGradientOfNormalized};

}  // namespace teamnet
