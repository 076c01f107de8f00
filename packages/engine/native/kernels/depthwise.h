// A 3 x 3 depthwise convolution, row by row. Rows are padded: a column of zeros stands before and after the image's.
#pragma once

#include "vector.h"

namespace teamnet {

constexpr int kTaps = 9;

// Three neighbouring rows of an image, from the column of zeros on.
struct ThreeRows {
  const float* rows[3];
};

// out [width, channels] = the convolution at the middle row. filter: [9, channels].
inline void depthwiseRow(const ThreeRows& in, long pixel, const float* filter, int width, int channels, float* out,
                         long outPixel) {
  for (int c = 0; c < channels; c += kLanes) {
    Vector taps[kTaps];
    for (int t = 0; t < kTaps; t++) taps[t] = load(filter + t * channels + c);
    for (int x = 0; x < width; x++) {
      const long at = x * pixel + c;
      Vector sums[3];
      for (int row = 0; row < 3; row++)
        sums[row] = taps[3 * row] * load(in.rows[row] + at) + taps[3 * row + 1] * load(in.rows[row] + at + pixel) +
                    taps[3 * row + 2] * load(in.rows[row] + at + 2 * pixel);
      store(out + x * outPixel + c, sums[0] + sums[1] + sums[2]);
    }
  }
}

// gradient [9, channels] += what each tap had part in: sum over x of in(x + tap) * dOut(x).
inline void addDepthwiseFilterGradient(const ThreeRows& in, const float* dOut, long pixel, int width, int channels,
                                       float* gradient) {
  for (int c = 0; c < channels; c += kLanes) {
    Vector sums[kTaps];
    for (int t = 0; t < kTaps; t++) sums[t] = load(gradient + t * channels + c);
    for (int x = 0; x < width; x++) {
      const long at = x * pixel + c;
      const Vector d = load(dOut + at);
      for (int row = 0; row < 3; row++)
        for (int column = 0; column < 3; column++)
          sums[3 * row + column] += d * load(in.rows[row] + at + column * pixel);
    }
    for (int t = 0; t < kTaps; t++) store(gradient + t * channels + c, sums[t]);
  }
}

}  // namespace teamnet
