// Which property notices which fault of the model.
#pragma once

#include <string>
#include <vector>

namespace walkcheck {

/// What became of one mutant (model/language/mutations.hpp).
struct Trial {
  enum class Fate {
    noticed,    // some verdict is another one
    survived,   // the rules are others, and no verdict is
    undecided,  // the same, but a limit ended some search
    unreached,  // the rules are others, but none of those that ever fire
    unchanged,  // the same rules: what was changed is not in use
    refused     // it makes no sense any more, and the static checks say so
  };
  std::string owner, name;  // "pagewalk_v17", "pagewalk_v17 pud U7 dropped"
  std::string place;        // "model/kernel/walkers/v17.walk:50"
  Fate fate = Fate::unchanged;
  std::vector<std::size_t> noticed_by;  // properties, ascending
  std::string because;                  // of a survivor: what the files say
};

struct MutationRun {
  std::vector<std::string> properties;
  std::vector<Trial> trials;          // in the order of the text
  std::vector<std::string> needless;  // what the files say survives, and is noticed, or is no mutant at all
};

/// A table of what each property notices, how much each notices alone, and the survivors; at most 75 columns.
[[nodiscard]] std::string report_mutations(const MutationRun& run);

/// 1 if a survivor has no reason or a reason no survivor; else 3 if something is undecided; else 0.
[[nodiscard]] int exit_code(const MutationRun& run);

}  // namespace walkcheck
