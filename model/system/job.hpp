// What is to be searched: one job is one search of a scenario, a size and a lock configuration, for all its properties.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/meaning/checked_model.hpp"
#include "model/meaning/model.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck {

struct Task {
  std::string property;
  std::string description;
  std::string file;                     // of the property
  std::optional<std::string> expected;  // "holds", "violated", "vacuous", ...
  std::string because;
  std::uint32_t line = 0;  // of `file`, where the property is
};

struct Job {
  std::string scenario;  // or the name of a `system`
  std::string description;
  std::string tables;  // "pud[2] pmd[1] pte[1]", "any"; empty for a `system`
  std::string locks;   // "split", "single"; empty for a `system`
  std::vector<std::string> assumptions;
  std::vector<Task> tasks;  // in the order of the properties of the lowered system
  TableShape shape = {};    // of `tables`
  [[nodiscard]] bool any_size() const { return shape.any; }
};

/// "2/1/1" for the tables "pud[2] pmd[1] pte[1]"; empty for "any".
[[nodiscard]] std::string short_size(const std::string& tables);

/// Globs with * and ?; empty ones match everything. `tables` is compared with both names of a size, and also admits
/// sizes that are only made on request.
struct Selection {
  std::string property;
  std::string scenario;
  std::string tables;
};

/// The jobs of everything that `files` (as given to load) name, in a fixed order.
[[nodiscard]] std::vector<Job> plan(const CheckedModel& model, const Selection& selection);

/// Jobs of the same scenario, locks and tasks with tables of small finite sizes, the smallest first.
[[nodiscard]] std::vector<Job> instances(const CheckedModel& model, const Job& any);

/// What lowering may do to make a system smaller without changing a verdict. Each can be left out, to check that it
/// does not.
struct Reduction {
  bool merge = true;   // a critical section may be one step
  bool forget = true;  // entries that the walk has passed for good are not kept
  bool assume = true;  // a guard does not ask for what follows from the place at which the walker is
};

/// The transition system of one job; its properties are the job's tasks, in their order.
/// std::length_error if it would be too large to be written down; std::domain_error, with the reason, if tables of any
/// size cannot be made of it.
[[nodiscard]] TransitionSystem lower(const CheckedModel& model, const Job& job, const Reduction& reduction = {});

}  // namespace walkcheck
