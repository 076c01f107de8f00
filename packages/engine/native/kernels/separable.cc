#include "separable.h"

#include "channel-sums.h"
#include "unit-products.h"
#include "worker-pool.h"

namespace teamnet {

void separable(const SeparableShape& shape, const float* x, const Activation& activation, const float* depthwise,
               const float* pointwise, float* y, const Moments* moments) {
  const PackedFilter filter(pointwise, shape.in, shape.out, false, shape.bfloat16);
  const Tiling tiling = makeTiling(shape);
  const int parts = std::min(workerCount(), shape.images);
  std::vector<ChannelSums> sums(parts);
  inParallel(parts, [&](int part) {
    const Share share = shareOf(shape.images, part, parts);
    SeparableTile tile(shape, tiling);
    Buffer scratch(static_cast<long>(tiling.images) * tiling.rows * shape.width * shape.in / 2);
    if (moments != nullptr) sums[part].start(shape.out);
    forEachTile(shape, tiling, share.first, share.end, [&](int image, int images, int row, int rows) {
      tile.fill(x, activation, image, images, row, rows);
      const int pixels = images * rows * shape.width;
      float* out = y + (static_cast<long>(image) * shape.height + row) * shape.width * shape.out;
      const long channels = shape.out;
      filter.multiply(tile.convolve(depthwise), pixels, scratch.data(), [=](int pixel, int c, Vector value) {
        store(out + pixel * channels + c, value);
      });
      if (moments != nullptr) sums[part].add(out, pixels);
    });
  });
  if (moments != nullptr) combine(sums, moments->mean, moments->variance);
}

}  // namespace teamnet
