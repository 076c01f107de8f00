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

}  // namespace teamnet
