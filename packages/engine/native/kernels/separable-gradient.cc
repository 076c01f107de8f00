#include <cmath>
#include <cstring>

#include "separable.h"
#include "unit-products.h"
#include "worker-pool.h"

namespace teamnet {
namespace {

// What one thread adds up.
struct Sums {
  Buffer depthwise;
  Buffer pointwise;
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
  ConvolvedGradient(const SeparableShape& shape, const Tiling& tiling)
      : shape_(shape),
        rowsOfImage_(tiling.rows + 3),
        rowFloats_((shape.width + 2L) * kLanes),
        block_(tiling.images * rowsOfImage_ * rowFloats_),
        values_(shape.in / kLanes * block_) {}

  // Row -2 to `rows`, from the column of zeros on.
  float* row(int channel, int image, int row) {
    return values_.data() + (channel / kLanes) * block_ + (image * rowsOfImage_ + row + 2) * rowFloats_;
  }
  // What a product gives, pixel by pixel of an image's rows.
  auto taker(int image) {
    const int width = shape_.width;
    const long block = block_;
    float* const start = row(0, image, 0) + kLanes;
    return [=](int pixel, int c, Vector value) {
      store(start + (c / kLanes) * block + (pixel + pixel / width * 2L) * kLanes, value);
    };
  }
  void clear(int image, int first, int end) {
    for (int c = 0; c < shape_.in; c += kLanes)
      std::memset(row(c, image, first), 0, (end - first) * rowFloats_ * sizeof(float));
  }
  // The last two of `rows` rows come before the next tile's.
  void carry(int rows) {
    for (int c = 0; c < shape_.in; c += kLanes)
      std::memmove(row(c, 0, -2), row(c, 0, rows - 2), 2 * rowFloats_ * sizeof(float));
  }

 private:
  const SeparableShape shape_;
  const int rowsOfImage_;
  const long rowFloats_;
  const long block_;
  Buffer values_;
};

// dz of some rows of an image, one vector of channels: the transposed depthwise convolution where the activation is
// above its floor, and its sums. `d` is the gradient by the convolution's result; activations, x and dz start at the
// first of the rows.
void gradientByActivation(const PaddedRows d, const float* flipped, const float* activations, float floor,
                          const float* x, const float* mean, int channels, float* dz, double* sumDz,
                          double* sumDzOff) {
  const Vector limit = broadcast(floor);
  const Vector center = mean == nullptr ? Vector{} : load(mean);
  const long row = d.rowFloats();
  const int width = d.width;
  Vector sum = {}, sumOff = {};
  convolveDepthwise(d, flipped, channels, [=, &sum, &sumOff](int r, int i, Vector value) {
    const long pixel = (static_cast<long>(r) * width + i) * channels;
    value = load(activations + r * row + (i + 1) * kLanes) > limit ? value : Vector{};
    store(dz + pixel, value);
    sum += value;
    sumOff += value * (load(x + pixel) - center);
  });
  for (int lane = 0; lane < kLanes; lane++) {
    sumDz[lane] += sum[lane];
    sumDzOff[lane] += sumOff[lane];
  }
}

// The gradient by the unit's result of some pixels, in blocks: as it is given, or from dz and y of the normalization
// that follows.
void takeGradient(const float* d, const NormalizedGradient* follows, long first, int pixels, int channels,
                  const Blocked& to) {
  d += first * channels;
  for (int c = 0; c < channels; c += kLanes) {
    float* const out = to.at(c, 0);
    if (follows == nullptr) {
      for (long i = 0; i < pixels; i++) store(out + i * kLanes, load(d + i * channels + c));
      continue;
    }
    const Vector a = load(&follows->a[c]), b = load(&follows->b[c]), shift = load(&follows->c[c]);
    const float* const y = follows->y + first * channels + c;
    for (long i = 0; i < pixels; i++)
      store(out + i * kLanes, a * load(d + i * channels + c) + b * load(y + i * channels) + shift);
  }
}

}  // namespace

void separableGradient(const SeparableShape& shape, const float* dy, const NormalizedGradient* follows, const float* x,
                       const Normalization& normalization, const Activation& activation, const float* depthwise,
                       const float* pointwise, const SeparableGradients& gradients) {
  const int in = shape.in, out = shape.out, width = shape.width;
  const PackedFilter filter(pointwise, out, in, true, shape.bfloat16);
  Buffer flipped(kTaps * in);
  for (int t = 0; t < kTaps; t++) std::copy_n(depthwise + t * in, in, flipped.data() + (kTaps - 1 - t) * in);

  const Tiling tiling = makeTiling(shape);
  const int parts = std::min(workerCount(), shape.images);
  std::vector<Sums> sums;
  for (int part = 0; part < parts; part++) sums.emplace_back(shape);
  inParallel(parts, [&](int part) {
    const Share share = shareOf(shape.images, part, parts);
    Sums& own = sums[part];
    SeparableTile tile(shape, tiling);
    ConvolvedGradient convolved(shape, tiling);
    const long tilePixels = static_cast<long>(tiling.images) * tiling.rows * width;
    Buffer byResult(tilePixels * out);
    Buffer scratch((tilePixels + 1) / 2 * in), resultScratch((tilePixels + 1) / 2 * out);
    forEachTile(shape, tiling, share.first, share.end, [&](int image, int images, int row, int rows) {
      const long start = (static_cast<long>(image) * shape.height + row) * width;
      const int imagePixels = rows * width, pixels = images * imagePixels;
      const Blocked d{byResult.data(), tilePixels * kLanes};
      takeGradient(dy, follows, start, pixels, out, d);
      tile.fill(x, activation, image, images, row, rows);
      addFilterGradient(tile.convolve(depthwise), in, d, out, pixels, shape.bfloat16, scratch.data(),
                        resultScratch.data(), own.pointwise.data());
      const bool top = row == 0, bottom = row + rows == shape.height;
      // A row's dz needs the row after it: without that the last one is left to the next tile.
      const int first = top ? 0 : -1, end = bottom ? rows : rows - 1;
      for (int g = 0; g < images; g++) {
        if (top) convolved.clear(g, -2, 0);
        if (bottom) convolved.clear(g, rows, rows + 1);
        filter.multiply({d.at(0, g * imagePixels), d.block}, imagePixels, resultScratch.data(), convolved.taker(g));
        const long at = (start + static_cast<long>(g) * imagePixels + static_cast<long>(first) * width) * in;
        for (int c = 0; c < in; c += kLanes) {
          addDepthwiseFilterGradient(tile.padded(c, g, 0, rows), convolved.row(c, g, 0) + kLanes, in,
                                     own.depthwise.data() + c);
          gradientByActivation({convolved.row(c, g, first - 1), end - first, width}, flipped.data() + c,
                               tile.row(c, g, first), activation.floor, x + at + c,
                               normalization.mean == nullptr ? nullptr : normalization.mean + c, in,
                               gradients.dz + at + c, &own.dz[c], &own.dzOff[c]);
        }
      }
      if (!bottom) convolved.carry(rows);
    });
  });

  const auto total = [&](auto member, long first, long end, float* to) {
    for (long i = first; i < end; i++) {
      float sum = 0;
      for (const Sums& each : sums) sum += (each.*member).data()[i];
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
