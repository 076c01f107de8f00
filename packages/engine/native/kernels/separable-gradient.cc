#include <cmath>
#include <cstring>

#include "matrix-product.h"
#include "separable.h"
#include "worker-pool.h"

namespace teamnet {
namespace {

// What one thread adds up.
struct Sums {
  std::vector<float> depthwise;
  std::vector<float> pointwise;
  // Of dz, and of dz * (x - mean).
  std::vector<double> dz;
  std::vector<double> dzOff;

  explicit Sums(const SeparableShape& shape)
      : depthwise(kTaps * shape.in),
        pointwise(static_cast<long>(shape.in) * shape.out),
        dz(shape.in),
        dzOff(shape.in) {}
};

// The gradient by the depthwise convolution's result: of the rows of a tile, and the two rows before and one after.
class ConvolvedGradient {
 public:
  ConvolvedGradient(const SeparableShape& shape, const Tiling& tiling, long pixel)
      : width_(shape.width),
        pixel_(pixel),
        rowFloats_((shape.width + 2) * pixel),
        rowsOfImage_(tiling.rows + 3),
        values_(tiling.images * rowsOfImage_ * rowFloats_) {}

  // Row -2 to `rows`, from the column of zeros on.
  float* row(int image, int row) { return values_.data() + (image * rowsOfImage_ + row + 2) * rowFloats_; }
  ThreeRows around(int image, int at) { return {{row(image, at - 1), row(image, at), row(image, at + 1)}}; }
  ResultRows rowsOf(int image) { return {row(image, 0) + pixel_, pixel_, width_, 2}; }
  void clear(int image, int first, int end) {
    std::memset(row(image, first), 0, (end - first) * rowFloats_ * sizeof(float));
  }
  // The last two of `rows` rows come before the next tile's.
  void carry(int rows) { std::memmove(row(0, -2), row(0, rows - 2), 2 * rowFloats_ * sizeof(float)); }

