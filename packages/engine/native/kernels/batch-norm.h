// The gradient by what went into a batch normalization.
#pragma once

#include "kernel-call.h"
#include "separable.h"

namespace teamnet {

// dx = a * dz + b * x + c, by channel.
struct BatchNormGradient {
  NormalizedGradient byChannel;
  int channels;
  // Of the pixels [first, end); dx may be dz.
  void apply(const float* dz, long first, long end, float* dx) const;
};

// From the inputs dz, x, mean, variance, gamma, dgamma, dbeta of a call; throws Refused.
BatchNormGradient readBatchNormGradient(const NodeAttributes& node, KernelCall& call);

}  // namespace teamnet
