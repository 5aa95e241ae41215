// Two validators, one verdict: libxml2's on the tree and Xerces' own on the text agree on every sample and mutant.
#include "profiles/library.hpp"
#include "support/xerces_validator.hpp"
#include "xml/reader.hpp"
#include "xml/runtime.hpp"

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

BOOST_AUTO_TEST_SUITE(second_opinion)

using namespace postern;

struct CutItem {
    std::string file;
    std::string source;
    std::string schema;
    std::string text;
};

/// Collects the items of a message as text.
class Cutter : public xml::MessageSink {
public:
    explicit Cutter(const profiles::Library& library) : library_(library) {}
    core::Result<xml::Shape> on_root(std::string_view uri, std::string_view root) override {
        const profiles::Envelope* envelope = nullptr;
        auto found = library_.source_of(uri, root, &envelope);
        if (!found) return found.refusal();
        source = found.value();
        return envelope->shape;
    }
    core::Result<void> on_header(xml::Document) override { return {}; }
    core::Result<void> on_item(xml::Document item, std::uint32_t) override {
        items.push_back(item.serialise());
        return {};
    }
    std::shared_ptr<const profiles::Source> source;
    std::vector<std::string> items;

private:
    const profiles::Library& library_;
};

std::shared_ptr<const profiles::Library> library() {
    static const xml::Runtime runtime;
    static const auto kLibrary = profiles::Library::load(POSTERN_SOURCE_DIR "/mappings", POSTERN_SOURCE_DIR "/schemas");
    return kLibrary;
}

/// Every item of every sample that can be read; of great batches the first ten.
std::vector<CutItem> sample_items() {
    std::vector<CutItem> out;
    xml::MessageReader reader;
    for (const auto& entry : std::filesystem::directory_iterator(POSTERN_SOURCE_DIR "/samples/messages")) {
        if (entry.path().extension() != ".xml") continue;
        std::ifstream file(entry.path());
        const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
        Cutter cutter(*library());
        if (!reader.read(bytes, {}, cutter)) continue;
        const std::string schema = POSTERN_SOURCE_DIR "/schemas/upu/" + cutter.source->name + ".xsd";
        for (std::size_t i = 0; i < cutter.items.size() && i < 10; ++i)
            out.push_back({entry.path().filename().string(), cutter.source->name, schema, cutter.items[i]});
    }
    return out;
}

/// Empty: they agree; otherwise what each said.
std::string quarrel(const CutItem& item, const std::string& text) {
    xml::MessageReader reader;
    const auto tree = reader.read_whole(text, {});
    if (!tree) return "a mutant is not well-formed: " + text;
    const auto ours = library()->source(item.source)->schema->check(tree.value());
    const auto theirs = tests::xerces_faults(item.schema, text);
    if (ours.empty() == theirs.empty()) return {};
    return item.file + ": libxml2 " + (ours.empty() ? "accepts" : "refuses " + ours[0].path) + ", Xerces " +
           (theirs.empty() ? "accepts" : "refuses: " + theirs[0]) + "\n" + text;
}

BOOST_AUTO_TEST_CASE(on_every_sample) {
    const auto items = sample_items();
    BOOST_CHECK(items.size() > 50);
    for (const auto& item : items)
        BOOST_CHECK_EQUAL(quarrel(item, item.text), "");
}

BOOST_AUTO_TEST_CASE(on_every_mutant_of_the_good_ones) {
    const std::regex leaf(R"(<([A-Za-z0-9_:.-]+)((?:\s[^<>]*)?)>([^<>]*)</\1>)");
    const std::string long_text(700, 'x');
    std::set<std::string> sources;
    int mutants = 0;
    int refused = 0;
    for (const auto& item : sample_items()) {
        // one good sample of each source with many elements is enough: their mutants are some thousand
        if (item.file.find("good") == std::string::npos || !sources.insert(item.source + item.file[5]).second) continue;
        for (std::sregex_iterator it(item.text.begin(), item.text.end(), leaf), end; it != end; ++it) {
            const auto at = static_cast<std::size_t>(it->position());
            const auto length = static_cast<std::size_t>(it->length());
            const std::string name = (*it)[1];
            const std::string open = "<" + name + std::string((*it)[2]) + ">";
            const std::string close = "</" + name + ">";
            const std::string old = (*it)[3];
            for (const auto& instead : {std::string(), open + close, open + long_text + close, open + "-1" + close,
                                        open + "x" + close, open + "  " + old + "\n" + close,
                                        open + old + close + open + old + close, "<zzz>" + old + "</zzz>"}) {
                auto mutant = item.text;
                mutant.replace(at, length, instead);
                const auto said = quarrel(item, mutant);
                BOOST_CHECK_EQUAL(said, "");
                ++mutants;
                if (!said.empty()) ++refused;
            }
        }
    }
    BOOST_CHECK(sources.size() >= 3);
    BOOST_CHECK(mutants > 500);
    BOOST_CHECK_EQUAL(refused, 0);
}

BOOST_AUTO_TEST_SUITE_END()
