// ElementWriter: writes XML elements into a string; the generator's messages need no more.
#pragma once

#include "core/decimal.hpp"
#include "core/money.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::generator {

/// Elements that would be empty are left out; groups that stayed empty too.
class ElementWriter {
public:
    explicit ElementWriter(std::string& out) : out_(out) {}

    void open(std::string_view name) { open_.push_back({std::string(name), false}); }
    void close();
    void leaf(std::string_view name, std::string_view text) { leaf(name, {}, text); }
    /// attributes: as they stand in the tag, with a blank before, e.g. ` scheme="VAT"`; of our own making.
    void leaf(std::string_view name, std::string_view attributes, std::string_view text);
    void leaf(std::string_view name, const std::optional<core::Decimal>& number);
    void leaf(std::string_view name, const std::optional<core::Weight>& weight);
    /// <name><amount/><currency/></name>
    void money(std::string_view name, const std::optional<core::Money>& money);

private:
    struct Open {
        std::string name;
        bool written;
    };
    void write_open_tags();
    std::string& out_;
    std::vector<Open> open_;
};

std::string escaped(std::string_view text);

} // namespace postern::generator
