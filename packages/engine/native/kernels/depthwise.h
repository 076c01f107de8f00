// A 3 x 3 depthwise convolution of one vector of channels. Rows are padded: a column of zeros stands before and after
// the image's.
#pragma once

#include "vector.h"

namespace teamnet {

constexpr int kTaps = 9;

// Rows [0, rows) of an image with their neighbours, one block of channels: [row][column][lane].
struct PaddedRows {
  // The row before the first, from its column of zeros on.
  const float* above;
  int rows;
  int width;
  long rowFloats() const { return (width + 2L) * kLanes; }
};

// put(row, column, sum) takes each result. filter: [9, channels], from this block's channel on.
template <typename Put>
inline void convolveDepthwise(const PaddedRows in, const float* filter, int channels, const Put put) {
  Vector taps[kTaps];
  for (int t = 0; t < kTaps; t++) taps[t] = load(filter + t * channels);
  const long row = in.rowFloats();
  for (int r = 0; r < in.rows; r++) {
    const float* top = in.above + r * row;
    for (int x = 0; x < in.width; x++, top += kLanes) {
      const float* at = top;
      Vector sums[3];
      for (int tap = 0; tap < 3; tap++, at += row)
        sums[tap] = taps[3 * tap] * load(at) + taps[3 * tap + 1] * load(at + kLanes) +
                    taps[3 * tap + 2] * load(at + 2 * kLanes);
      put(r, x, sums[0] + sums[1] + sums[2]);
    }
  }
}

// gradient [9, channels] += what each tap had part in: the sum over pixels of in(pixel + tap) * dOut(pixel). dOut lies
// like `in`, and starts at its first row, after the column of zeros.
inline void addDepthwiseFilterGradient(const PaddedRows in, const float* dOut, int channels, float* gradient) {
  Vector sums[kTaps];
  for (int t = 0; t < kTaps; t++) sums[t] = load(gradient + t * channels);
  const long row = in.rowFloats();
  for (int r = 0; r < in.rows; r++) {
    const float* top = in.above + r * row;
    const float* from = dOut + r * row;
    for (int x = 0; x < in.width; x++, top += kLanes, from += kLanes) {
      const Vector d = load(from);
      const float* at = top;
      for (int tap = 0; tap < 3; tap++, at += row)
        for (int column = 0; column < 3; column++) sums[3 * tap + column] += d * load(at + column * kLanes);
    }
  }
  for (int t = 0; t < kTaps; t++) store(gradient + t * channels, sums[t]);
}

}  // namespace teamnet
