// Catalogue: the texts that people read, one CSV per language, with arguments filled in.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace postern::text {

/// One entry: what it says and how to mend it.
struct Entry {
    std::string title;   ///< short, without arguments
    std::string text;    ///< a sentence; {0} {1} are arguments
    std::string hint;    ///< how to mend it; may be empty
    std::string example; ///< a right value; may be empty
    bool operator==(const Entry&) const = default;
};

/// "rtl" for a language that is written from right to left, else "ltr": the attribute dir of HTML.
std::string_view direction_of(std::string_view lang);

/// All texts of all languages, immutable. Keys: "finding.<CODE>", "refusal.<slug>", "field.<canonical field>",
/// "state.<STATE>", "form.<name>", "restriction.<id>", "danger.<kind>", "sign.<name>", "departure.<code>", ….
class Catalogue {
public:
    /// Reads <lang>.csv (key,title,text,hint,example) of a folder; English must be there and hold every key, and no
    /// text may use an argument that the English one lacks. Then <lang>.<name>.csv, what a post says in its own way:
    /// each cell that is not empty takes the place of ours. Throws core::Failure naming file and line.
    static std::shared_ptr<const Catalogue> load(const std::string& folder);

    /// This and more: entries by key and language, for what is loaded beside the texts. A text that is here already
    /// wins. A language that is not here becomes one; what it lacks is told in English.
    using Additions = std::map<std::string, std::map<std::string, Entry>>;
    std::shared_ptr<const Catalogue> with(const Additions& additions) const;

    std::vector<std::string> languages() const;
    /// The best language for an Accept-Language header (RFC 9110; bounded to 512 bytes); "en" where nothing fits.
    std::string negotiate(std::string_view accept_language) const;
    /// The entry, in lang or else in English; an unknown key gives an entry whose title is the key.
    const Entry& entry(std::string_view key, std::string_view lang) const;
    bool has(std::string_view key, std::string_view lang) const;
    std::vector<std::string> keys() const;
    /// The keys that a language lacks, which is told in English there.
    std::vector<std::string> missing(std::string_view lang) const;
    /// {0}… replaced; an argument that is missing leaves nothing. One that names an entry ("@danger.battery") is told
    /// by its title in that language. In a language that is written from right to left each argument is isolated
    /// (U+2068 … U+2069), so that codes and numbers keep their order.
    std::string tell(std::string_view text, const std::vector<std::string>& args, std::string_view lang) const;

private:
    static std::string fill(std::string_view text, const std::vector<std::string>& args);
    using Texts = std::map<std::string, Entry, std::less<>>;
    std::map<std::string, Texts, std::less<>> by_language_;
};

} // namespace postern::text
