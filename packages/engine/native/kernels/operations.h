// The operations of this library, as TensorFlow sees them. All numbers are float32, images [batch, height, width, channels].
#pragma once

#include "kernel-call.h"

namespace teamnet {

// x, mean, variance, gamma, beta, depthwise [3, 3, in, 1], pointwise [1, 1, in, out] -> y, and with `moments` the mean
// and variance of y. `normalize` says whether the four statistics count.
extern const Operation separableOperation;

// dy, then the inputs of separableOperation -> the gradients by the normalized x (before the activation), gamma, beta,
// depthwise and pointwise.
extern const Operation separableGradientOperation;

// The same where y went into a batch normalization alone: dy is the gradient by the normalized y, and y, its mean,
// variance, gamma and the gradients by gamma and beta follow.
extern const Operation separableGradientOfNormalizedOperation;

// dz (by the normalized x), x, mean, variance, gamma, dgamma, dbeta -> the gradient by x.
extern const Operation batchNormGradientOperation;

// The same plus the gradient of a 1 x 1 convolution with strides over x: dy and the filter [1, 1, in, out] follow.
extern const Operation batchNormAndProjectionGradientOperation;

// x of few channels, filter [size, size, in, out] -> the convolution, padded as SAME or VALID.
extern const Operation stemOperation;

// x, filter (for its shape), dy -> the gradient by the filter.
extern const Operation stemFilterGradientOperation;

// x -> mean and (population) variance of each channel.
extern const Operation channelMomentsOperation;

}  // namespace teamnet
