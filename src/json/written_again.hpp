// A value that was read is written again: members in their order, numbers as they were sent.
#pragma once

#include "json/value.hpp"
#include "json/writer.hpp"

namespace postern::json {

void write_again(Writer& out, const Value& value);

} // namespace postern::json
