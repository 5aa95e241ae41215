// Loading the catalogue of texts, choosing a language, filling in arguments.
#include "text/catalogue.hpp"

#include "core/ascii.hpp"
#include "core/csv_cells.hpp"
#include "core/failure.hpp"
#include "core/utf8.hpp"
#include "text/accept_language.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

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

constexpr std::string_view kFirstStrongIsolate = "\u2068";
constexpr std::string_view kPopIsolate = "\u2069";

/// Languages that are written from right to left.
constexpr auto kRightToLeft = std::to_array<std::string_view>(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "prs", "ps", "sd", "syr", "ug", "ur", "yi"});

/// The n of "{n}" at the start of a text.
std::optional<std::size_t> mark_at(std::string_view text) {
    const bool is_mark = text.size() >= 3 && text[0] == '{' && text[1] >= '0' && text[1] <= '9' && text[2] == '}';
    return is_mark ? std::optional(static_cast<std::size_t>(text[1] - '0')) : std::nullopt;
}

/// A mark of `text` that `english` does not have.
std::optional<std::size_t> foreign_mark(std::string_view text, std::string_view english) {
    for (auto at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
        const auto mark = mark_at(text.substr(at));
        if (mark && english.find(text.substr(at, 3)) == std::string_view::npos) return mark;
    }
    return std::nullopt;
}

enum class Wanted : std::uint8_t { titles, any_cell };

template <class Texts>
Texts read_texts(const std::filesystem::path& path, const Texts* english, Wanted wanted) {
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
        const bool is_enough = wanted == Wanted::any_cell || !row[1].empty();
        if (row[0].empty() || !is_enough) cells.fail("a key and a title are needed");
        if (english != nullptr) {
            const auto known = english->find(row[0]);
            if (known == english->end()) cells.fail("key '" + row[0] + "' is not in the English texts");
            for (const auto& mark : {foreign_mark(row[1], ""), foreign_mark(row[2], known->second.text),
                                     foreign_mark(row[3], known->second.hint), foreign_mark(row[4], "")})
                if (mark) cells.fail("the English text has no argument {" + std::to_string(*mark) + "} there");
        }
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

std::string_view direction_of(std::string_view lang) {
    return std::ranges::find(kRightToLeft, lang.substr(0, lang.find('-'))) == kRightToLeft.end() ? "ltr" : "rtl";
}

std::shared_ptr<const Catalogue> Catalogue::load(const std::string& folder) {
    const auto files = language_files(folder);
    const auto english = std::ranges::find(files, kEnglish, [](const auto& path) { return path.stem().string(); });
    if (english == files.end()) throw core::Failure(folder + ": no en.csv, the texts in English");
    auto catalogue = std::make_shared<Catalogue>();
    auto& languages = catalogue->by_language_;
    const Texts ours = read_texts<Texts>(*english, nullptr, Wanted::titles);
    languages.emplace(kEnglish, ours);
    const auto is_own_way = [](const auto& path) { return path.stem().has_extension(); };
    for (const auto& path : files)
        if (path != *english && !is_own_way(path))
            languages[path.stem().string()] = read_texts<Texts>(path, &ours, Wanted::titles);
    for (const auto& path : files) {
        if (!is_own_way(path)) continue;
        auto& texts = languages[path.stem().stem().string()];
        for (const auto& [key, own] : read_texts<Texts>(path, &ours, Wanted::any_cell)) {
            Entry& entry = texts.try_emplace(key, ours.at(key)).first->second;
            for (const auto cell : {&Entry::title, &Entry::text, &Entry::hint, &Entry::example})
                if (!(own.*cell).empty()) entry.*cell = own.*cell;
        }
    }
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
                if (core::equals_folded(name, range)) return name;
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

std::vector<std::string> Catalogue::missing(std::string_view lang) const {
    std::vector<std::string> names = keys();
    std::erase_if(names, [&](const auto& key) { return has(key, lang); });
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
        const auto mark = mark_at(text);
        if (!mark) out += '{';
        if (mark && *mark < args.size()) out.append(args[*mark]);
        text.remove_prefix(mark ? 3 : 1);
    }
    return out;
}

std::string Catalogue::tell(std::string_view text, const std::vector<std::string>& args, std::string_view lang) const {
    std::vector<std::string> told = args;
    const bool isolated = direction_of(lang) == "rtl";
    for (auto& arg : told) {
        const auto key = std::string_view(arg).substr(0, 1) == "@" ? std::string_view(arg).substr(1) : "";
        if (has(key, kEnglish)) arg = entry(key, lang).title;
        if (isolated && !arg.empty()) arg = std::string(kFirstStrongIsolate).append(arg).append(kPopIsolate);
    }
    return fill(text, told);
}

} // namespace postern::text
