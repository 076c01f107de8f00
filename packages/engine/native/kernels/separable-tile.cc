#include <cmath>
#include <limits>

#include "separable.h"

namespace teamnet {
namespace {

// Activations and convolved pixels of a tile and its gradients together stay in half a megabyte of cache.
constexpr long kTileFloats = 12288;
constexpr long kSmallImagesFloats = 40000;
// An image with fewer pixels is a tile as a whole.
constexpr int kSmallImage = 256;

}  // namespace

Activation makeActivation(const Normalization& normalization, int channels, bool relu) {
  Activation activation{std::vector<float>(channels, 1), std::vector<float>(channels, 0),
                        relu ? 0 : -std::numeric_limits<float>::infinity()};
  if (normalization.mean != nullptr)
    for (int c = 0; c < channels; c++) {
      activation.scale[c] = normalization.gamma[c] / std::sqrt(normalization.variance[c] + normalization.epsilon);
      activation.shift[c] = normalization.beta[c] - normalization.mean[c] * activation.scale[c];
    }
  return activation;
}

Tiling makeTiling(const SeparableShape& shape) {
  const long row = static_cast<long>(shape.width) * std::max(shape.in, shape.out);
  if (shape.height * shape.width <= kSmallImage)
    return {static_cast<int>(std::max(1L, kSmallImagesFloats / (row * shape.height))), shape.height};
  return {1, static_cast<int>(std::clamp(kTileFloats / row, 1L, static_cast<long>(shape.height)))};
}

SeparableTile::SeparableTile(const SeparableShape& shape, const Tiling& tiling)
    : shape_(shape),
      tiling_(tiling),
      pixel_(shape.in + 16),
      rowFloats_((shape.width + 2) * pixel_),
      activations_(tiling.images * (tiling.rows + 2) * rowFloats_),
      convolved_(static_cast<long>(tiling.images) * tiling.rows * shape.width * pixel_) {}

void SeparableTile::fill(const float* x, const Activation& activation, int image, int images, int row, int rows) {
  images_ = images;
  rows_ = rows;
  const int channels = shape_.in;
  const Vector floor = broadcast(activation.floor);
  for (int g = 0; g < images; g++)
    for (int r = -1; r <= rows; r++) {
      // The columns of zeros before and after are never written to.
      float* to = const_cast<float*>(this->activation(g, r)) + pixel_;
      const int y = row + r;
      if (y < 0 || y >= shape_.height) {
        std::fill(to, to + shape_.width * pixel_, 0.0f);
        continue;
      }
      const float* from = x + ((static_cast<long>(image) + g) * shape_.height + y) * shape_.width * channels;
      for (int i = 0; i < shape_.width; i++, to += pixel_, from += channels)
        for (int c = 0; c < channels; c += kLanes)
          store(to + c, larger(load(from + c) * load(&activation.scale[c]) + load(&activation.shift[c]), floor));
    }
}

const float* SeparableTile::convolve(const float* filter) {
  float* out = convolved_.data();
  for (int g = 0; g < images_; g++)
    for (int r = 0; r < rows_; r++, out += shape_.width * pixel_)
      depthwiseRow(around(g, r), pixel_, filter, shape_.width, shape_.in, out, pixel_);
  return convolved_.data();
}

}  // namespace teamnet
