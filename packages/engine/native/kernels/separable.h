// Normalize, rectify, convolve 3 x 3 depthwise, convolve 1 x 1: one pass over the image, tile by tile in the cache.
#pragma once

#include <algorithm>
#include <vector>

#include "blocked.h"
#include "buffer.h"
#include "depthwise.h"
#include "vector.h"

namespace teamnet {

// Of an image batch [images, height, width, in] and its result [images, height, width, out].
struct SeparableShape {
  int images;
  int height;
  int width;
  int in;
  int out;
  // Whether the factors of the matrix products are rounded to bfloat16.
  bool bfloat16;
  long pixels() const { return static_cast<long>(images) * height * width; }
};

// What stands before the convolutions: max(x * scale + shift, floor), by channel.
struct Activation {
  std::vector<float> scale;
  std::vector<float> shift;
  float floor;
};

// Batch normalization's numbers, each [channels]; null pointers where there is none.
struct Normalization {
  const float* mean;
  const float* variance;
  const float* gamma;
  const float* beta;
  float epsilon;
};

Activation makeActivation(const Normalization& normalization, int channels, bool relu);

// A tile is some rows of one image, or some whole small images.
struct Tiling {
  int images;
  int rows;
};
Tiling makeTiling(const SeparableShape& shape);

// The activations of a tile (with a row above and below) and the depthwise convolution of them.
class SeparableTile {
 public:
  SeparableTile(const SeparableShape& shape, const Tiling& tiling);

  // From x on: images [image, image + images), rows [row, row + rows) with their neighbours.
  void fill(const float* x, const Activation& activation, int image, int images, int row, int rows);
  // [images * rows * width] pixels. filter: [9, in].
  Blocked convolve(const float* filter);

  // Rows [first, first + rows) with their neighbours, from -1 to `rows` of the tile; one block of channels.
  PaddedRows padded(int channel, int image, int first, int rows) const {
    return {row(channel, image, first - 1), rows, shape_.width};
  }
  // From the column of zeros on.
  const float* row(int channel, int image, int row) const {
    return activations_.data() + (channel / kLanes) * activationsBlock_ +
           (static_cast<long>(image) * (tiling_.rows + 2) + row + 1) * rowFloats_;
  }

 private:
  const SeparableShape shape_;
  const Tiling tiling_;
  const long rowFloats_;
  const long activationsBlock_;
  int images_ = 0;
  int rows_ = 0;
  Buffer activations_;
  Buffer convolved_;
};

// Calls work(image, images, row, rows) for each tile of the images [first, end), in order.
template <typename Work>
void forEachTile(const SeparableShape& shape, const Tiling& tiling, int first, int end, const Work& work) {
  for (int image = first; image < end; image += tiling.images)
    for (int row = 0; row < shape.height; row += tiling.rows)
      work(image, std::min(tiling.images, end - image), row, std::min(tiling.rows, shape.height - row));
}

// Mean and (population) variance of each channel of the result, gathered while it is in the cache.
struct Moments {
  float* mean;
  float* variance;
};

// y = pointwise(depthwise(activation(x))). depthwise: [9, in], pointwise: [in, out]; moments may be null.
void separable(const SeparableShape& shape, const float* x, const Activation& activation, const float* depthwise,
               const float* pointwise, float* y, const Moments* moments);

// The gradient of a result that went into a batch normalization: dy = a * dz + b * y + c, by channel.
struct NormalizedGradient {
  const float* y;
  std::vector<float> a;
  std::vector<float> b;
  std::vector<float> c;
};

// `normalization` is the one that y went into; dgamma and dbeta are of it, count the pixels of y.
NormalizedGradient makeNormalizedGradient(const float* y, const Normalization& normalization, const float* dgamma,
                                          const float* dbeta, double count, int channels);

// Gradients by what is before the activation, and by the parameters; gamma's and beta's are null without normalization.
struct SeparableGradients {
  float* dz;
  float* gamma;
  float* beta;
  float* depthwise;
  float* pointwise;
};

// dy: [images, height, width, out], or dz of the normalization that follows where `follows` is given.
void separableGradient(const SeparableShape& shape, const float* dy, const NormalizedGradient* follows, const float* x,
                       const Normalization& normalization, const Activation& activation, const float* depthwise,
                       const float* pointwise, const SeparableGradients& gradients);

}  // namespace teamnet
