// JsonSurvey: a first look through a JSON message, which finds its items and bounds it without making a tree.
#pragma once

#include "core/result.hpp"
#include "xml/reader.hpp"
#include "json/events.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::ingest {

struct JsonSurvey {
    bool batch = false;                                   ///< the root has a member "declarations"
    std::vector<json::Span> items;                        ///< of a batch
    std::vector<std::pair<std::string, json::Span>> head; ///< the other members of the root
};

/// text: without a byte order mark. Refusals: see read_json_message.
core::Result<JsonSurvey> survey_json(std::string_view text, const xml::ReadLimits& limits);

} // namespace postern::ingest
