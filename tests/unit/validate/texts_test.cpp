// Every code has its grade, and everything that is said to people has its words in every language that is here.
#include "codelists/codelists.hpp"
#include "core/event.hpp"
#include "core/refusal.hpp"
#include "csv/reader.hpp"
#include "exchange/departure.hpp"
#include "good_mail.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>

BOOST_AUTO_TEST_SUITE(texts_and_grades)

using namespace postern;

struct Words {
    std::string title, text, hint;
};

std::map<std::string, Words> words_of(const std::string& lang) {
    const auto table = csv::read_file(std::string(POSTERN_SOURCE_DIR "/config/texts/") + lang + ".csv");
    std::map<std::string, Words> words;
    for (const auto& row : table.rows) {
        const auto cell = [&](const char* name) { return row.cells.at(table.column(name)); };
        const bool fresh = words.emplace(cell("key"), Words{cell("title"), cell("text"), cell("hint")}).second;
        BOOST_TEST(fresh, lang << ": " << cell("key") << " stands twice");
    }
    return words;
}

/// Every language of config/texts.
std::set<std::string> languages() {
    std::set<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(POSTERN_SOURCE_DIR "/config/texts"))
        found.insert(entry.path().stem().string());
    for (const char* ours : {"ar", "en", "es", "fr", "pt"})
        BOOST_TEST(found.contains(ours), ours);
    return found;
}

/// The codes as the header names them.
std::set<std::string> codes_of_header() {
    std::ifstream file(POSTERN_SOURCE_DIR "/src/core/finding_codes.hpp");
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    const std::regex code("= \"([A-Z0-9-]+)\";");
    std::set<std::string> codes;
    for (std::sregex_iterator it(text.begin(), text.end(), code), end; it != end; ++it)
        codes.insert((*it)[1]);
    return codes;
}

/// Codes that the packs' stylesheets report; a pack may bring its own.
std::set<std::string> codes_of_packs() {
    const std::regex call(R"(finding\('([A-Z0-9-]+)')");
    std::set<std::string> codes;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(POSTERN_SOURCE_DIR "/mappings")) {
        if (entry.path().extension() != ".xsl") continue;
        std::ifstream file(entry.path());
        const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        for (std::sregex_iterator it(text.begin(), text.end(), call), end; it != end; ++it)
            codes.insert((*it)[1]);
    }
    return codes;
}

/// {0}, {1} … that stand in a text.
std::set<std::string> marks_of(const std::string& text) {
    const std::regex mark(R"(\{[0-9]\})");
    std::set<std::string> marks;
    for (std::sregex_iterator it(text.begin(), text.end(), mark), end; it != end; ++it)
        marks.insert(it->str());
    return marks;
}

