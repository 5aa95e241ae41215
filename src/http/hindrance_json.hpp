// What hinders an item, told the same wherever it is asked: a code, its words in the client's language, whose it is.
#pragma once

#include "crypto/public_id.hpp"
#include "exchange/departure.hpp"
#include "pipeline/telling.hpp"
#include "json/writer.hpp"

#include <vector>

namespace postern::http {

const text::Entry& words_of_hindrance(exchange::HindranceCode code, const pipeline::Telling& words);
/// The member `hindrances` of the open object, the gravest first.
void write_hindrances(json::Writer& out, const std::vector<exchange::Hindrance>& hindrances,
                      const crypto::IdCipher& ids, const pipeline::Telling& words);

} // namespace postern::http
