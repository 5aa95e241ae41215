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

/// All texts of all languages, immutable. Keys: "finding.<CODE>", "refusal.<slug>", "field.<canonical field>",
/// "state.<STATE>", "form.<name>", "restriction.<id>", "danger.<kind>", "sign.<name>".
class Catalogue {
public:
    /// Reads <lang>.csv (key,title,text,hint,example) of a folder; English must be there and hold every key.
    /// Throws core::Failure naming file and line.
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
    /// {0}… replaced; an argument that is missing leaves nothing.
    static std::string fill(std::string_view text, const std::vector<std::string>& args);
    /// The same, with arguments that name an entry ("@danger.battery") told by its title in that language.
    std::string tell(std::string_view text, const std::vector<std::string>& args, std::string_view lang) const;

private:
    using Texts = std::map<std::string, Entry, std::less<>>;
    std::map<std::string, Texts, std::less<>> by_language_;
};

} // namespace postern::text
