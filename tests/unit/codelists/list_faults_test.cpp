// A bad list is refused with file and line, all faults of content at once.
#include "codelists/codelists.hpp"
#include "core/failure.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>

BOOST_AUTO_TEST_SUITE(list_faults)

using postern::codelists::Codelists;
namespace fs = std::filesystem;

/// A copy of the shipped lists to spoil; gone with the test.
class Copy {
public:
    Copy() : root_(fs::temp_directory_path() / ("postern-lists-" + std::to_string(::getpid()))) {
        fs::remove_all(root_);
        fs::create_directories(root_);
        fs::copy(POSTERN_SOURCE_DIR "/config/codelists", root_ / "codelists");
        fs::copy(POSTERN_SOURCE_DIR "/config/findings.csv", root_ / "findings.csv");
        fs::create_directories(root_ / "iso");
        for (const char* name : {"iso_3166-1.json", "iso_4217.json"})
            fs::copy(fs::path("/usr/share/iso-codes/json") / name, root_ / "iso" / name);
    }
    Copy(const Copy&) = delete;
    Copy& operator=(const Copy&) = delete;
    ~Copy() {
        std::error_code ignored;
        fs::remove_all(root_, ignored);
    }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(root_ / name, std::ios::binary) << text;
    }
    void remove(const std::string& name) const { fs::remove(root_ / name); }
    /// What loading says; empty: it loads.
    std::string fault() const {
        try {
            Codelists::load((root_ / "codelists").string(), (root_ / "iso").string());
        } catch (const postern::core::Failure& failure) {
            return failure.what();
        }
        return {};
    }

private:
    fs::path root_;
};

constexpr const char* kNotes = "# source: test\n# date: 2026-01-01\n";

BOOST_AUTO_TEST_CASE(the_copy_itself_loads) {
    BOOST_TEST(Copy().fault() == "");
}

BOOST_AUTO_TEST_CASE(each_bad_row_names_file_and_line) {
    struct Case {
        const char* file;
        const char* rows;
        const char* fault;
    };
    const std::vector<Case> cases = {
        {"mail_classes", "code,name\nU,letter\nUU,two\n", "mail_classes.csv:5: code is not one capital letter"},
        {"natures", "code,commercial,name\n11,maybe,sale\n", "natures.csv:4: commercial is neither yes nor no"},
        {"natures", "code,commercial,name\nxx,yes,sale\n", "natures.csv:4: code is not a number"},
        {"natures", "code,commercial,name\n11,yes,sale\n11,no,sale\n", "natures.csv:5: code is listed twice"},
        {"hs_chapters", "chapter,section\n1,I\n", "hs_chapters.csv:4: chapter is not two digits"},
        {"currencies", "code,name\nUS,dollar\n", "currencies.csv:4: code is not three capital letters"},
        {"postal_countries", "code,name,item_id,address,origin\nNP,Nepal,yes,yes,yes\n",
         "postal_countries.csv:4: code is in ISO 3166-1 already"},
        {"postal_countries", "code,name,item_id,address,origin\nX,x,yes,yes,yes\n",
         "postal_countries.csv:4: code is not two capital letters"},
        {"countries_without_city", "code,name\nsg,Singapore\n",
         "countries_without_city.csv:4: code is not two capital letters"},
        {"vague_descriptions", "term,enabled\nGift,yes\n", "vague_descriptions.csv:4: term is not folded"},
        {"vague_descriptions", "term,enabled\n--,yes\n", "vague_descriptions.csv:4: term has no word"},
        {"vague_party_names", "name,enabled\nUnknown,yes\n", "vague_party_names.csv:4: name is not folded"},
        {"cn22_ceilings", "post,product,currency,amount,from\nGB,*,GBP,many,2021-01-01\n",
         "cn22_ceilings.csv:4: amount is no decimal"},
        {"cn22_ceilings", "post,product,currency,amount,from\nGB,*,GBP,1,2021-02-30\n",
         "cn22_ceilings.csv:4: from is no date"},
        {"cn22_ceilings", "post,product,currency,amount,from\nUK,*,GBP,1,2021-01-01\n",
         "cn22_ceilings.csv:4: post is no country"},
        {"cn22_ceilings", "post,product,currency,amount,from\nGB,X,GBP,1,2021-01-01\n",
         "cn22_ceilings.csv:4: product is no mail class"},
        {"cn22_ceilings", "post,product,currency,amount,from\nGB,*,GBX,1,2021-01-01\n",
         "cn22_ceilings.csv:4: currency is not in ISO 4217"},
        {"indicator_classes", "from,to,class,use\nCZ,CA,C,x\n",
         "indicator_classes.csv:4: from and to are no range of indicators"},
        {"indicator_classes", "from,to,class,use\nCA,CZ,X,x\n", "indicator_classes.csv:4: class is no mail class"},
        {"weight_limits", "class,indicator,destination,usual_kg,greatest_kg\nU,*,*,7,2\n",
         "weight_limits.csv:4: usual_kg is above greatest_kg"},
        {"weight_limits", "class,indicator,destination,usual_kg,greatest_kg\nU,**,*,2,7\n",
         "weight_limits.csv:4: class or indicator is wrong"},
        {"weight_limits", "class,indicator,destination,usual_kg,greatest_kg\nU,*,*,2,7\nU,*,*,2,7\n",
         "weight_limits.csv:5: the product is listed twice"},
        {"exchange_rates", "currency,per_unit,base,from,to\nUSD,0,XDR,2026-01-01,\n",
         "exchange_rates.csv:4: per_unit is not above zero"},
        {"exchange_rates", "currency,per_unit,base,from,to\nUSD,1,EUR,2026-01-01,\n",
         "exchange_rates.csv:4: base is not XDR"},
        {"exchange_rates", "currency,per_unit,base,from,to\nUSD,1,XDR,,\n", "exchange_rates.csv:4: from is no date"},
        {"mail_classes", "code\nU,letter\n", "mail_classes.csv:4"},
    };
    for (const auto& [file, rows, fault] : cases) {
        const Copy copy;
        copy.write(std::string("codelists/") + file + ".csv", std::string(kNotes) + rows);
        const std::string said = copy.fault();
        BOOST_TEST(said.find(fault) != std::string::npos, fault << " in: " << said);
    }
}

