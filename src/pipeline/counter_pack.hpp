// Counter pack: what a counter needs to go on while its line is lost, as files: the lists by which its items will be
// judged, told in the clerk's language.
#pragma once

#include "core/time.hpp"
#include "pipeline/parts.hpp"
#include "text/catalogue.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace postern::pipeline {

struct PackFile {
    std::string name;
    std::string bytes;
};

/// Of one origin, language and day. The same lists, routes and texts give the same bytes.
struct CounterPack {
    std::vector<PackFile> files; ///< requirements, ceilings, stop words, prohibitions, goods, texts, item ids
    std::string statement;       ///< pack.json: of which day and editions, until when, and the SHA-256 of each file
    core::Instant made;          ///< the day's first instant
};

/// A pack is good for so many days.
inline constexpr int kPackDays = 7;

/// Takes some tenths of a second. origin: an address country of the lists.
CounterPack make_counter_pack(const Parts& parts, const codelists::Codelists& lists, std::string_view origin,
                              core::Date day, const text::Catalogue& texts, std::string_view lang);

} // namespace postern::pipeline
