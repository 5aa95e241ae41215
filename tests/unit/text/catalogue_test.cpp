// The catalogue of texts: loading with all its faults, choosing a language, filling in.
#include "text/catalogue.hpp"

#include "core/failure.hpp"
#include "text/accept_language.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>

#include <unistd.h>

BOOST_AUTO_TEST_SUITE(catalogue)

using postern::core::Failure;
using postern::text::Catalogue;
using postern::text::parse_accept_language;

/// A folder of texts that goes when the test ends.
struct Folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("postern-texts-" + std::to_string(::getpid()));
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    void write(const std::string& name, const std::string& text) const { std::ofstream(path / name) << text; }
    auto load() const { return Catalogue::load(path.string()); }
    std::string fault() const {
        try {
            load();
        } catch (const Failure& failure) {
            std::string what = failure.what();
            if (what.starts_with(path.string())) what.erase(0, path.string().size());
            return what;
        }
        return "none";
    }
};

constexpr const char* kHeader = "key,title,text,hint,example\n";

BOOST_AUTO_TEST_CASE(gives_the_text_in_the_language_or_in_english) {
    const Folder folder;
    folder.write("en.csv",
                 std::string("# for translators\n") + kHeader +
                     "finding.S10,Item id,\"Check digit is {0}, not {1}\",Scan again,RR\nstate.HELD,Held,,,\n");
    folder.write("fr.csv", std::string(kHeader) + "finding.S10,Identifiant,Clef {0},,\n");
    folder.write("notes.txt", "not a language");
    const auto texts = folder.load();
    BOOST_TEST((texts->languages() == std::vector<std::string>{"en", "fr"}));
    BOOST_TEST((texts->keys() == std::vector<std::string>{"finding.S10", "state.HELD"}));
    BOOST_TEST(texts->entry("finding.S10", "fr").title == "Identifiant");
    BOOST_TEST(texts->entry("finding.S10", "en").hint == "Scan again");
    BOOST_TEST(texts->entry("finding.S10", "en").example == "RR");
    BOOST_TEST(texts->tell("{0} and {1}", {"@finding.S10", "7"}, "fr") == "Identifiant and 7");
    BOOST_TEST(texts->entry("state.HELD", "fr").title == "Held");
    BOOST_TEST(texts->entry("state.HELD", "xx").title == "Held");
    BOOST_TEST(texts->has("finding.S10", "fr"));
    BOOST_TEST(!texts->has("state.HELD", "fr"));
    BOOST_TEST(!texts->has("state.HELD", "xx"));
    const auto& one = texts->entry("state.ONE", "fr");
    const auto& other = texts->entry("state.OTHER", "fr");
    BOOST_TEST(one.title == "state.ONE");
    BOOST_TEST(other.title == "state.OTHER");
    BOOST_TEST(one.text.empty());
}

BOOST_AUTO_TEST_CASE(takes_more_beside_and_what_was_there_wins) {
    const Folder folder;
    folder.write("en.csv", std::string(kHeader) + "finding.A,Ours,Ours.,,\nstate.HELD,Held,,,\n");
    folder.write("fr.csv", std::string(kHeader) + "finding.A,Le nôtre,,,\n");
    const auto own = folder.load();
    const auto more =
        own->with({{"finding.A", {{"en", {"Theirs", "", "", ""}}, {"ne", {"तिनको", "", "", ""}}}},
                   {"finding.NP-B", {{"en", {"New", "Text {0}", "Hint", ""}}, {"ne", {"नयाँ", "", "", ""}}}}});
    BOOST_TEST(more->entry("finding.A", "en").title == "Ours");
    BOOST_TEST(more->entry("finding.A", "fr").title == "Le nôtre");
    BOOST_TEST(more->entry("finding.A", "ne").title == "तिनको");
    BOOST_TEST(more->entry("finding.NP-B", "ne").title == "नयाँ");
    BOOST_TEST(more->entry("finding.NP-B", "fr").hint == "Hint");
    BOOST_TEST(more->entry("state.HELD", "ne").title == "Held");
    BOOST_TEST(more->negotiate("ne-NP, fr;q=0.5") == "ne");
    BOOST_TEST((more->languages() == std::vector<std::string>{"en", "fr", "ne"}));
    BOOST_TEST(own->entry("finding.NP-B", "en").title == "finding.NP-B");
    BOOST_TEST((own->languages() == std::vector<std::string>{"en", "fr"}));
}

