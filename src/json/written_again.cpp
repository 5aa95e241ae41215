// Values written again.
#include "json/written_again.hpp"

namespace postern::json {

// depth is bounded by whoever read it
void write_again(Writer& out, const Value& value) { // NOLINT(misc-no-recursion)
    switch (value.kind()) {
    case Kind::null: return out.null();
    case Kind::boolean: return out.value(value.boolean());
    case Kind::number: return out.number(value.text());
    case Kind::string: return out.value(value.text());
    case Kind::array:
        out.begin_array();
        for (const auto& item : value.items())
            write_again(out, item);
        return out.end_array();
    case Kind::object: break;
    }
    out.begin_object();
    for (const auto& [name, member] : value.members()) {
        out.key(name);
        write_again(out, member);
    }
    out.end_object();
}

} // namespace postern::json
