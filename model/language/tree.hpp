// The tree of a .walk or .prop file: what was written, in the order in which it was written, with no meaning yet.
// Every node knows its span. Equality of trees (same_tree) ignores spans.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/language/statement_tree.hpp"
#include "model/text/source.hpp"

namespace walkcheck::tree {

// ---------------------------------------------------------------- declarations

/// level pud { none, table, leaf }: from the root down in the order of the declarations. `none` is fresh, `table` leads
/// to a child.
struct LevelDeclaration {
  Name name;
  std::vector<Name> states;
};

/// predicate trans_huge at pud, pmd = { leaf }
struct PredicateDeclaration {
  Name name;
  std::vector<Name> levels;
  std::vector<Name> states;
};

/// vma anon, file, dax
struct VmaDeclaration {
  std::vector<Name> kinds;
};

/// lock pud_lock per mm | lock pmd_lock per pmd table [or is pud_lock] | lock p4d_lock is pud_lock
struct LockDeclaration {
  Name name;
  enum class Owner { mm, table, alias } owner;
  std::optional<Name> level;  // for Owner::table
  std::optional<Name> same;   // for Owner::alias, and the lock that it is when page-table locks are not split
};

struct Parameter {
  Name level;
  Name name;
};  // `pud entry`, or `any entry`

/// primitive NAME(pud entry) [as SHOWN] "where" { }   |   primitive NAME = OTHER { edits }
struct ProcedureDeclaration {
  enum class Kind { primitive, callback } kind;
  Name name;
  std::optional<Name> shown;          // the kernel's name, if it is another one
  std::optional<Name> slot;           // callback NAME for pud_entry
  std::vector<Parameter> parameters;  // of a primitive; a callback has the one entry that its slot gives it, `entry`
  std::optional<Name> base;           // a variant
  std::optional<Text> description;
  Block body;
  std::vector<Edit> edits;
};

struct LevelName {
  Name level;
  std::optional<Name> shown;
};
/// level pud as walk_pud_range { [enter { }] steps [leave { }] }
struct WalkerLevel {
  std::vector<LevelName> levels;
  Block enter, body, leave;
  std::vector<Edit> edits;  // in a variant
  Span span;
};
struct WalkerDeclaration {
  Name name;
  std::optional<Name> base;
  std::optional<Name> shown;
  std::optional<Text> description;
  std::vector<WalkerLevel> levels;
};

/// rival zap_pud as zap_huge_pud at pud: leaf, devmap -> none takes pud_lock when vma is dax while mmap in {read}
/// "text"
struct RivalStage {
  std::vector<Name> states;
  std::optional<Name> children;
};  // table { all present }
struct RivalDeclaration {
  Name name;
  std::optional<Name> shown;
  Name level;
  /// `a -> b`: one step. `a ~ b ~ c`: a step to b and a later one to c, under the lock.
  /// `sees a ~ stores b`: a load and a later store that does not look.
  enum class Form { atomic, staged, late } form;
  std::vector<RivalStage> stages;
  std::optional<Name> lock;   // empty: takes nothing
  std::vector<Name> also;     // more locks, of a row of one step
  std::optional<Name> after;  // frees after rcu: who holds this lock may still read the table that the row takes away
  std::vector<Name> vmas;     // empty: any kind
  std::vector<Name> modes;    // how the walk may hold mmap; empty: in any way
  std::optional<Text> description;
};

/// rivals env_r = a, b, other_group without c
struct GroupDeclaration {
  Name name;
  std::vector<Name> members;
  std::vector<Name> without;
};

struct TableLevel {
  Name level;
  std::optional<std::int64_t> entries;  // empty: any number
  Span span;
};
/// tables [on request] pud[2] pmd[1] pte[1], or pud[any] pmd[any] pte[any]: levels that are left out are folded.
/// tables any: every level, any number of entries.
struct TableSize {
  bool on_request = false;
  bool any = false;  // `tables any`; then there are no levels
  std::vector<TableLevel> levels;
  Span span;
};

struct Binding {
  Name slot;
  Name procedure;
};  // callback pud_entry = hmm_pud, use other_split for split_huge_pud
/// expect dead STEP in PROCEDURE because "...": or, without `in`, a row or a callback (its slot) that never runs.
struct ExpectDead {
  Name what;
  std::optional<Name> procedure;
  Text because;
};
/// scenario NAME [= BASE] "text" { ... }: a clause of the variant takes the place of the base's (callbacks: per slot;
/// `callback x = null` removes).
struct ScenarioDeclaration {
  Name name;
  std::optional<Name> base;
  std::optional<Text> description;
  std::optional<Name> walker;
  std::vector<Binding> callbacks;
  std::vector<Binding> uses;  // slot: what is replaced; procedure: by what
  std::optional<Name> mmap;   // caller holds mmap read
  std::vector<Name> vmas;
  std::vector<Name> rivals, without;
  std::vector<Name> locks;  // split, single
  std::vector<TableSize> tables;
  std::vector<Text> assumptions;
  std::vector<ExpectDead> dead;
};

/// `let c = *pud at success(x), no at retry [initially yes]`
struct Capture {
  struct Source {
    ExpressionPtr value;
    ExpressionPtr event;
  };
  Name name;
  std::vector<Source> sources;
  ExpressionPtr initially;  // may be null: nothing is judged before the first capture
  Span span;
};

/// One judgement of a property. Events are expressions: calls and names joined by `or`.
struct Clause {
  enum class Scope { globally, after, after_until, before } scope = Scope::globally;  // from A until B == after_until
  ExpressionPtr begin, end;  // after BEGIN until END; before END
  enum class Body {
    never,       // never EVENT [while CONDITION], never CONDITION
    always,      // always CONDITION
    at_always,   // at EVENT always CONDITION
    some,        // some EVENT (before the scope ends)
    only_after,  // EVENT only after OTHER
    leads_to,    // EVENT leads to OTHER (before the scope ends)
    terminates,  // terminates when rivals stop
    no_deadlock  // never deadlock
  } body;
  ExpressionPtr event, other, condition;  // condition of `while` or `always`
  Span span;
};

struct Expectation {
  std::vector<Name> targets;  // scenarios
  Name verdict;               // holds, violated, vacuous, or any other word of a verdict
  std::optional<Text> because;
};

/// survivor "pagewalk_v17 pud U2 dropped" because "...": no property notices this mutation (mutations.hpp), and why.
struct SurvivorDeclaration {
  Text mutant;
  Text because;
};

struct PropertyDeclaration {
  Name name;
  std::optional<Text> description;
  std::optional<Name> address;  // for each address a
  std::vector<Capture> captures;
  std::vector<Clause> clauses;
  ExpressionPtr witness;    // may be null
  std::vector<Name> locks;  // locks split, single: the configurations to judge; empty: as the scenario says
  std::vector<Expectation> expectations;
};

// ---------------------------------------------------------------- systems

/// A set of names, or a range of integers `0..n` (both ends belong to it).
struct Domain {
  std::vector<Name> values;
  ExpressionPtr low, high;
  Span span;
};
struct ConstantDeclaration {
  Name name;
  ExpressionPtr value;
};
/// var e[4] : {none, leaf} [= none]; without a start value every value is a start.
struct VariableDeclaration {
  Name name;
  ExpressionPtr length;
  Domain domain;
  ExpressionPtr start;
};
struct RuleParameter {
  Name name;
  ExpressionPtr low, high;
};  // for i in 0..n
struct SystemAssign {
  Name target;
  ExpressionPtr index;
  ExpressionPtr value;
};  // index may be null
/// [rival] rule "text" [for i in 0..3, j in 0..1] when GUARD { x = 1  e[i] = none }: all right sides are read first.
struct RuleDeclaration {
  bool rival = false;
  Text name;
  std::vector<RuleParameter> parameters;
  ExpressionPtr guard;
  std::vector<SystemAssign> updates;
  Span span;
};
/// start CONDITION: a further condition on the start states.
struct StartDeclaration {
  ExpressionPtr condition;
};
/// count "ERR" CONDITION: how many reachable states meet it.
struct CountDeclaration {
  Text name;
  ExpressionPtr condition;
};
/// property NAME "text" never C | always C | terminates when rivals stop | never deadlock   expect holds [because ""]
struct SystemProperty {
  Name name;
  std::optional<Text> description;
  Clause clause;  // scope globally; body never, always, terminates, no_deadlock
  ExpressionPtr witness;
  std::optional<Expectation> expectation;  // without targets
};
using SystemItem = std::variant<ConstantDeclaration, VariableDeclaration, RuleDeclaration, StartDeclaration,
                                CountDeclaration, SystemProperty>;
struct SystemDeclaration {
  Name name;
  std::optional<Text> description;
  std::vector<SystemItem> items;
};

// ---------------------------------------------------------------- files

using DeclarationBody = std::variant<LevelDeclaration, PredicateDeclaration, VmaDeclaration, LockDeclaration,
                                     ProcedureDeclaration, WalkerDeclaration, RivalDeclaration, GroupDeclaration,
                                     ScenarioDeclaration, PropertyDeclaration, SurvivorDeclaration, SystemDeclaration>;
struct Declaration {
  DeclarationBody what;
  Span span;
};

struct File {
  FileId id = 0;
  std::vector<Text> imports;
  std::vector<Declaration> declarations;
};

}  // namespace walkcheck::tree
