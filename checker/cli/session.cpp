#include "checker/cli/session.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <istream>
#include <ostream>

#include <fmt/format.h>

#include "checker/cli/queries.hpp"
#include "checker/cli/starts.hpp"
#include "checker/report/broken.hpp"
#include "checker/report/explanation.hpp"
#include "checker/report/picture.hpp"
#include "checker/report/wrap.hpp"

namespace walkcheck {
namespace {

constexpr const char* help =
    "a number   that step          u        undo the last step\n"
    "r          back to the start  t        the whole run, step by step\n"
    "n, p, g N  another start: the next, the one before, number N\n"
    "w EXPR     only starts where EXPR holds, `w` alone: all again\n"
    "e EXPR     the value of an expression now\n"
    "s FILE     save the run       l FILE   load a run that was saved\n"
    "q          quit               ?        this help\n";

std::optional<std::size_t> number_of(const std::string& text) {
  std::size_t number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  return fault == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

class Session {
 public:
  Session(const CheckedModel& model, const Job& job, const SessionOptions& options, std::ostream& out)
      : model_(model),
        job_(job),
        options_(options),
        out_(out),
        system_(std::make_shared<const TransitionSystem>(lower(model, job))) {
    queries_ = read_queries(**system_, options_.queries);
    narrow("");
    out_ << named(job_) << "\n? tells what to type\n";
    show();
  }

  void run(std::istream& in) {
    for (std::string line; prompt() && std::getline(in, line);) {
      if (options_.echo) out_ << line << '\n';
      const auto begin = line.find_first_not_of(" \t");
      if (begin == std::string::npos) continue;
      const auto end = std::min(line.find_first_of(" \t", begin), line.size());
      const auto rest = std::min(line.find_first_not_of(" \t", end), line.size());
      const auto word = line.substr(begin, end - begin);
      if (word == "q") return;
      obey(word, line.substr(rest, line.find_last_not_of(" \t") + 1 - rest));
    }
    if (options_.echo) out_ << '\n';
  }

 private:
  using Command = void (Session::*)(const std::string&);
  struct Row {
    std::string_view word;
    Command command;
  };

  bool prompt() {
    out_ << "> " << std::flush;
    return true;
  }

  void obey(const std::string& word, const std::string& rest) {
    static constexpr std::array<Row, 12> rows{{{"u", &Session::undo},
                                               {"r", &Session::restart},
                                               {"t", &Session::whole},
                                               {"n", &Session::next},
                                               {"p", &Session::previous},
                                               {"g", &Session::go},
                                               {"w", &Session::where},
                                               {"e", &Session::value},
                                               {"s", &Session::save},
                                               {"l", &Session::load},
                                               {"?", &Session::tell_help},
                                               {"help", &Session::tell_help}}};
    if (const auto number = number_of(word)) return step(*number);
    const auto* const row = std::find_if(rows.begin(), rows.end(), [&](const Row& each) { return each.word == word; });
    if (row == rows.end()) return complain(fmt::format("'{}' is no command", word));
    try {
      (this->*row->command)(rest);
    } catch (const Refused& fault) {
      complain(fault.what());
    }
  }

  void complain(const std::string& what) { out_ << what << "; ? tells what to type\n"; }

  // ---------------------------------------------------------------- starts

  void narrow(const std::string& text) {
    if (text.empty()) {
      starts_ = starts_of(**system_, [](std::span<const Value>) { return true; });
      if (starts_.states.empty()) throw Refused("no state meets the start condition");
      return begin(0);
    }
    const auto query = read(text);
    if (!query) return;
    if (!query->is_condition()) return complain("a condition is needed, such as pud is leaf");
    auto some = starts_of(**system_, [&](std::span<const Value> state) { return query->holds(**system_, state); });
    if (some.states.empty()) return complain("in no start does this hold");
    starts_ = std::move(some);
    begin(0);
  }

  void begin(std::size_t start) {
    start_ = start;
    run_ = {{starts_.states[start], {}, {}}, {starts_.states[start]}};
  }

  void choose_start(std::size_t start) {
    if (start >= starts_.states.size()) return complain(fmt::format("there are {}", starts()));
    begin(start);
    show();
  }

  [[nodiscard]] std::string starts() const {
    return (starts_.more ? "more than " : "") + counted(starts_.states.size(), "start", "starts");
  }

  void next(const std::string& /*rest*/) { choose_start(start_ + 1); }
  void previous(const std::string& /*rest*/) { choose_start(start_ - 1); }
  void go(const std::string& rest) { choose_start(number_of(rest).value_or(0) - 1); }
  void where(const std::string& rest) {
    narrow(rest);
    show();
  }

  // ---------------------------------------------------------------- steps

  void step(std::size_t number) {
    if (number == 0 || number > enabled_.size()) return complain(fmt::format("there is no step {} here", number));
    const auto rule = enabled_[number - 1];
    run_.states.push_back(fire(**system_, rule, run_.states.back()).value());
    run_.trace.rules.push_back(rule);
    show();
  }

  void undo(const std::string& /*rest*/) {
    if (run_.trace.rules.empty()) return complain("this is the start");
    run_.trace.rules.pop_back();
    run_.states.pop_back();
    show();
  }

  void restart(const std::string& /*rest*/) {
    run_.trace.rules.clear();
    run_.states.resize(1);
    show();
  }

  // ---------------------------------------------------------------- what is told

  [[nodiscard]] Step told(std::uint32_t rule, const std::vector<Value>& before, const std::vector<Value>& after) const {
    return walkcheck::tell({system_, {{before, {rule}, std::nullopt}, {before, after}}}).front();
  }

  void show() {
    const auto steps = run_.trace.rules.size();
    const auto& now = run_.states.back();
    const auto all = [](std::string_view) { return true; };
    if (steps == 0) {
      out_ << fmt::format("\nstart {} of {}\n", start_ + 1, starts());
      out_ << indented(picture(scene(**system_, now), nullptr, all), 4);
    } else {
      const auto& before = run_.states[steps - 1];
      const auto was = scene(**system_, before);
      out_ << '\n' << told_step(told(run_.trace.rules.back(), before, now), steps);
      out_ << indented(picture(scene(**system_, now, before), &was, all), 4);
    }
    for (const auto& query : queries_) tell_value(query);
    tell_broken();
    tell_enabled();
  }

  void tell_value(const Query& query) {
    out_ << paragraph("    ", fmt::format("[{}] = {}", query.text(), query.value(**system_, run_.states.back())));
  }

  void tell_broken() {
    for (const auto& [property, loop] : broken_at_end(**system_, run_)) {
      const auto how =
          loop ? fmt::format(": all is as it was before step {}, and left alone it never ends", *loop + 1) : "";
      out_ << paragraph("!   ", fmt::format("this breaks {}{}", (**system_).properties[property].name, how));
    }
  }

  void tell_enabled() {
    const auto& now = run_.states.back();
    enabled_.clear();
    for (const auto actor : {Actor::walker, Actor::rival}) {
      for (std::uint32_t rule = 0; rule < (**system_).rules.size(); ++rule) {
        if ((**system_).rules[rule].actor != actor) continue;
        const auto after = fire(**system_, rule, now);
        if (!after) continue;
        enabled_.push_back(rule);
        out_ << told_step(told(rule, now, *after), enabled_.size());
      }
    }
    if (enabled_.empty()) out_ << "    nothing more can happen\n";
  }

  [[nodiscard]] Evidence evidence() const { return {system_, run_}; }

  void whole(const std::string& /*rest*/) {
    const auto run = evidence();
    out_ << '\n' << explain({run, std::nullopt, queries_, {}});
  }

  void tell_help(const std::string& /*rest*/) { out_ << help; }

  std::optional<Query> read(const std::string& text) {
    Sources sources;
    Diagnostics faults;
    auto query = read_query(**system_, text, "expression", sources, faults);
    for (const auto& fault : faults.sorted()) out_ << render(fault, sources);
    return query;
  }

  void value(const std::string& rest) {
    if (const auto query = read(rest)) tell_value(*query);
  }

  void save(const std::string& rest) {
    if (rest.empty()) return complain("s needs the name of a file");
    save_run(rest, options_.paths, job_, **system_, run_.trace);
    out_ << fmt::format("saved {} to {}\n", counted(run_.trace.rules.size(), "step", "steps"), rest);
  }

  void load(const std::string& rest) {
    if (rest.empty()) return complain("l needs the name of a file");
    auto loaded = replay_file(model_, rest);
    if (named(loaded.job) != named(job_)) return complain(fmt::format("it is a run of {}", named(loaded.job)));
    // Its rules are numbered by the properties that it watched.
    job_ = std::move(loaded.job);
    system_ = std::move(loaded.system);
    queries_ = read_queries(**system_, options_.queries);
    narrow("");
    auto& states = starts_.states;
    const auto found = std::find(states.begin(), states.end(), loaded.run.trace.start);
    start_ = static_cast<std::size_t>(found - states.begin());
    if (found == states.end()) states.push_back(loaded.run.trace.start);
    run_ = std::move(loaded.run);
    run_.trace.loop_start.reset();
    show();
  }

  const CheckedModel& model_;
  Job job_;
  const SessionOptions& options_;
  std::ostream& out_;
  std::shared_ptr<const TransitionSystem> system_;
  std::vector<Query> queries_;
  Starts starts_;
  std::size_t start_ = 0;
  Replayed run_;
  std::vector<std::uint32_t> enabled_;  // as they are numbered
};

}  // namespace

void run_session(const CheckedModel& model, const Job& job, const SessionOptions& options, std::istream& in,
                 std::ostream& out) {
  Session(model, job, options, out).run(in);
}

}  // namespace walkcheck
