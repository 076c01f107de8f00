// Tiles of images in the cache lie in blocks of channels, one vector wide: [block][pixel][lane]. What a kernel reads
// for one vector of channels is then in one piece, whatever the number of channels.
#pragma once

#include "vector.h"

namespace teamnet {

// Where a tile of pixels lies; `block` floats from one block of channels to the next.
struct Blocked {
  float* start;
  long block;
  float* at(int channel, long pixel) const { return start + (channel / kLanes) * block + pixel * kLanes; }
};

// Asks for pixels of an image batch before they are needed.
struct Ahead {
  const float* from;
  long pixels;
  int channels;
  // values: [total, channels]; from pixel `first` on.
  Ahead(const float* values, long first, long total, int channels)
      : from(values + first * channels), pixels(total - first), channels(channels) {}
  void fetch(long pixel, int channel) const {
    if (channel < channels && pixel < pixels) __builtin_prefetch(from + pixel * channels + channel, 0, 2);
  }
};

}  // namespace teamnet
