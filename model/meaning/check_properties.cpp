#include <algorithm>
#include <set>

#include "model/meaning/checks.hpp"
#include "model/meaning/property_terms.hpp"
#include "model/meaning/types.hpp"
#include "model/meaning/visit.hpp"

namespace walkcheck {

namespace {

using Body = tree::Clause::Body;
using Scope = tree::Clause::Scope;
using tree::Expression;

constexpr std::int64_t largest_number = 1'000;

bool is_integer(const Expression& e, std::int64_t low, std::int64_t high) {
  const auto* number = std::get_if<tree::Integer>(&e.what);
  return number != nullptr && number->value >= low && number->value <= high;
}

class PropertyCheck {
 public:
  PropertyCheck(const Model& model, Diagnostics& diagnostics, const PropertyTerms& terms,
                const tree::PropertyDeclaration& property)
      : model_(model), diagnostics_(diagnostics), terms_(terms), property_(property) {}

  void run() {
    if (property_.address) free_name(*property_.address);
    for (const tree::Capture& each : property_.captures) capture(each);
    for (const tree::Clause& each : property_.clauses) clause(each);
    if (property_.witness) terms_.events_or_condition(*property_.witness);
    parts();
    locks();
    expectations();
  }

 private:
  // ---------------------------------------------------------------- captures

  /// A capture's name means nothing else, wherever it may stand.
  bool free_name(const tree::Name& name) {
    static const std::vector<std::string> words{"action",     "result", "address",  "value", "vma", "walker",
                                                "locks_held", "has",    "held",     "yes",   "no",  "true",
                                                "false",      "null",   "deadlock", "unset"};
    const auto is_state = [&](const Level& level) { return level.name == name.text || level.state(name.text); };
    const bool word = std::find(words.begin(), words.end(), name.text) != words.end() || find_event(name.text) ||
                      find_slot(name.text) != nullptr ||
                      std::find(std::begin(action_names), std::end(action_names), name.text) != std::end(action_names);
    const bool of_model = model_.lock(name.text) || model_.vma(name.text) || model_.predicates.contains(name.text) ||
                          std::any_of(model_.levels.begin(), model_.levels.end(), is_state);
    const bool own = terms_.has_capture(name.text) ||
                     (property_.address && &name != &*property_.address && property_.address->text == name.text);
    if (!word && !of_model && !own) return true;
    diagnostics_.report("duplicate-name", name.span, "'" + name.text + "' has a meaning here already",
                        "give it another name");
    return false;
  }

  void capture(const tree::Capture& what) {
    const bool free = free_name(what.name);
    Type type{TypeKind::invalid, {}};
    for (const auto& each : what.sources) {
      const std::vector<NamedEvent> events = terms_.events(*each.event);
      if (events.empty()) continue;
      const bool first = &each == &what.sources.front();
      const Type found = source(what, *each.value, events, type, first);
      if (first) type = found;
    }
    if (what.initially) initial(*what.initially, type);
    if (type.kind == TypeKind::boolean && !what.initially) {
      diagnostics_.report("missing-part", what.name.span,
                          "'" + what.name.text + "' is yes or no, but nothing says which before it is captured",
                          "add: initially no");
    }
    if (free) terms_.add_capture(what.name.text, type);
    if (what.initially) begun_.insert(what.name.text);
  }

  Type source(const tree::Capture& what, const Expression& value, const std::vector<NamedEvent>& events, Type wanted,
              bool first) {
    constexpr Type invalid{TypeKind::invalid, {}};
    if (mentions_event(value)) {
      diagnostics_.report("wrong-event", value.span, "a value is needed here, not an event");
      return invalid;
    }
    if (std::holds_alternative<tree::Integer>(value.what) && !is_integer(value, 0, largest_number)) {
      diagnostics_.report("wrong-type", value.span, "a captured number is 0 to 1000");
      return invalid;
    }
    if (!first && terms_.is_word(value) && wanted.kind != TypeKind::invalid) {
      if (terms_.fits(value, wanted) && wanted.kind == TypeKind::error && !is_integer(value, 0, 0)) {
        diagnostics_.report("wrong-type", value.span, "of the error codes only 0 can be captured by itself",
                            "capture result");
      }
      return wanted;
    }
    const Type type = terms_.type(value, events);
    if (type.kind == TypeKind::invalid) return type;
    if (const auto* name = std::get_if<tree::Reference>(&value.what); name != nullptr) {
      if (name->name == "value") {
        diagnostics_.report("wrong-type", value.span, "what an event saw cannot be captured",
                            "capture *pud, the entry at which the walk stands");
        return invalid;
      }
      if (what.initially && terms_.has_capture(name->name) && !begun_.contains(name->name)) {
        diagnostics_.report("missing-part", value.span,
                            "'" + name->name + "' may not be captured yet when it is captured here",
                            "give it an 'initially' too");
      }
    }
    const bool computed = std::holds_alternative<tree::Binary>(value.what) && type.kind == TypeKind::integer;
    if (computed)
      diagnostics_.report("wrong-type", value.span, "a captured number is not computed",
                          "capture it as it is, and compute where it is used");
    if (!first && wanted.kind != TypeKind::invalid && type != wanted) {
      diagnostics_.report(
          "wrong-type", value.span,
          "'" + what.name.text + "' is " + describe(wanted) + " above, and " + describe(type) + " here");
    }
    return computed ? invalid : type;
  }

