// A convolution of few channels, as a network's first one: an image's rows are the left side of the product as they lie.
#pragma once

#include "vector.h"

namespace teamnet {

struct StemShape {
  int images;
  int height;
  int width;
  // Few: a colour's three.
  int in;
  int out;
  // Of the quadratic filter.
  int size;
  int stride;
  int outHeight;
  int outWidth;
  // Rows and columns of zeros before the image.
  int padTop;
  int padLeft;

  // Numbers that a row of the filter takes in one piece.
  int run() const { return size * in; }
};

// y [images, outHeight, outWidth, out] of x [images, height, width, in] and the filter [size, size, in, out].
void stem(const StemShape& shape, const float* x, const float* filter, float* y);

// The gradient by the filter.
void stemFilterGradient(const StemShape& shape, const float* x, const float* dy, float* gradient);

}  // namespace teamnet
