// A thread that does something small again and again beside the work.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

namespace walkcheck {

/// Calls `beat`, which must not throw, every so often until it is destroyed.
class Pulse {
 public:
  Pulse(std::chrono::milliseconds pause, std::function<void()> beat)
      : thread_([pause, beat = std::move(beat)](const std::stop_token& done) {
          std::mutex own;
          std::condition_variable_any changed;
          std::unique_lock lock(own);
          while (!done.stop_requested()) {
            beat();
            changed.wait_for(lock, done, pause, [] { return false; });
          }
        }) {}

 private:
  std::jthread thread_;
};

}  // namespace walkcheck
