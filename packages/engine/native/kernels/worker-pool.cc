#include "worker-pool.h"

#include <atomic>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>

namespace teamnet {
namespace {

class Pool {
 public:
  explicit Pool(int threads) {
    // Never joined: they sleep until the process ends, like TensorFlow's.
    for (int i = 1; i < threads; i++) std::thread([this] { serve(); }).detach();
  }

  void run(int parts, const std::function<void(int)>& work) {
    std::lock_guard<std::mutex> oneAtATime(caller_);
    {
      std::lock_guard<std::mutex> lock(state_);
      work_ = &work;
      parts_ = parts;
      next_ = 0;
      open_ = parts;
      round_++;
    }
    wake_.notify_all();
    drain();
    std::unique_lock<std::mutex> lock(state_);
    done_.wait(lock, [this] { return open_ == 0; });
    work_ = nullptr;
  }

 private:
  void serve() {
    uint64_t seen = 0;
    while (true) {
      {
        std::unique_lock<std::mutex> lock(state_);
        wake_.wait(lock, [&] { return round_ != seen; });
        seen = round_;
      }
      drain();
    }
  }

  void drain() {
    while (true) {
      const std::function<void(int)>* work;
      int part;
      {
        std::lock_guard<std::mutex> lock(state_);
        if (work_ == nullptr || next_ >= parts_) return;
        work = work_;
        part = next_++;
      }
      (*work)(part);
      std::lock_guard<std::mutex> lock(state_);
      if (--open_ == 0) done_.notify_one();
    }
  }

  std::mutex caller_;
  std::mutex state_;
  std::condition_variable wake_;
  std::condition_variable done_;
  const std::function<void(int)>* work_ = nullptr;
  int parts_ = 0;
  int next_ = 0;
  int open_ = 0;
  uint64_t round_ = 0;
};

int countThreads() {
  const char* set = std::getenv("TF_NUM_INTRAOP_THREADS");
  const int threads = set ? std::atoi(set) : 0;
  return threads > 0 ? threads : std::max(1u, std::thread::hardware_concurrency());
}

}  // namespace

int workerCount() {
  static const int count = countThreads();
  return count;
}

void inParallel(int parts, const std::function<void(int)>& work) {
  static Pool* const pool = new Pool(workerCount());
  if (parts == 1)
    work(0);
  else
    pool->run(parts, work);
}

}  // namespace teamnet
