#include <cmath>
#include <limits>
#include <type_traits>

#include "separable.h"

namespace teamnet {
namespace {

// Activations and convolved pixels of a tile and its gradients together stay in half a megabyte of cache.
constexpr long kTileFloats = 12288;
constexpr long kSmallImagesFloats = 40000;
// An image with fewer pixels is a tile as a whole.
constexpr int kSmallImage = 256;

// Of one row of pixels, some vectors of channels: max(x * scale + shift, floor), each vector to its block.
template <int Vectors>
void activateRow(const float* x, int channels, const float* scales, const float* shifts, Vector floor, int width,
                 float* to, long block) {
  Vector scale[Vectors], shift[Vectors];
  for (int v = 0; v < Vectors; v++) {
    scale[v] = load(scales + v * kLanes);
    shift[v] = load(shifts + v * kLanes);
  }
  for (int i = 0; i < width; i++, x += channels, to += kLanes)
#pragma GCC unroll 4
    for (int v = 0; v < Vectors; v++)
      store(to + v * block, atLeast(floor, load(x + v * kLanes) * scale[v] + shift[v]));
}

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
      rowFloats_((shape.width + 2L) * kLanes),
      activationsBlock_(tiling.images * (tiling.rows + 2) * rowFloats_),
      activations_(shape.in / kLanes * activationsBlock_),
      convolved_(static_cast<long>(tiling.images) * tiling.rows * shape.width * shape.in) {}

void SeparableTile::fill(const float* x, const Activation& activation, int image, int images, int row, int rows) {
  images_ = images;
  rows_ = rows;
  const int channels = shape_.in;
  const Vector floor = broadcast(activation.floor);
  for (int g = 0; g < images; g++)
    for (int r = -1; r <= rows; r++) {
      const int y = row + r;
      const float* from = x + ((static_cast<long>(image) + g) * shape_.height + y) * shape_.width * channels;
      int c = 0;
      // The columns of zeros before and after are never written to.
      const auto to = [&] { return const_cast<float*>(this->row(c, g, r)) + kLanes; };
      if (y < 0 || y >= shape_.height)
        for (; c < channels; c += kLanes) std::fill_n(to(), static_cast<long>(shape_.width) * kLanes, 0.0f);
      const auto activate = [&](auto vectors) {
        for (; c + vectors() * kLanes <= channels; c += vectors() * kLanes)
          activateRow<vectors()>(from + c, channels, &activation.scale[c], &activation.shift[c], floor, shape_.width,
                                 to(), activationsBlock_);
      };
      activate(std::integral_constant<int, 4>{});
      activate(std::integral_constant<int, 2>{});
      activate(std::integral_constant<int, 1>{});
    }
}

Blocked SeparableTile::convolve(const float* filter) {
  const long imagePixels = static_cast<long>(rows_) * shape_.width;
  const Blocked out{convolved_.data(), static_cast<long>(tiling_.images) * tiling_.rows * shape_.width * kLanes};
  const int width = shape_.width;
  for (int c = 0; c < shape_.in; c += kLanes)
    for (int g = 0; g < images_; g++) {
      float* const to = out.at(c, g * imagePixels);
      // Copies in the closure: what a store might have changed would be read again for each pixel.
      convolveDepthwise(padded(c, g, 0, rows_), filter + c, shape_.in, [=](int r, int i, Vector sum) {
        store(to + (static_cast<long>(r) * width + i) * kLanes, sum);
      });
    }
  return out;
}

}  // namespace teamnet
