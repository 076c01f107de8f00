// Threads of the kernels' own: TensorFlow's pool is no part of its C interface.
#pragma once

#include <functional>

namespace teamnet {

// As many as TensorFlow has for one operation ($TF_NUM_INTRAOP_THREADS, else the processor's).
int workerCount();

// Calls work(0) … work(parts - 1), each once, and returns when all are done.
void inParallel(int parts, const std::function<void(int)>& work);

// The share of `total` that part `index` of `parts` has: [first, end). The same for every run, so that sums are too.
struct Share {
  int first;
  int end;
};
inline Share shareOf(int total, int index, int parts) {
  return {static_cast<int>(static_cast<long>(total) * index / parts),
          static_cast<int>(static_cast<long>(total) * (index + 1) / parts)};
}

}  // namespace teamnet