BOOST_AUTO_TEST_CASE(each_list_says_where_it_is_from_and_of_when) {
    const std::string rows = "code,name\nU,letter\nC,parcel\nE,EMS\n";
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"# date: 2026-01-01\n", "mail_classes.csv:1: the note '# source:' is missing"},
        {"# source: test\n", "mail_classes.csv:1: the note '# date:' is missing"},
        {"# source: test\n# date: soon\n", "mail_classes.csv:1: the note '# date:' is no date"},
        {"# source: test\n# date: 2026-01-01\n# valid-to: never\n",
         "mail_classes.csv:1: the note '# valid-to:' is no date"},
    };
    for (const auto& [notes, fault] : cases) {
        const Copy copy;
        copy.write("codelists/mail_classes.csv", notes + rows);
        const std::string said = copy.fault();
        BOOST_TEST(said.find(fault) != std::string::npos, fault << " in: " << said);
    }
}

BOOST_AUTO_TEST_CASE(faults_of_several_files_are_told_at_once) {
    const Copy copy;
    copy.write("codelists/currencies.csv", std::string(kNotes) + "code,name\nUS,dollar\nE,euro\n");
    copy.write("findings.csv", std::string(kNotes) + "code,severity,rule,family,dimension\nX,grave,,,\nX,info,,,\n");
    const std::string said = copy.fault();
    for (const char* fault : {"currencies.csv:4", "currencies.csv:5", "findings.csv:4: severity is none of",
                              "findings.csv:5: code is listed twice"})
        BOOST_TEST(said.find(fault) != std::string::npos, fault << " in: " << said);
}

BOOST_AUTO_TEST_CASE(files_that_are_missing_or_something_else) {
    for (const char* file : {"codelists/natures.csv", "findings.csv", "iso/iso_4217.json"}) {
        const Copy copy;
        copy.remove(file);
        BOOST_TEST(copy.fault().find(fs::path(file).filename().string()) != std::string::npos, file);
    }
    for (const char* text : {"", "[]", "{\"3166-1\": 7}", "{\"4217\": []}"}) {
        const Copy copy;
        copy.write("iso/iso_3166-1.json", text);
        BOOST_TEST(copy.fault().find("iso_3166-1.json:1: this is not the list") != std::string::npos, text);
    }
    const Copy copy;
    copy.write("iso/iso_3166-1.json", "{\"3166-1\": [{\"alpha_2\": \"NPL\", \"name\": \"Nepal\"}]}");
    BOOST_TEST(copy.fault().find("iso_3166-1.json:1: entry 1 is bad") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
