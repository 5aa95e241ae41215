// The framing of a request's body, followed byte by byte: what is not whole is refused, where POCO would take it.
#pragma once

#include "core/result.hpp"
#include "http/head_check.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace postern::http {

/// Follows one body. Chunk sizes have at most 7 hex digits, extensions at most 64 visible characters and are ignored;
/// trailer fields are refused (POCO would read some of them as the next request).
class BodyFraming {
public:
    /// No body: complete from the start.
    BodyFraming() = default;
    explicit BodyFraming(const Head& head);

    /// How many of the bytes belong to this body, at least one while it is not complete. malformed_head with the
    /// fault where they cannot.
    core::Result<std::size_t> take(std::string_view bytes);
    bool complete() const { return state_ == State::done; }

private:
    enum class State : std::uint8_t {
        length,
        first_size,
        size,
        extension,
        size_lf,
        data,
        data_cr,
        data_lf,
        last_cr,
        last_lf,
        done
    };
    /// One byte of the chunked form's own; false: it cannot be there.
    bool take_mark(char c);
    bool take_size(char c);

    State state_ = State::done;
    std::uint64_t left_ = 0;   ///< of the body (length) or of the chunk (data)
    std::uint32_t digits_ = 0; ///< of the chunk's size, then characters of its extension
};

} // namespace postern::http
