// The judge of proofs: whatever an engine says, this is asked again.
#pragma once

#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>

#include "checker/core/proof.hpp"
#include "model/system/transition_system.hpp"

namespace walkcheck::symbolic {

/// What is wrong with the proof of this property, or nothing. Z3 reads the certificate, which shares no code with the
/// encoding of the engines. `seconds` limits all of its queries together. CheckGaveUp if they, Z3, the memory or an
/// interrupt ended the check; whatever else goes wrong is a fault, and not thrown.
[[nodiscard]] std::optional<std::string> check_proof(const TransitionSystem& system, std::size_t property,
                                                     const Proof& proof, std::optional<double> seconds = std::nullopt,
                                                     const std::stop_token& interrupt = {});

/// The same for many proofs, one after the other: what several of them ask in the same words is asked once. Copies
/// share their memory, so that they belong into one thread. `seconds` is for each proof.
[[nodiscard]] ProofChecker proof_checker(std::optional<double> seconds = std::nullopt);

}  // namespace walkcheck::symbolic