 private:
  const int width_;
  const long pixel_;
  const long rowFloats_;
  const int rowsOfImage_;
  std::vector<float> values_;
};

// dz of one row: the transposed depthwise convolution where the activation is above its floor, and its sums.
void activationGradientRow(const ThreeRows& d, long pixel, const float* flipped, const float* activation, float floor,
                           const float* x, const float* mean, int width, int channels, float* dz, Sums& sums) {
  const Vector limit = broadcast(floor);
  for (int c = 0; c < channels; c += kLanes) {
    Vector taps[kTaps];
    for (int t = 0; t < kTaps; t++) taps[t] = load(flipped + t * channels + c);
    const Vector center = mean == nullptr ? Vector{} : load(mean + c);
    Vector sum = {}, sumOff = {};
    for (int i = 0; i < width; i++) {
      const long at = i * pixel + c;
      Vector rows[3];
      for (int row = 0; row < 3; row++)
        rows[row] = taps[3 * row] * load(d.rows[row] + at) + taps[3 * row + 1] * load(d.rows[row] + at + pixel) +
                    taps[3 * row + 2] * load(d.rows[row] + at + 2 * pixel);
      const Vector value = load(activation + at + pixel) > limit ? rows[0] + rows[1] + rows[2] : Vector{};
      store(dz + static_cast<long>(i) * channels + c, value);
      sum += value;
      sumOff += value * (load(x + static_cast<long>(i) * channels + c) - center);
    }
    if (mean == nullptr) continue;
    for (int lane = 0; lane < kLanes; lane++) {
      sums.dz[c + lane] += sum[lane];
      sums.dzOff[c + lane] += sumOff[lane];
    }
  }
}

// dy of `pixels` pixels from dz and y of the normalization that follows.
void denormalize(const NormalizedGradient& follows, const float* dz, const float* y, int pixels, int channels,
                 float* dy, long dyPixel) {
  for (int i = 0; i < pixels; i++, dz += channels, y += channels, dy += dyPixel)
    for (int c = 0; c < channels; c += kLanes)
      store(dy + c, load(&follows.a[c]) * load(dz + c) + load(&follows.b[c]) * load(y + c) + load(&follows.c[c]));
}

}  // namespace

void separableGradient(const SeparableShape& shape, const float* dy, const NormalizedGradient* follows, const float* x,
                       const Normalization& normalization, const Activation& activation, const float* depthwise,
                       const float* pointwise, const SeparableGradients& gradients) {
  const int in = shape.in, out = shape.out, width = shape.width;
  std::vector<float> packed(static_cast<long>(in) * out);
  packPanels(pointwise, out, in, true, packed.data());
  std::vector<float> flipped(kTaps * in);
  for (int t = 0; t < kTaps; t++) std::copy_n(depthwise + t * in, in, &flipped[(kTaps - 1 - t) * in]);

  const Tiling tiling = makeTiling(shape);
  const int parts = std::min(workerCount(), shape.images);
  std::vector<Sums> sums(parts, Sums(shape));
  inParallel(parts, [&](int part) {
    const Share share = shareOf(shape.images, part, parts);
    Sums& own = sums[part];
    SeparableTile tile(shape, tiling);
    const long pixel = tile.pixel();
    ConvolvedGradient convolved(shape, tiling, pixel);
    std::vector<float> denormalized(
        follows == nullptr ? 0 : static_cast<long>(tiling.images) * tiling.rows * width * (out + 16));
    forEachTile(shape, tiling, share.first, share.end, [&](int image, int images, int row, int rows) {
      const long start = (static_cast<long>(image) * shape.height + row) * width;
      const int pixels = images * rows * width;
      const float* d = dy + start * out;
      long dPixel = out;
      if (follows != nullptr) {
        dPixel = out + 16;
        denormalize(*follows, d, follows->y + start * out, pixels, out, denormalized.data(), dPixel);
        d = denormalized.data();
      }
      tile.fill(x, activation, image, images, row, rows);
      addTransposedProduct(tile.convolve(depthwise), pixel, in, d, dPixel, out, pixels, own.pointwise.data());
      const bool top = row == 0, bottom = row + rows == shape.height;
      for (int g = 0; g < images; g++) {
        if (top) convolved.clear(g, -2, 0);
        if (bottom) convolved.clear(g, rows, rows + 1);
        product(d + static_cast<long>(g) * rows * width * dPixel, dPixel, rows * width, packed.data(), out, in,
                convolved.rowsOf(g));
        for (int r = 0; r < rows; r++)
          addDepthwiseFilterGradient(tile.around(g, r), convolved.row(g, r) + pixel, pixel, width, in,
                                     own.depthwise.data());
        for (int r = top ? 0 : -1; r < (bottom ? rows : rows - 1); r++) {
          const long at = (start + (static_cast<long>(g) * rows + r) * width) * in;
          activationGradientRow(convolved.around(g, r), pixel, flipped.data(), tile.activation(g, r),
                                activation.floor, x + at, normalization.mean, width, in, gradients.dz + at, own);
        }
      }
      if (!bottom) convolved.carry(rows);
    });
  });

  const auto total = [&](auto member, long first, long end, float* to) {
    for (long i = first; i < end; i++) {
      float sum = 0;
      for (const Sums& each : sums) sum += (each.*member)[i];
      to[i] = sum;
    }
  };
  total(&Sums::depthwise, 0, kTaps * in, gradients.depthwise);
  inParallel(parts, [&](int part) {
    const Share share = shareOf(in * out, part, parts);
    total(&Sums::pointwise, share.first, share.end, gradients.pointwise);
  });
  if (normalization.mean == nullptr) return;
  for (int c = 0; c < in; c++) {
    double dz = 0, dzOff = 0;
    for (const Sums& each : sums) {
      dz += each.dz[c];
      dzOff += each.dzOff[c];
    }
    gradients.beta[c] = static_cast<float>(dz);
    gradients.gamma[c] = static_cast<float>(dzOff / std::sqrt(normalization.variance[c] + normalization.epsilon));
  }
}

}  // namespace teamnet
