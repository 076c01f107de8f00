#include "stem.h"

#include <algorithm>
#include <vector>

#include "buffer.h"
#include "matrix-product.h"
#include "worker-pool.h"

namespace teamnet {
namespace {

// One image with the zeros around it.
class PaddedImage {
 public:
  explicit PaddedImage(const StemShape& shape)
      : shape_(shape),
        row_(((shape.outWidth - 1L) * shape.stride + shape.size) * shape.in),
        values_(row_ * ((shape.outHeight - 1L) * shape.stride + shape.size)) {}

  void take(const float* image) {
    const long before = shape_.padLeft * static_cast<long>(shape_.in), given = static_cast<long>(shape_.width) * shape_.in;
    const int rows = (shape_.outHeight - 1) * shape_.stride + shape_.size;
    for (int y = 0; y < std::min(shape_.height, rows - shape_.padTop); y++)
      std::copy_n(image + y * given, std::min(given, row_ - before), values_.data() + (y + shape_.padTop) * row_ + before);
  }
  // What the filter's row `tap` meets for the first pixel of an output row.
  const float* at(int outRow, int tap) const { return values_.data() + (static_cast<long>(outRow) * shape_.stride + tap) * row_; }
  long row() const { return row_; }

 private:
  const StemShape shape_;
  const long row_;
  Buffer values_;
};

// Calls work(part, n, image) for each image n with its zeros, in parallel; a part goes through its images in order.
template <typename Work>
void forEachImage(const StemShape& shape, const float* x, int parts, const Work& work) {
  inParallel(parts, [&](int part) {
    const Share share = shareOf(shape.images, part, parts);
    PaddedImage image(shape);
    for (int n = share.first; n < share.end; n++) {
      image.take(x + static_cast<long>(n) * shape.height * shape.width * shape.in);
      work(part, n, image);
    }
  });
}

// Some pixels of an output row, one panel of channels. Step: floats from pixel to pixel, 0 where it is `step`.
template <int Rows, int Vectors, int Step>
inline void stemBlock(const float* x, long row, int size, int run, int step, const float* panel, float* y, long yPixel) {
  Vector sums[Rows][Vectors] = {};
  for (int tap = 0; tap < size; tap++, x += row)
    for (int k = 0; k < run; k++, panel += Vectors * kLanes) {
      Vector b[Vectors];
      for (int v = 0; v < Vectors; v++) b[v] = load(panel + v * kLanes);
#pragma GCC unroll 16
      for (int i = 0; i < Rows; i++) {
        const Vector factor = broadcast(x[i * (Step == 0 ? step : Step) + k]);
#pragma GCC unroll 4
        for (int v = 0; v < Vectors; v++) sums[i][v] += factor * b[v];
      }
    }
  for (int i = 0; i < Rows; i++)
    for (int v = 0; v < Vectors; v++) store(y + i * yPixel + v * kLanes, sums[i][v]);
}

template <int Rows, int Vectors, int Step>
inline void stemRest(int rows, const float* x, long row, int size, int run, int step, const float* panel, float* y,
                     long yPixel) {
  if constexpr (Rows > 0) {
    if (rows == Rows)
      stemBlock<Rows, Vectors, Step>(x, row, size, run, step, panel, y, yPixel);
    else
      stemRest<Rows - 1, Vectors, Step>(rows, x, row, size, run, step, panel, y, yPixel);
  }
}

template <int Vectors, int Step>
void stemRow(const StemShape& shape, const float* x, long row, const float* panel, float* y) {
  const int step = shape.stride * shape.in;
  int i = 0;
  for (; i + kBlockRows <= shape.outWidth; i += kBlockRows)
    stemBlock<kBlockRows, Vectors, Step>(x + i * step, row, shape.size, shape.run(), step, panel, y + i * static_cast<long>(shape.out), shape.out);
  stemRest<kBlockRows - 1, Vectors, Step>(shape.outWidth - i, x + i * step, row, shape.size, shape.run(), step, panel,
                                          y + i * static_cast<long>(shape.out), shape.out);
}

template <int Vectors>
void stemRow(const StemShape& shape, const float* x, long row, const float* panel, float* y) {
  switch (shape.stride * shape.in) {
    case 3:
      return stemRow<Vectors, 3>(shape, x, row, panel, y);
    case 6:
      return stemRow<Vectors, 6>(shape, x, row, panel, y);
    default:
      return stemRow<Vectors, 0>(shape, x, row, panel, y);
  }
}

template <int Rows, int Vectors>
inline void gradientRest(int rows, const float* x, int step, const float* dy, long dyPixel, int width, float* gradient) {
  if constexpr (Rows > 0) {
    if (rows == Rows)
      transposedBlock<Rows, Vectors>(x, step, dy, dyPixel, kLanes, width, gradient, dyPixel);
    else
      gradientRest<Rows - 1, Vectors>(rows, x, step, dy, dyPixel, width, gradient);
  }
}

template <int Vectors>
void gradientRow(const StemShape& shape, const float* x, const float* dy, float* gradient) {
  const int step = shape.stride * shape.in;
  for (int k = 0; k < shape.run(); k += kTransposedRows)
    gradientRest<kTransposedRows, Vectors>(std::min(kTransposedRows, shape.run() - k), x + k, step, dy, shape.out,
                                         shape.outWidth, gradient + static_cast<long>(k) * shape.out);
}

}  // namespace

void stem(const StemShape& shape, const float* x, const float* filter, float* y) {
  const int depth = shape.size * shape.run();
  Buffer packed(static_cast<long>(depth) * shape.out);
  packPanels(filter, depth, shape.out, false, packed.data());
  const int parts = std::min(workerCount(), shape.images);
  forEachImage(shape, x, parts, [&](int, int n, const PaddedImage& image) {
    for (int r = 0; r < shape.outHeight; r++) {
      float* const row = y + (static_cast<long>(n) * shape.outHeight + r) * shape.outWidth * shape.out;
      const float* panel = packed.data();
      for (int c = 0; c < shape.out; c += kPanel) {
        if (shape.out - c >= kPanel)
          stemRow<2>(shape, image.at(r, 0), image.row(), panel, row + c);
        else
          stemRow<1>(shape, image.at(r, 0), image.row(), panel, row + c);
        panel += static_cast<long>(depth) * std::min(kPanel, shape.out - c);
      }
    }
  });
}

void stemFilterGradient(const StemShape& shape, const float* x, const float* dy, float* gradient) {
  const long count = static_cast<long>(shape.size) * shape.run() * shape.out;
  const int parts = std::min(workerCount(), shape.images);
  std::vector<Buffer> sums;
  for (int part = 0; part < parts; part++) sums.emplace_back(count);
  forEachImage(shape, x, parts, [&](int part, int n, const PaddedImage& image) {
    for (int r = 0; r < shape.outHeight; r++) {
      const float* const d = dy + (static_cast<long>(n) * shape.outHeight + r) * shape.outWidth * shape.out;
      for (int tap = 0; tap < shape.size; tap++) {
        float* const row = sums[part].data() + static_cast<long>(tap) * shape.run() * shape.out;
        for (int c = 0; c < shape.out; c += kPanel)
          if (shape.out - c >= kPanel)
            gradientRow<2>(shape, image.at(r, tap), d + c, row + c);
          else
            gradientRow<1>(shape, image.at(r, tap), d + c, row + c);
      }
    }
  });
  for (long i = 0; i < count; i++) {
    float sum = 0;
    for (const Buffer& each : sums) sum += each.data()[i];
    gradient[i] = sum;
  }
}

}  // namespace teamnet
