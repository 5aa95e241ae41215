// Result: a value, or the refusal that stands in its place.
#pragma once

#include "core/refusal.hpp"

#include <optional>
#include <utility>
#include <variant>

namespace postern::core {

/// Holds either a T or a Refusal. Ask ok() before value(); value() of a refused result is a bug and throws
/// std::bad_variant_access.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Refusal refusal) : state_(std::in_place_index<1>, std::move(refusal)) {}

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }
    T& value() & { return std::get<0>(state_); }
    const T& value() const& { return std::get<0>(state_); }
    T&& value() && { return std::get<0>(std::move(state_)); }
    const Refusal& refusal() const { return std::get<1>(state_); }

private:
    std::variant<T, Refusal> state_;
};

/// Done, or refused.
template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Refusal refusal) : refusal_(std::move(refusal)) {}

    bool ok() const { return !refusal_.has_value(); }
    explicit operator bool() const { return ok(); }
    const Refusal& refusal() const { return refusal_.value(); }

private:
    std::optional<Refusal> refusal_;
};

} // namespace postern::core
