// The framing of bodies: a length, or chunks as RFC 9112 7.1 has them.
#include "http/framing.hpp"

#include "core/ascii.hpp"
#include "http/refuse.hpp"

#include <algorithm>

namespace postern::http {

namespace {

constexpr std::uint32_t kSizeDigits = 7; ///< 256 MiB in one chunk; POCO reads 8 and no more
constexpr std::uint32_t kExtension = 64;

} // namespace

BodyFraming::BodyFraming(const Head& head) {
    if (head.body == BodyForm::length) {
        state_ = State::length;
        left_ = head.length;
    } else if (head.body == BodyForm::chunked) {
        state_ = State::first_size;
    }
}

bool BodyFraming::take_size(char c) {
    const int value = core::hex_value(c);
    if (value >= 0) {
        if (++digits_ > kSizeDigits) return false;
        left_ = left_ * 16 + static_cast<std::uint64_t>(value);
        state_ = State::size;
        return true;
    }
    if (state_ == State::first_size) return false; // no digit yet
    if (c == '\r') {
        state_ = State::size_lf;
        return true;
    }
    if (c != ';') return false;
    state_ = State::extension;
    digits_ = 0;
    return true;
}

bool BodyFraming::take_mark(char c) {
    switch (state_) {
    case State::first_size:
    case State::size: return take_size(c);
    case State::extension:
        if (c == '\r') {
            state_ = State::size_lf;
            return true;
        }
        return c >= 0x20 && c <= 0x7e && ++digits_ <= kExtension;
    case State::size_lf: state_ = left_ == 0 ? State::last_cr : State::data; return c == '\n';
    case State::data_cr: state_ = State::data_lf; return c == '\r';
    case State::data_lf:
        state_ = State::first_size;
        digits_ = 0;
        left_ = 0;
        return c == '\n';
    case State::last_cr: state_ = State::last_lf; return c == '\r';
    case State::last_lf: state_ = State::done; return c == '\n';
    default: return false;
    }
}

core::Result<std::size_t> BodyFraming::take(std::string_view bytes) {
    std::size_t taken = 0;
    while (taken < bytes.size() && state_ != State::done) {
        if (state_ == State::length || state_ == State::data) {
            const std::uint64_t step = std::min<std::uint64_t>(left_, bytes.size() - taken);
            taken += static_cast<std::size_t>(step);
            left_ -= step;
            if (left_ == 0) state_ = state_ == State::length ? State::done : State::data_cr;
        } else if (!take_mark(bytes[taken++])) {
            return refuse(core::RefusalCode::malformed_head, "chunk");
        }
    }
    return taken;
}

} // namespace postern::http