/// Members of a struct of the declaration, as its header declares them.
std::vector<std::string> members_of(const std::string& name) {
    std::string text;
    for (const char* header : {"/src/core/declaration.hpp", "/src/core/party.hpp"}) {
        std::ifstream file(std::string(POSTERN_SOURCE_DIR) + header);
        text.append(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    const auto begin = text.find("struct " + name + " {");
    BOOST_REQUIRE_MESSAGE(begin != std::string::npos, "no struct " << name);
    const std::string body = text.substr(begin, text.find("\n};", begin) - begin);
    const std::regex member(R"(\n    [A-Za-z_:<>0-9]+ ([a-z_]+)(;| =))");
    std::vector<std::string> members;
    for (std::sregex_iterator it(body.begin(), body.end(), member), end; it != end; ++it)
        members.push_back((*it)[1]);
    return members;
}

/// Every text in quotes that stands in our sources.
std::set<std::string> quoted_in_sources() {
    std::set<std::string> all;
    const std::regex quoted(R"re("([a-z][A-Za-z0-9.-]*)")re");
    for (const auto& entry : std::filesystem::recursive_directory_iterator(POSTERN_SOURCE_DIR "/src")) {
        if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
        std::ifstream file(entry.path());
        const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        for (std::sregex_iterator it(text.begin(), text.end(), quoted), end; it != end; ++it)
            all.insert((*it)[1]);
    }
    return all;
}

/// What stands on pages and paper: no list in the program names all of it, each is asked for where it is drawn.
bool is_of_page(std::string_view key) {
    if (key == "form.CN22" || key == "form.CN23" || key == "form.CP72") return false;
    for (const std::string_view family : {"form.", "page.", "paper.", "prefill.", "status.", "status-page.", "table."})
        if (key.starts_with(family)) return true;
    return false;
}

/// Sources ask for it by its whole name, by what comes behind its family, or by a beginning to which a code is added.
bool is_asked_for(const std::string& key, const std::set<std::string>& quoted) {
    const std::string name = key.substr(key.find('.') + 1);
    return quoted.contains(key) || quoted.contains(name) || std::ranges::any_of(quoted, [&](const std::string& text) {
               return text.ends_with('-') && name.starts_with(text) && name.size() > text.size();
           });
}

BOOST_AUTO_TEST_CASE(every_code_is_graded_and_every_grade_is_of_a_code) {
    const auto codes = codes_of_header();
    BOOST_TEST(codes.size() > 60u);
    const auto graded = validate::test::lists()->findings().codes();
    const std::set<std::string> grades(graded.begin(), graded.end());
    BOOST_TEST(codes == grades, boost::test_tools::per_element());
    for (const auto& code : graded)
        BOOST_TEST(!validate::test::lists()->findings().find(code)->family.empty(), code);
}

BOOST_AUTO_TEST_CASE(every_code_refusal_state_form_and_field_has_its_words) {
    std::set<std::string> keys;
    for (const auto& code : codes_of_header())
        keys.insert("finding." + code);
    for (const auto& code : codes_of_packs())
        keys.insert("finding." + code);
    for (const auto& refusal : core::all_refusals())
        keys.insert("refusal." + std::string(refusal.slug));
    for (const auto state : core::all_filing_states())
        keys.insert("state." + std::string(core::to_string(state)));
    for (const char* form : {"CN22", "CN23", "CP72"})
        keys.insert(std::string("form.") + form);
    for (const auto code : exchange::all_hindrance_codes())
        keys.insert("departure." + std::string(exchange::to_string(code)));
    for (const auto& field : members_of("Declaration")) {
        keys.insert("field." + field);
        const std::map<std::string, std::string> nested = {{"sender", "Party"},
                                                           {"addressee", "Party"},
                                                           {"importer", "Party"},
                                                           {"lines", "ContentLine"},
                                                           {"documents", "SupportingDocument"},
                                                           {"certification", "Certification"},
                                                           {"representation", "Representation"},
                                                           {"duties_prepaid", "DutiesPrepaid"},
                                                           {"non_delivery", "NonDelivery"},
                                                           {"extra_fields", "ExtraField"}};
        if (!nested.contains(field)) continue;
        for (const auto& member : members_of(nested.at(field)))
            if (member != "sent_line") keys.insert("field." + field + "." + member);
    }
    for (const char* field : {"total_value", "postage", "shipping_charged", "insured_value"})
        keys.insert(std::string("field.") + field + ".currency");
    for (const char* sign : {"business", "invoice", "quantity"})
        keys.insert(std::string("sign.") + sign);
    for (const auto code : exchange::all_hindrance_codes())
        keys.insert("departure." + std::string(exchange::to_string(code)));
    for (const char* word : {"list", "waiting", "item", "receptacle", "reason", "to-do", "agency", "since"})
        keys.insert(std::string("pull-out.") + word);
    for (const auto& restriction : validate::test::lists()->restrictions().all())
        keys.insert("restriction." + restriction.id);
    for (const auto& row : csv::read_file(POSTERN_SOURCE_DIR "/config/codelists/dangerous_goods.csv").rows)
        keys.insert("danger." + row.cells.front());
    const auto english = words_of("en");
    const auto quoted = quoted_in_sources();
    for (const auto& [key, words] : english) {
        if (!is_of_page(key)) continue;
        BOOST_TEST(is_asked_for(key, quoted), key << ": nothing asks for it");
        keys.insert(key);
    }
    BOOST_TEST(keys.size() > 200u);
    for (const auto& lang : languages()) {
        std::set<std::string> there;
        for (const auto& [key, words] : words_of(lang)) {
            there.insert(key);
            BOOST_TEST(!words.title.empty(), lang << ": " << key);
            // what stands inside another sentence has a title alone
            const bool is_name = key.starts_with("sign.") || key.starts_with("danger.") ||
                                 key.starts_with("restriction.") ||
                                 (key.starts_with("pull-out.") && key != "pull-out.list");
            const auto model = english.find(key);
            const bool is_short = is_of_page(key) && model != english.end() ? model->second.text.empty() : is_name;
            BOOST_TEST(words.text.empty() == is_short, lang << ": " << key);
            if (key.starts_with("finding.") || key.starts_with("refusal.") || key.starts_with("departure.")) {
                BOOST_TEST(!words.hint.empty(), lang << ": " << key);
            }
            BOOST_TEST(marks_of(words.title).empty(), lang << ": " << key);
        }
        BOOST_TEST(there == keys, boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(all_languages_use_the_same_arguments) {
    const auto english = words_of("en");
    for (const auto& lang : languages()) {
        const auto others = words_of(lang);
        for (const auto& [key, words] : english) {
            const auto other = others.find(key);
            if (other == others.end()) continue;
            BOOST_TEST(marks_of(words.text) == marks_of(other->second.text), lang << ": " << key);
            // a sentence that is the English one was forgotten
            BOOST_TEST((lang == "en" || words.text.empty() || words.text != other->second.text), lang << ": " << key);
            BOOST_TEST(words.hint.empty() == other->second.hint.empty(), lang << ": " << key);
            BOOST_TEST(marks_of(words.hint) == marks_of(other->second.hint), lang << ": " << key);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
