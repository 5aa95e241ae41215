// Loading the catalogue of texts, choosing a language, filling in arguments.
#include "text/catalogue.hpp"

#include "core/csv_cells.hpp"
#include "core/failure.hpp"
#include "core/utf8.hpp"
#include "text/accept_language.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace postern::text {

namespace {

constexpr std::string_view kEnglish = "en";

std::string read_bytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw core::Failure(path.string() + ": cannot be opened");
    std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (file.bad()) throw core::Failure(path.string() + ": cannot be read");
    return bytes;
}

/// Notes ("# …") before the header are for those who edit the file.
std::size_t skip_notes(std::string_view& text) {
    std::size_t line = 1;
    for (; text.starts_with('#'); ++line)
        text.remove_prefix(std::min(text.size(), text.substr(0, text.find('\n')).size() + 1));
    return line;
}

template <class Texts>
Texts read_texts(const std::filesystem::path& path, const Texts* english) {
    const std::string bytes = read_bytes(path);
    if (!core::is_utf8(bytes)) throw core::Failure(path.string() + ": not UTF-8");
    std::string_view text = bytes;
    const std::size_t first_line = skip_notes(text);
    core::CsvCells cells(text, path.string(), first_line);
    std::vector<std::string> row;
    if (!cells.next(row) || row != std::vector<std::string>{"key", "title", "text", "hint", "example"})
        cells.fail("the header must be key,title,text,hint,example");
    Texts texts;
    while (cells.next(row)) {
        if (row.size() != 5) cells.fail("five cells are needed, here are " + std::to_string(row.size()));
        if (row[0].empty() || row[1].empty()) cells.fail("a key and a title are needed");
        if (english && !english->contains(row[0])) cells.fail("key '" + row[0] + "' is not in the English texts");
        if (!texts.emplace(row[0], Entry{row[1], row[2], row[3], row[4]}).second)
            cells.fail("key '" + row[0] + "' is there twice");
    }
    return texts;
}

std::vector<std::filesystem::path> language_files(const std::string& folder) {
    std::error_code error;
    std::filesystem::directory_iterator entries(folder, error);
    if (error) throw core::Failure(folder + ": " + error.message());
    std::vector<std::filesystem::path> files;
    for (const auto& entry : entries)
        if (entry.path().extension() == ".csv") files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

/// An entry for a key that nobody wrote a text for. A few are kept, so that a caller may hold some at once.
const Entry& unknown_entry(std::string_view key) {
    thread_local std::array<Entry, 16> entries;
    thread_local std::size_t next = 0;
    Entry& entry = entries[next++ % entries.size()];
    entry = Entry{std::string(key), "", "", ""};
    return entry;
}

} // namespace

std::shared_ptr<const Catalogue> Catalogue::load(const std::string& folder) {
    const auto files = language_files(folder);
    const auto english = std::ranges::find(files, kEnglish, [](const auto& path) { return path.stem().string(); });
    if (english == files.end()) throw core::Failure(folder + ": no en.csv, the texts in English");
    auto catalogue = std::make_shared<Catalogue>();
    auto& english_texts = catalogue->by_language_[std::string(kEnglish)];
    english_texts = read_texts<Texts>(*english, nullptr);
    for (const auto& path : files)
        if (path != *english) catalogue->by_language_[path.stem().string()] = read_texts<Texts>(path, &english_texts);
    return catalogue;
}

std::shared_ptr<const Catalogue> Catalogue::with(const Additions& additions) const {
    auto wider = std::make_shared<Catalogue>(*this);
    for (const auto& [key, languages] : additions)
        for (const auto& [lang, entry] : languages)
            wider->by_language_[lang].emplace(key, entry);
    return wider;
}

std::vector<std::string> Catalogue::languages() const {
    std::vector<std::string> names;
    names.reserve(by_language_.size());
    for (const auto& [name, texts] : by_language_)
        names.push_back(name);
    return names;
}

std::string Catalogue::negotiate(std::string_view accept_language) const {
    for (const auto& wanted : parse_accept_language(accept_language)) {
        if (wanted.quality == 0) break;
        if (wanted.range == "*") return std::string(kEnglish);
        // RFC 4647 look-up: fr-ca, then fr
        for (std::string_view range = wanted.range; !range.empty();) {
            for (const auto& [name, texts] : by_language_)
                if (std::ranges::equal(name, range, {}, [](char c) {
                        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
                    }))
                    return name;
            const std::size_t hyphen = range.rfind('-');
            range = hyphen == std::string_view::npos ? std::string_view() : range.substr(0, hyphen);
        }
    }
    return std::string(kEnglish);
}

const Entry& Catalogue::entry(std::string_view key, std::string_view lang) const {
    for (const std::string_view language : {lang, kEnglish}) {
        const auto texts = by_language_.find(language);
        if (texts == by_language_.end()) continue;
        const auto found = texts->second.find(key);
        if (found != texts->second.end()) return found->second;
    }
    return unknown_entry(key);
}

bool Catalogue::has(std::string_view key, std::string_view lang) const {
    const auto texts = by_language_.find(lang);
    return texts != by_language_.end() && texts->second.contains(key);
}

std::vector<std::string> Catalogue::keys() const {
    std::vector<std::string> names;
    const auto english = by_language_.find(kEnglish);
    if (english == by_language_.end()) return names;
    names.reserve(english->second.size());
    for (const auto& [key, entry] : english->second)
        names.push_back(key);
    return names;
}

std::string Catalogue::fill(std::string_view text, const std::vector<std::string>& args) {
    std::string out;
    out.reserve(text.size() + 32);
    while (!text.empty()) {
        const std::size_t brace = text.find('{');
        out.append(text.substr(0, brace));
        if (brace == std::string_view::npos) break;
        text.remove_prefix(brace);
        const bool argument = text.size() >= 3 && text[1] >= '0' && text[1] <= '9' && text[2] == '}';
        if (argument) {
            const auto index = static_cast<std::size_t>(text[1] - '0');
            if (index < args.size()) out.append(args[index]);
        } else {
            out += '{';
        }
        text.remove_prefix(argument ? 3 : 1);
    }
    return out;
}

std::string Catalogue::tell(std::string_view text, const std::vector<std::string>& args, std::string_view lang) const {
    std::vector<std::string> told = args;
    for (auto& arg : told) {
        if (arg.starts_with('@')) arg = entry(std::string_view(arg).substr(1), lang).title;
    }
    return fill(text, told);
}

} // namespace postern::text
