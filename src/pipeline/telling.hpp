// Telling: findings in the words of a reader's language. Reports in JSON, in CSV and on a terminal say the same.
#pragma once

#include "codelists/codelists.hpp"
#include "core/finding.hpp"
#include "core/refusal.hpp"
#include "text/catalogue.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace postern::pipeline {

/// In which words something is told.
struct Telling {
    const text::Catalogue& texts;
    std::string_view lang;
    std::shared_ptr<const codelists::Codelists> lists; ///< which rule reports a code
};

/// One finding with everything that is said about it. What is empty or 0 is not said.
struct ToldFinding {
    std::string code;
    std::string severity;
    std::string rule; ///< "CP-2"; a profile's own rule is named by its code
    std::string title;
    std::string detail;
    std::string hint;
    std::string field;
    std::string field_title;
    std::uint32_t line_no = 0;
    std::string box;
    std::string xpath;   ///< of an XML message
    std::string pointer; ///< of a JSON message
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    std::string value;
    std::string example;
    std::string route;
    std::string docs; ///< where the code is explained
};
ToldFinding tell(const core::Finding& finding, const Telling& telling);

/// The name of a canonical field, or of the nearest one above it that has a name; empty: none has.
std::string field_title(std::string_view field, const Telling& telling);

/// The sentence of a refusal and how to mend it.
struct ToldRefusal {
    std::string slug;
    std::string title;
    std::string detail;
    std::string hint;
};
ToldRefusal tell(const core::Refusal& refusal, const Telling& telling);

/// The slug of a declaration that was judged and rejected: no refusal of a request, yet a problem for the client.
inline constexpr std::string_view kDeclarationRejected = "declaration-rejected";
inline constexpr int kDeclarationRejectedStatus = 422;

/// What a code means, apart from any case: the page /problems/{code} and docs/reference are made of it.
struct CodePage {
    std::string code;
    bool is_refusal = false;
    int status = 0;                                ///< HTTP status of a refusal
    std::string severity, rule, family, dimension; ///< of a finding; empty: a profile's own, or none
    text::Entry entry;                             ///< arguments stand as "…"
    std::string docs;
};
/// nullopt: no such code.
std::optional<CodePage> code_page(std::string_view code, const Telling& telling);

} // namespace postern::pipeline
