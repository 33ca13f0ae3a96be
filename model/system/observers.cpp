#include "model/system/observers.hpp"

#include <algorithm>
#include <functional>

#include "model/language/parser.hpp"
#include "model/system/property_parts.hpp"

namespace walkcheck {

namespace {

using tree::ExpressionPtr;
using Body = tree::Clause::Body;
using ScopeKind = tree::Clause::Scope;

/// True if the capture is made exactly where the scope of every clause that uses it begins: then nobody misses it once
/// the scope is over.
bool captured_where_scopes_begin(const tree::PropertyDeclaration& property, const tree::Capture& capture) {
  if (capture.sources.size() != 1 || capture.initially) return false;
  const std::string& name = capture.name.text;
  if (mentions(property.witness, name)) return false;
  for (const tree::Capture& other : property.captures) {
    for (const auto& source : other.sources) {
      if (mentions(source.value, name) || mentions(source.event, name)) return false;
    }
  }
  return std::all_of(property.clauses.begin(), property.clauses.end(), [&](const tree::Clause& clause) {
    if (mentions(clause.begin, name) || mentions(clause.end, name)) return false;
    if (!mentions(clause.event, name) && !mentions(clause.other, name) && !mentions(clause.condition, name))
      return true;
    return clause.begin && clause.end && print(*clause.begin) == print(*capture.sources.front().event);
  });
}

/// What must be reachable for the property to say anything.
const tree::Expression* antecedent_of(const tree::PropertyDeclaration& property) {
  if (property.witness) return property.witness.get();
  for (const tree::Clause& clause : property.clauses) {
    if (clause.begin) return clause.begin.get();
    if (clause.body == Body::some && clause.end) return clause.end.get();
    if (clause.body == Body::at_always || clause.body == Body::only_after || clause.body == Body::leads_to)
      return clause.event.get();
  }
  return nullptr;
}

/// The events at which something is judged, captured, opened or closed.
std::uint32_t kinds_of(const tree::PropertyDeclaration& property) {
  std::uint32_t kinds = 0;
  const auto add = [&](const ExpressionPtr& e) {
    if (e) kinds |= event_kinds(*e);
  };
  for (const auto& capture : property.captures) {
    for (const auto& source : capture.sources) add(source.event);
  }
  for (const auto& clause : property.clauses) {
    for (const auto& e : {clause.begin, clause.end, clause.event, clause.other, clause.condition}) add(e);
    // What is owed at the end of the walk is broken there.
    if (clause.body == Body::leads_to) kinds |= 1U << static_cast<unsigned>(EventKind::end);
  }
  return kinds;
}

Property::Kind kind_of(const tree::PropertyDeclaration& property) {
  for (const tree::Clause& clause : property.clauses) {
    if (clause.body == Body::terminates) return Property::Kind::terminates;
    if (clause.body == Body::no_deadlock) return Property::Kind::no_deadlock;
  }
  return Property::Kind::safety;
}

}  // namespace

Observers::Observers(const Model& model, const Scenario& scenario, const Layout& layout,
                     const std::vector<const tree::PropertyDeclaration*>& properties, WalkFacts facts,
                     SystemDraft& draft)
    : model_(model), scenario_(scenario), layout_(layout), draft_(draft), facts_(std::move(facts)) {
  for (const auto* property : properties) add(*property);
}

void Observers::add(const tree::PropertyDeclaration& declaration) {
  Observed observed;
  observed.what = &declaration;
  observed.kinds = kinds_of(declaration);
  Property property;
  property.name = declaration.name.text;
  property.kind = kind_of(declaration);
  if (property.kind == Property::Kind::safety) {
    observed.bad = property.bad_mark = draft_.marks++;
    property.untracked = layout_.any() ? untracked(model_, layout_.root(), declaration) : "";
    if (declaration.address && layout_.any()) {
      add_instance(observed, 0);
    } else if (declaration.address) {
      for (std::size_t address = 0; address < layout_.addresses(); ++address) add_instance(observed, address);
    } else {
      add_instance(observed, std::nullopt);
    }
    Term bad = draft_.terms.truth(false);
    for (const Instance& instance : observed.instances) bad = draft_.terms.any(bad, bad_state(instance));
    if (!property.untracked.empty()) bad = draft_.terms.truth(true);
    if (!draft_.terms.is_false(bad)) property.bad_state = bad;
  } else {
    observed.instances.emplace_back();  // the witness is read in some instance
  }
  observed.antecedent = antecedent_of(declaration);
  if (observed.antecedent != nullptr) {
    property.witness = print(*observed.antecedent);
    observed.witness = property.witness_mark = draft_.marks++;
    observed.witness_kinds = event_kinds(*observed.antecedent);
    if (observed.witness_kinds == 0) {
      const Context anywhere{&observed.instances.front(), nullptr, std::nullopt};
      property.witness_state =
          draft_.terms.all(known(*observed.antecedent, anywhere), read(*observed.antecedent, anywhere));
      observed.witness_state = property.witness_state;
    }
  }
  draft_.properties.push_back(std::move(property));
  observed_.push_back(std::move(observed));
}

ValueNames scope_names() {
  static const auto names =
      std::make_shared<const std::vector<std::string>>(std::vector<std::string>{"closed", "open"});
  return names;
}

void Observers::add_instance(Observed& observed, std::optional<std::size_t> address) {
  const tree::PropertyDeclaration& property = *observed.what;
  Instance instance;
  instance.address = address;
  const std::string owner = property.name.text + (address ? "[" + std::to_string(*address) + "]" : "");
  for (const tree::Capture& capture : property.captures) add_capture(instance, property, capture, owner);
  for (const tree::Clause& what : property.clauses) {
    Clause clause;
    clause.what = &what;
    if (what.scope != ScopeKind::globally) clause.open = add_variable(owner + ".scope", 2, scope_names());
    if (what.body == Body::some || what.body == Body::only_after || what.body == Body::leads_to) {
      clause.met = add_variable(owner + ".met", 2, nullptr);
    }
    const auto quiet = [](const ExpressionPtr& e) { return !e || event_kinds(*e) == 0; };
    clause.on_states =
        (what.body == Body::never || what.body == Body::always) && quiet(what.event) && quiet(what.condition);
    instance.clauses.push_back(clause);
  }
  observed.instances.push_back(std::move(instance));
}

void Observers::add_capture(Instance& instance, const tree::PropertyDeclaration& property, const tree::Capture& capture,
                            const std::string& owner) {
  Capture added;
  added.name = capture.name.text;
  added.what = &capture;
  std::uint32_t size = 1;
  for (const auto& source : capture.sources) {
    size = std::max(size, size_of(*source.value, instance));
    if (!added.names) added.names = names_of(*source.value, {&instance, nullptr, std::nullopt});
  }
  if (!capture.initially) added.unset = static_cast<Value>(size);
  added.scoped = captured_where_scopes_begin(property, capture);
  if (added.names && !capture.initially) {
    auto values = *added.names;
    values.emplace_back("unset");
    added.names = std::make_shared<const std::vector<std::string>>(std::move(values));
  }
  added.variable = add_variable(owner + "." + added.name, size + (capture.initially ? 0 : 1), added.names);
  instance.captures.push_back(std::move(added));
  Capture& last = instance.captures.back();
  const Term start = capture.initially ? operand(*capture.initially, *capture.sources.front().value,
                                                 {&instance, nullptr, std::nullopt})
                                       : draft_.terms.constant(*last.unset);
  draft_.initial.push_back(draft_.terms.equal(draft_.terms.variable(last.variable), start));
}

VariableId Observers::add_variable(const std::string& name, std::uint32_t size, ValueNames values) {
  draft_.variables.push_back({name, size, std::move(values), Variable::Kind::observer, {}});
  return static_cast<VariableId>(draft_.variables.size() - 1);
}

Term Observers::bad_now(const Instance& instance, const Clause& clause) const {
  Terms& terms = draft_.terms;
  if (!clause.on_states) return terms.truth(false);
  const Context context{&instance, nullptr, std::nullopt};
  const tree::Clause& what = *clause.what;
  Term bad = terms.truth(true);
  if (what.body == Body::always) {
    bad = terms.all(known(*what.condition, context), terms.negate(read(*what.condition, context)));
  } else {
    bad = terms.all(known(*what.event, context), read(*what.event, context));
    if (what.condition)
      bad = terms.all(bad, terms.all(known(*what.condition, context), read(*what.condition, context)));
  }
  if (!clause.open) return bad;
  const std::int32_t open = what.scope == ScopeKind::before ? 0 : 1;
  return terms.all(terms.equal(terms.variable(*clause.open), terms.constant(open)), bad);
}

Term Observers::bad_state(const Instance& instance) const {
  Term bad = draft_.terms.truth(false);
  for (const Clause& clause : instance.clauses) bad = draft_.terms.any(bad, bad_now(instance, clause));
  return bad;
}

void Observers::raise(Path& path, const Event& event, Marks& marks) const {
  const std::uint32_t kind = 1U << static_cast<unsigned>(event.kind);
  for (const Observed& observed : observed_) {
    for (const Instance& instance : observed.instances) {
      if ((observed.witness_kinds & kind) != 0) {
        const Context context = at(path, event, instance);
        see(marks, *observed.witness, path.before(read(*observed.antecedent, context)));
      }
      if ((observed.kinds & kind) != 0) raise_in(path, event, observed, instance, marks);
    }
  }
  // The end is a state of its own, in which no entry is read any more.
  if (event.kind != EventKind::end) look(path, marks);
}

void Observers::see(Marks& marks, MarkId id, Term when) const {
  if (draft_.terms.is_false(when)) return;
  marks.fresh.push_back(id);
  const auto [known, fresh] = marks.when.emplace(id, when);
  if (!fresh) known->second = draft_.terms.any(known->second, when);
}

Observers::Context Observers::at(const Path& path, const Event& event, const Instance& instance) const {
  Context context{&instance, &event, std::nullopt};
  if (event.level && !layout_.folded(*event.level)) context.entry = path.current(*event.level);
  return context;
}

void Observers::raise_in(Path& path, const Event& event, const Observed& observed, const Instance& instance,
                         Marks& marks) const {
  Terms& terms = draft_.terms;
  const Context context = at(path, event, instance);
  // All is judged by what was known before the event.
  std::vector<std::pair<VariableId, Term>> captured;
  for (const Capture& capture : instance.captures) {
    Term value = path.value(capture.variable);
    for (const auto& source : capture.what->sources) {
      const Term taken = path.before(operand(*source.value, *capture.what->sources.front().value, context));
      const Term there = path.before(known(*source.value, context));
      value = terms.choose(terms.all(holds(path, source.event, context), there), taken, value);
    }
    captured.emplace_back(capture.variable, value);
  }
  std::vector<Scope> scopes;
  for (const Clause& clause : instance.clauses) {
    const bool is_before = clause.what->scope == ScopeKind::before;
    Scope scope{terms.truth(true), terms.truth(false)};
    if (clause.open) scope.open = terms.equal(path.value(*clause.open), terms.constant(is_before ? 0 : 1));
    if (clause.what->end) scope.ends = terms.all(scope.open, holds(path, clause.what->end, context));
    scopes.push_back(scope);
    if (observed.bad) see(marks, *observed.bad, terms.all(scope.open, broken(path, context, clause, scope)));
  }
  for (const auto& [variable, value] : captured) path.set(variable, value);
  for (std::size_t i = 0; i < scopes.size(); ++i) follow(path, context, instance.clauses[i], scopes[i]);
}

/// What is judged at the event itself; the event that ends a scope lies outside of it.
Term Observers::broken(const Path& path, const Context& context, const Clause& clause, const Scope& scope) const {
  Terms& terms = draft_.terms;
  const tree::Clause& what = *clause.what;
  const Term inside = terms.negate(scope.ends);
  const auto met = [&] { return terms.equal(path.value(*clause.met), terms.constant(1)); };
  const auto at_event = [&] { return terms.all(inside, holds(path, what.event, context)); };
  switch (what.body) {
    case Body::never: {
      if (clause.on_states) return terms.truth(false);
      Term judged = terms.all(at_event(), path.before(known(*what.event, context)));
      if (!what.condition || terms.is_false(judged)) return judged;
      judged = terms.all(judged, path.before(known(*what.condition, context)));
      return terms.is_false(judged) ? judged : terms.all(judged, holds(path, what.condition, context));
    }
    case Body::at_always: {
      const Term judged = terms.all(at_event(), path.before(known(*what.condition, context)));
      return terms.is_false(judged) ? judged : terms.all(judged, terms.negate(holds(path, what.condition, context)));
    }
    case Body::some:
      return terms.all(scope.ends, terms.negate(met()));
    case Body::only_after:
      return terms.all(at_event(), terms.negate(met()));
    case Body::leads_to: {
      // Without an end of its own the scope ends with the walk.
      const bool walk_ends = !what.end && context.event->kind == EventKind::end;
      return terms.all(terms.any(scope.ends, terms.truth(walk_ends)), met());
    }
    default:
      return terms.truth(false);
  }
}

void Observers::follow(Path& path, const Context& context, const Clause& clause, const Scope& scope) const {
  Terms& terms = draft_.terms;
  const tree::Clause& what = *clause.what;
  const Term inside = terms.all(scope.open, terms.negate(scope.ends));
  const auto update = [&](VariableId id, Term when, Value value) {
    path.set(id, terms.choose(when, terms.constant(value), path.value(id)));
  };
  if (clause.met) {
    const auto at = [&](const ExpressionPtr& e) { return terms.all(inside, holds(path, e, context)); };
    if (what.body == Body::some || what.body == Body::leads_to) update(*clause.met, at(what.event), 1);
    if (what.body == Body::only_after) update(*clause.met, at(what.other), 1);
    if (what.body == Body::leads_to) update(*clause.met, at(what.other), 0);
  }
  if (!clause.open) return;
  update(*clause.open, scope.ends, what.scope == ScopeKind::before ? 1 : 0);
  if (clause.met) update(*clause.met, scope.ends, 0);
  for (const Capture& capture : context.instance->captures) {
    if (capture.scoped) update(capture.variable, scope.ends, *capture.unset);
  }
  if (!what.begin) return;
  const Term begins = terms.all(terms.any(terms.negate(scope.open), scope.ends), holds(path, what.begin, context));
  update(*clause.open, begins, 1);
  if (clause.met) update(*clause.met, begins, 0);
}

void Observers::look(Path& path, Marks& marks) const {
  for (const Observed& observed : observed_) {
    if (observed.witness_state) see(marks, *observed.witness, path.before(*observed.witness_state));
    for (const Instance& instance : observed.instances) {
      for (const Clause& clause : instance.clauses) {
        if (clause.on_states) see(marks, *observed.bad, path.before(bad_now(instance, clause)));
      }
    }
  }
}

}  // namespace walkcheck