BOOST_AUTO_TEST_CASE(every_fault_names_file_and_line) {
    const Folder folder;
    BOOST_TEST(folder.fault() == ": no en.csv, the texts in English");
    folder.write("en.csv", "");
    BOOST_TEST(folder.fault() == "/en.csv:1: the header must be key,title,text,hint,example");
    folder.write("en.csv", "key,title,text\n");
    BOOST_TEST(folder.fault() == "/en.csv:1: the header must be key,title,text,hint,example");
    folder.write("en.csv", std::string(kHeader) + "a,A,,,\na,B,,,\n");
    BOOST_TEST(folder.fault() == "/en.csv:3: key 'a' is there twice");
    folder.write("en.csv", std::string(kHeader) + "a,A,\n");
    BOOST_TEST(folder.fault() == "/en.csv:2: five cells are needed, here are 3");
    folder.write("en.csv", std::string(kHeader) + "a,,text,,\n");
    BOOST_TEST(folder.fault() == "/en.csv:2: a key and a title are needed");
    folder.write("en.csv", std::string(kHeader) + "a,\"A,,,\n");
    BOOST_TEST(folder.fault() == "/en.csv:2: a quoted cell that does not end");
    folder.write("en.csv", std::string(kHeader) + "a,\xff,,,\n");
    BOOST_TEST(folder.fault() == "/en.csv: not UTF-8");
    folder.write("en.csv", std::string(kHeader) + "a,A,,,\n");
    folder.write("fr.csv", std::string("# note\n") + kHeader + "b,B,,,\n");
    BOOST_TEST(folder.fault() == "/fr.csv:3: key 'b' is not in the English texts");
    BOOST_CHECK_THROW(Catalogue::load((folder.path / "none").string()), Failure);
}

BOOST_AUTO_TEST_CASE(chooses_the_language_a_client_asks_for) {
    const Folder folder;
    for (const char* name : {"en.csv", "fr.csv", "pt-BR.csv"})
        folder.write(name, std::string(kHeader) + "a,A,,,\n");
    const auto texts = folder.load();
    const std::vector<std::pair<std::string, std::string>> table = {
        {"", "en"},
        {"fr", "fr"},
        {"FR-ca", "fr"},
        {"pt-br", "pt-BR"},
        {"pt", "en"},
        {"de, fr;q=0.7, en;q=0.8", "en"},
        {"de, fr;q=0.9, en;q=0.8", "fr"},
        {"fr;q=0", "en"},
        {"fr;q=0, *", "en"},
        {"*, fr;q=0.5", "en"},
        {"fr;q=0.5, *;q=0.1", "fr"},
        {"fr ; q=0.5", "fr"},
        {"fr;q=2, pt-BR;q=0.1", "pt-BR"},
        {"fr;x=1", "en"},
        {";;;,,, fr", "fr"},
        {"fr;q=0.3, pt-BR;q=0.3", "fr"},
        {"zh-Hant-TW, fr-Latn-CH-x-y;q=0.1", "fr"},
        {"\xc3\xa9", "en"},
        {std::string(600, 'a'), "en"},
        {"fr," + std::string(600, 'a'), "fr"},
        {std::string(510, ' ') + "fr-CA", "en"},
    };
    for (const auto& [header, language] : table)
        BOOST_TEST(texts->negotiate(header) == language, header);
}

BOOST_AUTO_TEST_CASE(qualities_have_three_digits) {
    const auto quality = [](const char* text) {
        const auto ranges = parse_accept_language(std::string("a;q=") + text);
        return ranges.empty() ? -1 : ranges[0].quality;
    };
    BOOST_TEST(quality("1") == 1000);
    BOOST_TEST(quality("0.125") == 125);
    BOOST_TEST(quality("0.5") == 500);
    BOOST_TEST(quality("1.000") == 1000);
    BOOST_TEST(quality("0.") == 0);
    for (const char* text : {"", "1.001", "2", ".5", "0.1234", "-1", "0.x", "1x"})
        BOOST_TEST(quality(text) == -1, text);
}

