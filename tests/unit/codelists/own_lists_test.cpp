// An operator's own lists: what is refused, and with which words.
#include "codelists/codelists.hpp"
#include "core/failure.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(own_lists)

using namespace postern;
using codelists::Codelists;

constexpr const char* kNotes = "# source: test\n# date: 2026-01-01\n";
const std::string kFolder = POSTERN_SOURCE_DIR "/config/codelists";
const std::string kIso = "/usr/share/iso-codes/json";
const std::string kExporters = "post,exporter,scheme,number,from,to\nnp-post,K-17,PAN,301445890,2026-01-01,\n";

const std::string kPostOffices = "post,code,name,address_1,address_2,postcode,city,time_zone,languages\n";
const std::string kWatched = "list,entry,name,address,country,from,to,reason\n";

std::string fault(const codelists::StoredLists& rows) {
    codelists::StoredLists lists;
    for (const auto& [name, text] : rows)
        lists[name] = kNotes + text;
    try {
        Codelists::load(kFolder, kIso, lists);
    } catch (const core::Failure& failure) {
        return failure.what();
    }
    return {};
}

BOOST_AUTO_TEST_CASE(each_fault_is_told_with_table_line_and_reason) {
    struct Case {
        codelists::StoredLists tables;
        std::string fault;
    };
    const std::vector<Case> cases = {
        {{{"exporters", kExporters}}, ""},
        {{{"post_offices", kPostOffices + "np-post,A,Old Post,,,44600,Patan,Asia/Kathmandu,ne en\n"}}, ""},
        {{{"post_offices", kPostOffices + "np-post,A,Old Post,,,,,Asia/Nowhere,ne\n"}},
         "post_offices:4: time_zone is none of the tz database"},
        {{{"post_offices", kPostOffices + "np-post,A,B,,,,,Etc/UTC,\nnp-post,A,B,,,,,Etc/UTC,\n"}},
         "post_offices:5: the office is listed twice"},
        {{{"post_offices", kPostOffices + "np-post,,B,,,,,Etc/UTC,\n"}}, "post_offices:4: code is empty"},
        {{{"exporter", kExporters}}, "exporter:1: there is no list of that name"},
        {{{"exporters", kExporters + "np-post,K-18,PAN,301445890,2026-01-01,\n"}},
         "exporters:5: the number is another exporter's"},
        {{{"exporters", kExporters + "bt-post,K-18,PAN,301445890,2026-01-01,\n"}}, ""},
        {{{"exporters", kExporters + "np-post,,PAN,30,2026-01-01,\n"}}, "exporters:5: exporter is empty"},
        {{{"exporters", kExporters + "np-post,K-19,PAN,30,2026-01-01,2025-01-01\n"}},
         "exporters:5: to lies before from"},
        {{{"exporters", kExporters + "np-post,K-19,PAN,30,January,\n"}}, "exporters:5: from is no date"},
        {{{"exporter_goods", "post,exporter,country,goods,hs,code,from,to\nnp-post,K-17,NP,,640520,64052010,2026-01-01,"
                             "\n"}},
         "exporter_goods:4: exporters.csv has no such exporter of that post"},
        {{{"exporters", kExporters},
          {"exporter_goods", "post,exporter,country,goods,hs,code,from,to\nnp-post,K-17,NP,,640520,64053010,2026-01-01,"
                             "\n"}},
         "exporter_goods:4: code does not begin with hs"},
        {{{"exporters", kExporters},
          {"exporter_mandates", "post,exporter,agency,reference,from,to\nnp-post,K-17,np-customs,,2026-01-01,\n"}},
         "exporter_mandates:4: reference is empty"},
        {{{"national_codes", "country,code,title,unit,from,to\nNP,6405,Shoes,,2026-01-01,\n"}},
         "national_codes:4: code has no 6 digits"},
        {{{"watch_names", kWatched + "L,1,Somebody Sampled,,,2026-01-01,,\n"}}, ""},
        {{{"watch_names", kWatched + "L,1,Somebody Sampled,,,,,\n"}}, "watch_names:4: from is no date"},
        {{{"watch_names", kWatched + ",1,Somebody Sampled,,,2026-01-01,,\n"}},
         "watch_names:4: list is no code of at most 64 characters"},
        {{{"watch_names", kWatched + "L,a b,Somebody Sampled,,,2026-01-01,,\n"}},
         "watch_names:4: entry is no code of at most 64 characters"},
        {{{"watch_names", kWatched + "L,1,Somebody Sampled,,,2026-01-01,,\nL,1,Another,,,2026-01-01,,\n"}},
         "watch_names:5: the entry is there twice"},
        {{{"watch_names", kWatched + "L,1,---,,,2026-01-01,,\n"}},
         "watch_names:4: name has no word\nwatch_names:4: there is neither a name nor an address of two words"},
        {{{"watch_names", kWatched + "L,1,,Northwick,,2026-01-01,,\n"}},
         "watch_names:4: there is neither a name nor an address of two words"},
        {{{"watch_names", kWatched + "L,1,Somebody Sampled,,XQ,2026-01-01,,\n"}}, "watch_names:4: country is none"},
        {{{"offices",
           "post,agency,exporter,posting_office,postcode,office_of_exchange,customs_office,customs_name,from,"
           "to\nnp-post,np-customs,,,,,TIA,,2026-01-01,\n"}},
         "offices:4: customs_name is empty"},
    };
    for (const auto& [tables, expected] : cases)
        BOOST_CHECK_EQUAL(fault(tables), expected);
}

BOOST_AUTO_TEST_CASE(a_list_that_is_kept_takes_the_place_of_the_file) {
    const auto day = *core::parse_date("2027-03-01");
    const core::Money money{*core::Decimal::parse("10"), "EUR"};
    BOOST_CHECK(!Codelists::load(kFolder, kIso)->convert_for("np-customs", money, "NPR", day));
    const auto lists = Codelists::load(
        kFolder, kIso,
        {{"authority_rates", kNotes + std::string("authority,currency,per_unit,base,from,to\n"
                                                  "np-customs,EUR,152.5,NPR,2027-02-01,2027-03-31\n")}});
    BOOST_CHECK_EQUAL(lists->convert_for("np-customs", money, "NPR", day)->amount.to_string(), "1525.00");
}

BOOST_AUTO_TEST_SUITE_END()
