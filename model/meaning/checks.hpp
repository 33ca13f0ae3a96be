// The static checks, in the order in which they run. Each fills its part of the model and reports what makes no sense;
// a later one may rely on what the earlier ones accepted.
#pragma once

#include "model/meaning/model.hpp"
#include "model/text/diagnostic.hpp"

namespace walkcheck {

struct CheckContext {
  Model& model;
  Diagnostics& diagnostics;
};

void check_tables(CheckContext context);      // levels, predicates, kinds of vma, locks
void check_procedures(CheckContext context);  // primitives and callbacks, their variants and signatures
void check_walkers(CheckContext context);
void check_rivals(CheckContext context);  // rows and groups
void check_bodies(CheckContext context);  // names, labels and types of every statement
void check_scenarios(CheckContext context);
void check_written_out(CheckContext context);  // what each scenario makes of its walker comes to an end
void check_properties(CheckContext context);
void check_systems(CheckContext context);

// ---------------------------------------------------------------- shared by checks

/// Applies the edits of a variant, in their order. Steps are found by their label, in nested blocks too; a step reaches
/// to the next label of its block. `drop` and `replace` leave the label in place, so that a goto to it stays good.
[[nodiscard]] tree::Block apply_edits(tree::Block block, const std::vector<tree::Edit>& edits,
                                      Diagnostics& diagnostics);

/// All label names of a block, nested ones too.
[[nodiscard]] std::vector<std::string> labels_of(const tree::Block& block);

/// "unknown-verdict" unless it is a word for a verdict.
void check_verdict(const tree::Name& verdict, Diagnostics& diagnostics);

/// "unknown-KIND": the usual message and the nearest spelling among `known`.
void report_unknown(Diagnostics& diagnostics, std::string_view kind, const tree::Name& name,
                    const std::vector<std::string>& known);

}  // namespace walkcheck
