// Hindrances as JSON.
#include "http/hindrance_json.hpp"

#include "core/time.hpp"

#include <string>

namespace postern::http {

const text::Entry& words_of_hindrance(exchange::HindranceCode code, const pipeline::Telling& words) {
    return words.texts.entry("departure." + std::string(exchange::to_string(code)), words.lang);
}

void write_hindrances(json::Writer& out, const std::vector<exchange::Hindrance>& hindrances,
                      const crypto::IdCipher& ids, const pipeline::Telling& words) {
    out.key("hindrances");
    out.begin_array();
    for (const auto& one : hindrances) {
        const auto& entry = words_of_hindrance(one.code, words);
        out.begin_object();
        out.member("code", exchange::to_string(one.code));
        out.member("title", entry.title);
        out.member("detail", entry.text);
        out.member_if("hint", entry.hint);
        if (one.filing) out.member("filing_id", ids.seal(crypto::IdKind::filing, one.filing.value));
        out.member_if("by", one.by);
        out.member_if("reason", one.reason);
        if (one.since) out.member("since", core::to_rfc3339(*one.since));
        out.end_object();
    }
    out.end_array();
}

} // namespace postern::http
