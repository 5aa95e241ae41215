// A JSON writer: appends to one string, keeps track of commas, escapes what must be.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::json {

/// Streaming writer. Usage: w.begin_object(); w.member("a", "b"); w.key("c"); w.begin_array(); … w.end_array(); …
class Writer {
public:
    void begin_object();
    void end_object();
    void begin_array();
    void end_array();
    void key(std::string_view name);
    void value(std::string_view text);
    void value(const char* text) { value(std::string_view(text)); }
    void value(std::int64_t number);
    void value(std::uint64_t number) { value(static_cast<std::int64_t>(number)); }
    void value(std::uint32_t number) { value(static_cast<std::int64_t>(number)); }
    void value(int number) { value(static_cast<std::int64_t>(number)); }
    void value(bool flag);
    void null();
    /// A JSON number as it was written.
    void number(std::string_view digits);
    template <class T>
    void member(std::string_view name, const T& v) {
        key(name);
        value(v);
    }
    /// An array of what the range holds.
    template <class Range>
    void list(std::string_view name, const Range& values) {
        key(name);
        begin_array();
        for (const auto& one : values)
            value(one);
        end_array();
    }
    /// Only where text is not empty.
    void member_if(std::string_view name, std::string_view text);
    const std::string& text() const { return out_; }
    std::string take() { return std::move(out_); }

private:
    void separate();
    std::string out_;
    std::vector<bool> has_member_;
    bool after_key_ = false;
};

} // namespace postern::json