BOOST_AUTO_TEST_CASE(fills_in_arguments) {
    const Catalogue texts;
    const auto fill = [&](const char* text, const std::vector<std::string>& args) {
        return texts.tell(text, args, "en");
    };
    BOOST_TEST(fill("{1} before {0}", {"a", "b"}) == "b before a");
    BOOST_TEST(fill("{0}{0}", {"x"}) == "xx");
    BOOST_TEST(fill("none: [{2}]", {"a"}) == "none: []");
    BOOST_TEST(fill("{", {}) == "{");
    BOOST_TEST(fill("{a} {0 {}", {"x"}) == "{a} {0 {}");
    BOOST_TEST(fill("{0}", {"{1}", "no"}) == "{1}");   // an argument is no pattern
    BOOST_TEST(fill("{0}", {"@nobody"}) == "@nobody"); // what a sender wrote is no key
    BOOST_TEST(fill("", {"a"}) == "");
}

BOOST_AUTO_TEST_CASE(arguments_keep_their_order_from_right_to_left) {
    const Folder folder;
    folder.write("en.csv", std::string(kHeader) + "a,Battery,At most {0} {1}.,,\n");
    folder.write("ar.csv", std::string(kHeader) + "a,بطارية,الحد {0} {1}.,,\n");
    const auto texts = folder.load();
    BOOST_TEST(texts->tell(texts->entry("a", "ar").text, {"150.00", "EUR"}, "ar") ==
               "الحد \u2068150.00\u2069 \u2068EUR\u2069.");
    BOOST_TEST(texts->tell("{0}", {"@a"}, "ar") == "\u2068بطارية\u2069");
    BOOST_TEST(texts->tell("[{0}]", {""}, "ar") == "[]");
    BOOST_TEST(texts->tell(texts->entry("a", "en").text, {"150.00", "EUR"}, "en") == "At most 150.00 EUR.");
    for (const char* lang : {"ar", "ar-EG", "fa", "he", "ur"})
        BOOST_TEST(postern::text::direction_of(lang) == "rtl", lang);
    for (const char* lang : {"en", "fr", "ne", "arn", "", "a"})
        BOOST_TEST(postern::text::direction_of(lang) == "ltr", lang);
}

BOOST_AUTO_TEST_CASE(a_post_says_things_in_its_own_way) {
    const Folder folder;
    folder.write("en.csv", std::string(kHeader) + "a,A,Text {0},Hint,x\nb,B,,,\n");
    folder.write("fr.csv", std::string(kHeader) + "a,Fa,Texte {0},Conseil,x\n");
    folder.write("fr.np-post.csv", std::string(kHeader) + "a,,,Demandez au guichet 3,\n");
    folder.write("ne.np-post.csv", std::string(kHeader) + "b,बी,,,\n");
    const auto texts = folder.load();
    BOOST_TEST(texts->entry("a", "fr").title == "Fa");
    BOOST_TEST(texts->entry("a", "fr").hint == "Demandez au guichet 3");
    BOOST_TEST(texts->entry("a", "en").hint == "Hint");
    BOOST_TEST(texts->entry("b", "ne").title == "बी");
    BOOST_TEST((texts->missing("ne") == std::vector<std::string>{"a"}));
    BOOST_TEST((texts->missing("fr") == std::vector<std::string>{"b"}));
    BOOST_TEST(texts->missing("en").empty());
    folder.write("fr.np-post.csv", std::string(kHeader) + "c,,,x,\n");
    BOOST_TEST(folder.fault() == "/fr.np-post.csv:2: key 'c' is not in the English texts");
    folder.write("fr.np-post.csv", std::string(kHeader) + "a,,Texte {1},,\n");
    BOOST_TEST(folder.fault() == "/fr.np-post.csv:2: the English text has no argument {1} there");
}

BOOST_AUTO_TEST_SUITE_END()
