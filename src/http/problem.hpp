// Problems (RFC 9457): every refusal, told in the client's language as JSON or, when only XML is asked for, as XML.
#pragma once

#include "core/refusal.hpp"
#include "http/call.hpp"
#include "pipeline/report.hpp"
#include "text/catalogue.hpp"

#include <string>
#include <string_view>

namespace postern::http {

/// The slug of a declaration that was judged and rejected: no refusal of a request, yet a problem for the client.
inline constexpr std::string_view kDeclarationRejected = "declaration-rejected";

/// How it is to be told.
struct Telling {
    const text::Catalogue& texts;
    std::string_view lang;
    std::string_view request_id;
    std::string_view accept; ///< the Accept header
};

/// A refusal as a problem of its catalogue status.
Reply problem_of(const core::Refusal& refusal, const Telling& telling);
/// A rejected item (422, its findings as errors[]), or one that was refused as such (409 with object_id).
Reply problem_of(const pipeline::ItemReport& item, const Telling& telling);
/// Title, text and hint of a problem's slug.
text::Entry problem_text(std::string_view slug, const text::Catalogue& texts, std::string_view lang);
/// True where Accept names an XML type and neither JSON nor anything.
bool wants_only_xml(std::string_view accept);

} // namespace postern::http
