#include "checker/cli/proofs.hpp"

#include <cctype>
#include <filesystem>
#include <utility>

#include "checker/report/whole_file.hpp"
#include "checker/symbolic/certificate.hpp"
#include "checker/symbolic/show_proof.hpp"

namespace walkcheck {

namespace {

/// As a part of the name of a file: letters, digits, '_' and '-'.
std::string file_part(const std::string& text) {
  std::string part;
  for (const char c : text) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
    if (plain) part += c;
    if (c == ' ') part += '-';
  }
  return part;
}

std::string file_name(const Result& result) {
  const Search& search = *result.search;
  std::string name;
  for (const std::string& part : {search.scenario, search.tables, search.locks, result.property}) {
    if (!part.empty()) name += (name.empty() ? "" : ".") + file_part(part);
  }
  return name + ".smt2";
}

}  // namespace

void describe_proofs(std::vector<Result>& results) {
  for (Result& result : results) {
    if (!result.proof) continue;
    const TransitionSystem about = symbolic::subject(*result.proof->system, *result.proof->proof);
    symbolic::ShownProof shown = symbolic::show_proof(*about, *result.proof->proof);
    result.claim = std::move(shown.claim);
    result.invariant = std::move(shown.rests_on);
  }
}

void write_certificates(std::vector<Result>& results, const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code fault;
  fs::create_directories(folder, fault);
  if (fault) throw std::runtime_error(folder + ": " + fault.message());
  for (Result& result : results) {
    if (!result.proof) continue;
    const std::string path = (fs::path(folder) / file_name(result)).string();
    write_whole(path, symbolic::certificate(*result.proof->system, result.proof->property, *result.proof->proof));
    result.certificate = path;
  }
}

}  // namespace walkcheck