  void initial(const Expression& e, Type wanted) {
    if (wanted.kind == TypeKind::invalid) return;
    const auto* name = std::get_if<tree::Reference>(&e.what);
    const bool truth =
        name != nullptr && (name->name == "yes" || name->name == "no" || name->name == "true" || name->name == "false");
    if (wanted.kind == TypeKind::boolean ? truth
        : wanted.kind == TypeKind::error ? is_integer(e, 0, 0)
                                         : wanted.kind == TypeKind::integer && is_integer(e, 0, 0))
      return;
    const bool word = terms_.is_word(e) && name != nullptr && wanted.kind != TypeKind::boolean;
    if (word && wanted.kind != TypeKind::error && wanted.kind != TypeKind::integer) {
      terms_.fits(e, wanted);
      return;
    }
    const bool number = wanted.kind == TypeKind::error || wanted.kind == TypeKind::integer;
    diagnostics_.report("wrong-type", e.span, "this is no first value for " + describe(wanted),
                        number ? "numbers and error codes begin with 0" : "write a word: yes, no, a state, an action");
  }

  // ---------------------------------------------------------------- judgements

  void clause(const tree::Clause& what) {
    if (what.begin) terms_.events(*what.begin);
    if (what.end) terms_.events(*what.end);
    switch (what.body) {
      case Body::never:
        if (!what.condition) {
          terms_.events_or_condition(*what.event);
        } else if (mentions_event(*what.event)) {
          const auto events = terms_.events(*what.event);
          if (!events.empty()) terms_.condition(*what.condition, events);
        } else {
          terms_.events_or_condition(*what.event);
          terms_.condition(*what.condition, {});
        }
        break;
      case Body::always:
        terms_.condition(*what.condition, {});
        break;
      case Body::at_always: {
        const auto events = terms_.events(*what.event);
        if (!events.empty()) terms_.condition(*what.condition, events);
        break;
      }
      case Body::some:
        terms_.events(*what.event);
        break;
      case Body::only_after:
      case Body::leads_to:
        terms_.events(*what.event);
        terms_.events(*what.other);
        break;
      case Body::terminates:
      case Body::no_deadlock:
        alone(what);
        break;
    }
  }

  /// What is judged on the graph of all states has no observer beside it.
  void alone(const tree::Clause& what) {
    const std::string words = what.body == Body::terminates ? "'terminates when rivals stop'" : "'never deadlock'";
    const auto is_alone = [](const tree::Clause& clause) {
      return clause.body == Body::terminates || clause.body == Body::no_deadlock;
    };
    const auto first = std::find_if(property_.clauses.begin(), property_.clauses.end(), is_alone);
    if (&*first != &what) return;
    if (property_.clauses.size() > 1) {
      diagnostics_.report("wrong-part", what.span, words + " is a property of its own",
                          "write the other judgements as another property");
    } else if (what.scope != Scope::globally) {
      diagnostics_.report("wrong-part", what.span, words + " has no scope");
    } else if (property_.address || !property_.captures.empty()) {
      diagnostics_.report("wrong-part", what.span, words + " has no address and no captures");
    }
  }

  void parts() {
    if (property_.clauses.empty()) {
      diagnostics_.report("missing-part", property_.name.span, "property '" + property_.name.text + "' judges nothing",
                          "add: never EVENT, always CONDITION, ...");
      return;
    }
    if (property_.witness) return;
    const tree::Clause* forbids = nullptr;
    for (const tree::Clause& what : property_.clauses) {
      const bool shows_itself = what.begin || (what.body == Body::some && what.end) || what.body == Body::at_always ||
                                what.body == Body::only_after || what.body == Body::leads_to;
      if (shows_itself) return;
      if (what.body == Body::never && mentions_event(*what.event) && forbids == nullptr) forbids = &what;
    }
    if (forbids == nullptr) return;
    diagnostics_.report("missing-witness", forbids->span, "nothing shows that this could happen at all",
                        "name an event that must be reachable, as in: witness descend(pud)");
  }

  void locks() {
    for (const tree::Name& name : property_.locks) {
      if (name.text != "split" && name.text != "single")
        report_unknown(diagnostics_, "lock-configuration", name, {"split", "single"});
    }
  }

  void expectations() {
    std::vector<std::string> known;
    for (const auto& [name, scenario] : model_.scenarios) known.push_back(name);
    std::set<std::string> listed;
    for (const tree::Expectation& expectation : property_.expectations) {
      check_verdict(expectation.verdict, diagnostics_);
      for (const tree::Name& target : expectation.targets) {
        if (!model_.scenarios.contains(target.text)) {
          report_unknown(diagnostics_, "scenario", target, known);
        } else if (!listed.insert(target.text).second) {
          diagnostics_.report("duplicate-name", target.span,
                              "scenario '" + target.text + "' is listed twice in this property");
        }
      }
    }
  }

  const Model& model_;
  Diagnostics& diagnostics_;
  PropertyTerms terms_;
  const tree::PropertyDeclaration& property_;
  std::set<std::string> begun_;  // captures with a first value
};

}  // namespace

void check_verdict(const tree::Name& verdict, Diagnostics& diagnostics) {
  static const std::vector<std::string> words{"holds", "violated", "vacuous", "proved", "bounded", "unknown"};
  if (std::find(words.begin(), words.end(), verdict.text) == words.end())
    report_unknown(diagnostics, "verdict", verdict, words);
}

void check_properties(CheckContext context) {
  const PropertyTerms terms(context.model, context.diagnostics);
  std::set<std::string> names;
  for (const tree::File& file : context.model.files) {
    for (const tree::Declaration& declaration : file.declarations) {
      const auto* property = std::get_if<tree::PropertyDeclaration>(&declaration.what);
      if (property == nullptr) continue;
      context.model.properties.push_back({property, declaration.span});
      if (!names.insert(property->name.text).second) {
        context.diagnostics.report("duplicate-name", property->name.span,
                                   "property '" + property->name.text + "' is declared twice");
      }
      PropertyCheck(context.model, context.diagnostics, terms, *property).run();
    }
  }
}

}  // namespace walkcheck
