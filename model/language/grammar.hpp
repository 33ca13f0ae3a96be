// The productions of model/LANGUAGE.md, one function each. A function whose cursor has failed returns something
// incomplete (null expressions among it), which its caller drops; a function that returns an optional has seen a fault
// in its header, gone on with its block, and leaves nothing for the tree.
#pragma once

#include <optional>

#include "model/language/cursor.hpp"
#include "model/language/tree.hpp"

namespace walkcheck::grammar {

[[nodiscard]] tree::ExpressionPtr expression(Cursor& cursor);
/// As in a statement, where `x = a  *b = leaf` is an assignment and a store, and no product.
[[nodiscard]] tree::ExpressionPtr expression_before_store(Cursor& cursor);
/// `NAME ( ... )`
[[nodiscard]] tree::ExpressionPtr call(Cursor& cursor);
/// `{ a, b }`, at least one.
[[nodiscard]] std::vector<tree::ExpressionPtr> value_set(Cursor& cursor);

[[nodiscard]] std::optional<tree::Statement> statement(Cursor& cursor);
/// `{ ... }`. False if there was a fault in what `header` begins or in the brace.
[[nodiscard]] bool block(Cursor& cursor, const Cursor::Mark& header, std::string_view where, tree::Block& list);
/// Up to a closing brace, an edit, `enter` or `leave`.
void statements(Cursor& cursor, tree::Block& list);
[[nodiscard]] bool at_edit(const Cursor& cursor);
/// As long as there are edits.
void edits(Cursor& cursor, std::vector<tree::Edit>& list);

/// `[ "{" "all" STATE "}" ]`
[[nodiscard]] std::optional<tree::Name> children(Cursor& cursor);

// Each begins behind its first word; `header` is the mark before it.
using DeclarationReader = std::optional<tree::DeclarationBody> (*)(Cursor& cursor, const Cursor::Mark& header);
std::optional<tree::DeclarationBody> level(Cursor& cursor, const Cursor::Mark& header);
std::optional<tree::DeclarationBody> predicate(Cursor& cursor, const Cursor::Mark& header);
std::optional<tree::DeclarationBody> vma(Cursor& cursor, const Cursor::Mark& header);
std::optional<tree::DeclarationBody> lock(Cursor& cursor, const Cursor::Mark& header);
std::optional<tree::DeclarationBody> primitive(Cursor& cursor, const Cursor::Mark& header);
std::optional<tree::DeclarationBody> callback(Cursor& cursor, const Cursor::Mark& header);
std::optional<tree::DeclarationBody> walker(Cursor& cursor, const Cursor::Mark& header);
std::optional<tree::DeclarationBody> rival(Cursor& cursor, const Cursor::Mark& header);
std::optional<tree::DeclarationBody> group(Cursor& cursor, const Cursor::Mark& header);
std::optional<tree::DeclarationBody> scenario(Cursor& cursor, const Cursor::Mark& header);
std::optional<tree::DeclarationBody> property(Cursor& cursor, const Cursor::Mark& header);
std::optional<tree::DeclarationBody> survivor(Cursor& cursor, const Cursor::Mark& header);
std::optional<tree::DeclarationBody> system(Cursor& cursor, const Cursor::Mark& header);

/// `[ "=" BASE ]`, `[ TEXT ]`, `[ "as" NAME ]`
[[nodiscard]] std::optional<tree::Name> base(Cursor& cursor);
[[nodiscard]] std::optional<tree::Text> description(Cursor& cursor);
[[nodiscard]] std::optional<tree::Name> shown(Cursor& cursor);

/// Of a property: one or more judgements, as a scope between two bodies belongs to the second.
void judgements(Cursor& cursor, std::vector<tree::Clause>& clauses);
[[nodiscard]] bool at_judgement(const Cursor& cursor);
/// A body without a scope.
[[nodiscard]] tree::Clause judgement_body(Cursor& cursor);

}  // namespace walkcheck::grammar
