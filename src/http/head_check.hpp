// The head of an HTTP request, checked as bytes before any parser of a library sees one of them. Pure functions.
#pragma once

#include "core/refusal.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern::http {

struct HeadLimits {
    std::size_t bytes = 16u << 10; ///< of the whole head: head_too_large
    std::size_t lines = 100;       ///< of header fields
    std::size_t name = 128;        ///< of one field's name
    std::size_t value = 8000;      ///< of one field's value, under the 8,192 at which POCO gives up
    std::size_t target = 4096;
};

/// How the body behind a head is delimited.
enum class BodyForm : std::uint8_t { none, length, chunked };

struct Head {
    std::string_view method;
    std::string_view target;
    BodyForm body = BodyForm::none;
    std::uint64_t length = 0; ///< where body is length
};

/// What the bytes that came so far are.
struct HeadScan {
    std::size_t size = 0; ///< of the whole head, its empty line included; 0: not all of it is there yet
    std::optional<core::Refusal> refusal;
};

/// Looks at bytes[from…] for the end of the head and for bytes that no head may have: controls, NUL, bytes above
/// 0x7E, CR without LF, LF without CR. from: what an earlier call has seen of the same bytes.
HeadScan scan_head(std::string_view bytes, std::size_t from, const HeadLimits& limits);

/// Checks a whole head as scan_head found it. malformed_head (argument: which fault, one of our words),
/// head_too_large, length_required. head's views look into bytes.
std::optional<core::Refusal> check_head(std::string_view bytes, const HeadLimits& limits, Head& head);

} // namespace postern::http
