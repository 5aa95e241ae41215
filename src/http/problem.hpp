// Problems (RFC 9457): every refusal, told in the client's language as JSON or, when only XML is asked for, as XML.
#pragma once

#include "core/refusal.hpp"
#include "http/call.hpp"
#include "pipeline/report.hpp"

#include <string>
#include <string_view>

namespace postern::http {

/// How it is to be told.
struct Telling {
    pipeline::Telling words;
    std::string_view request_id;
    std::string_view accept; ///< the Accept header
};

/// A refusal as a problem of its catalogue status.
Reply problem_of(const core::Refusal& refusal, const Telling& telling);
/// A rejected item (422, its findings as errors[]), or one that was refused as such (409 with object_id).
Reply problem_of(const pipeline::ItemReport& item, const Telling& telling);
/// True where Accept names an XML type and neither JSON nor anything.
bool wants_only_xml(std::string_view accept);

} // namespace postern::http
