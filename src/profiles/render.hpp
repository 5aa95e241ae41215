// Render: a document that was checked as XML, written as CSV or JSON by the columns and members that render.xml names.
#pragma once

#include "profiles/folder.hpp"
#include "xml/document.hpp"
#include "xml/stylesheet.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::profiles {

/// Immutable, shared by all threads.
class Render {
public:
    /// Reads and compiles render.xml. Throws core::Failure with all that is wrong.
    static std::shared_ptr<const Render> load(const std::string& path, const Forms& forms);

    /// The media types it can write.
    std::vector<std::string> media_types() const;
    /// The document as that media type; nullopt: it does not write it. A number that is none, or a stylesheet that
    /// fails, is the profile's bug: throws core::Failure.
    std::optional<std::string> text(const xml::Document& document, std::string_view media_type,
                                    const xml::TransformLimits& limits = {}) const;

private:
    struct Csv {
        std::string media_type;
        std::vector<std::string> columns;
        char separator = ',';
        std::string line_end;
        bool header = true;
        bool guards_formulas = true;
        std::shared_ptr<const xml::Stylesheet> to_rows;
    };
    struct Json {
        std::string media_type;
        std::shared_ptr<const xml::Stylesheet> to_members;
    };
    std::string csv_text(const xml::Document& document, const xml::TransformLimits& limits) const;

    std::string path_;
    std::optional<Csv> csv_;
    std::optional<Json> json_;
};

} // namespace postern::profiles
