// Profile: its parameters, and its code tables, looked up by their first column.
#include "profiles/profile.hpp"

#include "core/failure.hpp"
#include "csv/reader.hpp"
#include "profiles/render.hpp"

#include <algorithm>

namespace postern::profiles {

CodeTable CodeTable::load(const std::string& path) {
    auto table = csv::read_file(path);
    CodeTable codes;
    codes.name_ = path;
    for (const char* note : {"source", "date"}) {
        if (!table.notes.contains(note)) throw core::Failure(path + ": has no note '# " + note + ":'");
    }
    if (const auto field = table.notes.find("field"); field != table.notes.end()) codes.field_ = field->second;
    if (table.columns.size() < 2) throw core::Failure(path + ": needs two columns, key and code");
    codes.columns_ = std::move(table.columns);
    for (auto& row : table.rows) {
        std::string key = row.cells.front();
        const bool fresh = codes.rows_.emplace(key, std::move(row.cells)).second;
        if (key.empty() || !fresh) {
            throw core::Failure(path + ":" + std::to_string(row.line) + ": a key that is " +
                                (fresh ? "empty" : "there twice"));
        }
    }
    return codes;
}

std::vector<std::string> CodeTable::keys() const {
    std::vector<std::string> keys;
    keys.reserve(rows_.size());
    for (const auto& [key, row] : rows_)
        keys.push_back(key);
    return keys;
}

const std::string* CodeTable::find(std::string_view key, std::string_view column) const {
    std::size_t index = 1;
    if (!column.empty()) {
        const auto named = std::find(columns_.begin(), columns_.end(), column);
        if (named == columns_.end()) throw core::Failure(name_ + ": no column '" + std::string(column) + "'");
        index = static_cast<std::size_t>(named - columns_.begin());
    }
    const auto row = rows_.find(key);
    return row == rows_.end() ? nullptr : &row->second[index];
}

std::vector<std::pair<std::string, std::string>> Profile::stylesheet_parameters() const {
    std::vector<std::pair<std::string, std::string>> all(parameters.begin(), parameters.end());
    all.emplace_back("date_pattern", date_pattern);
    return all;
}

std::string Profile::written(const xml::Document& document) const {
    if (render)
        if (auto text = render->text(document, media_type)) return std::move(*text);
    return document.serialise_document();
}

} // namespace postern::profiles
