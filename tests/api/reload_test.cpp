// Code lists that change under a running gateway: a good one counts from the next item on, a bad one changes nothing.
#include "api/client.hpp"
#include "api/command_run.hpp"
#include "api/running_gateway.hpp"
#include "story.hpp"
#include "support/list_world.hpp"
#include "support/own_config.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

BOOST_AUTO_TEST_SUITE(api_reload)

using namespace postern::tests::api;
namespace fs = std::filesystem;

/// The list that these tests change.
class OwnLists : public postern::tests::OwnConfig {
public:
    void write_vague(const std::string& rows) const {
        write("codelists/vague_descriptions.csv", "# source: test\n# date: 2026-11-26\nterm,enabled\n" + rows);
    }
};

/// Waits until the operator's log has the words so many times.
bool told(const RunningGateway& gateway, const std::string& words, int times = 1) {
    for (int i = 0; i < 200; ++i) {
        const std::string log = gateway.log();
        int seen = 0;
        for (std::size_t at = log.find(words); at != std::string::npos; at = log.find(words, at + 1))
            ++seen;
        if (seen >= times) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return false;
}

BOOST_AUTO_TEST_CASE(a_list_is_swapped_whole_or_not_at_all) {
    const OwnLists config;
    const RunningGateway gateway(config.setting());
    Client client(gateway.port(), kPost);
    const auto says_vague = [&] {
        const Answer answer = client.post_xml("/v1/validations", sample("cn23-good-parcel-np-us.xml"));
        BOOST_TEST(answer.status == 200);
        return answer.body.find("\"DESCRIPTION-VAGUE\"") != std::string::npos;
    };
    BOOST_TEST(!says_vague());

    config.write_vague("\"felt slippers with leather sole, pair\",yes\n");
    BOOST_TEST(!says_vague()); // nobody asked yet
    gateway.ask_to_reload();
    BOOST_REQUIRE(told(gateway, "in force: "));
    BOOST_TEST(says_vague());

    for (const char* bad : {"half a row\n", "Not Folded,yes\n", "\"never closed,yes\n", "parts,perhaps\n"}) {
        config.write_vague(bad);
        gateway.ask_to_reload();
        static int refused = 0;
        BOOST_REQUIRE_MESSAGE(told(gateway, "not reloaded", ++refused), bad);
        BOOST_TEST(says_vague(), bad << ": the list in force is gone");
    }
    BOOST_TEST(gateway.log().find("vague_descriptions.csv:4") != std::string::npos);

    config.write_vague("parts,yes\n");
    gateway.ask_to_reload();
    BOOST_REQUIRE(told(gateway, "in force: ", 2));
    BOOST_TEST(!says_vague());
}

BOOST_AUTO_TEST_CASE(a_table_that_is_imported_beside_a_running_gateway_counts_after_the_reload) {
    const RunningGateway gateway;
    Client client(gateway.port(), kPost);
    const auto says_choice = [&] {
        const Answer answer = client.post_xml("/v1/validations", sample("cn23-warning-hs-six-digits.xml"));
        return answer.body.find("\"NATIONAL-CODE-CHOICE\"") != std::string::npos;
    };
    BOOST_TEST(!says_choice());
    const auto imported =
        run_postern("tables import national_codes " POSTERN_SOURCE_DIR "/samples/tables/national_codes.csv --data " +
                    gateway.data());
    BOOST_REQUIRE_EQUAL(imported.exit_code, 0);
    gateway.ask_to_reload();
    BOOST_REQUIRE(told(gateway, "in force: "));
    BOOST_TEST(says_choice());
}

const Headers kJson{{"Content-Type", "application/json"}};

BOOST_AUTO_TEST_CASE(a_folder_is_swapped_whole_and_what_the_old_one_made_is_answered) {
    const postern::tests::ListWorld world;
    const RunningGateway gateway("registers.look-ms = 50\nhome.mappings = " + world.mappings() +
                                 "\nhome.config = " + world.config() + "\n");
    Client post(gateway.port(), kPost);
    Client customs(gateway.port(), kCustoms);
    Client admin(gateway.port(), kAdmin);
    BOOST_TEST(post.call("POST", "/v1/admin/reload", kJson, "{}").status == 403);
    BOOST_REQUIRE(post.post_xml("/v1/declarations", sample("cn23-good-parcel-np-us.xml")).status == 201);
    const Answer closed = post.call("POST", "/v1/registers", {{"Content-Type", "application/json"}}, "{}");
    const auto reference = text_of(closed.json().find("registers")->items().at(0), "reference");

    // a broken sheet: nothing changes, the log says where
    const std::string sheet = "mappings/np-list/register.xsl";
    world.change(sheet, "</xsl:stylesheet>", "");
    const Answer refused = admin.call("POST", "/v1/admin/reload", kJson, "{}");
    BOOST_TEST(refused.status == 422);
    BOOST_TEST(refused.code() == "configuration-refused");
    BOOST_TEST(told(gateway, "register.xsl"));
    BOOST_TEST(post.post_xml("/v1/validations", sample("cn23-good-parcel-np-us.xml")).status == 200);

    // mended, with another root in its answers and another version
    world.change(sheet, "</xsl:template>", "</xsl:template></xsl:stylesheet>");
    world.change("mappings/np-list/profile.xml", "version=\"1\"\n", "version=\"2\"\n");
    world.change("mappings/np-list/profile.xml", "root=\"receipt\"", "root=\"notice\"");
    world.change("mappings/np-list/answer.xsl", "/receipt", "/notice");
    const Answer taken = admin.call("POST", "/v1/admin/reload", kJson, "{}");
    BOOST_REQUIRE_MESSAGE(taken.status == 200, taken.body);
    check_form(taken.json(), "Reloaded");
    BOOST_TEST(text_of(taken.json(), "in_force").find("np-list 2") != std::string::npos);

    const Answer old = customs.post_xml("/v1/agencies/np-customs/responses",
                                        "<receipt list=\"" + reference + "\" state=\"ACCEPTED\"/>");
    BOOST_TEST(old.status == 201, old.body);
    const Answer fresh = customs.post_xml("/v1/agencies/np-customs/responses",
                                          "<notice list=\"" + reference + "\" state=\"RELEASED\"/>");
    BOOST_TEST(fresh.status == 201, fresh.body);
}

BOOST_AUTO_TEST_CASE(what_a_folder_made_before_a_restart_is_answered_by_that_edition) {
    const postern::tests::ListWorld world;
    RunningGateway gateway("registers.look-ms = 50\nhome.mappings = " + world.mappings() +
                           "\nhome.config = " + world.config() + "\n");
    Client post(gateway.port(), kPost);
    BOOST_REQUIRE(post.post_xml("/v1/declarations", sample("cn23-good-parcel-np-us.xml")).status == 201);
    const Answer closed = post.call("POST", "/v1/registers", kJson, "{}");
    const auto reference = text_of(closed.json().find("registers")->items().at(0), "reference");
    world.change("mappings/np-list/profile.xml", "version=\"1\"\n", "version=\"2\"\n");
    world.change("mappings/np-list/profile.xml", "root=\"receipt\"", "root=\"notice\"");
    world.change("mappings/np-list/answer.xsl", "/receipt", "/notice");
    gateway.restart();
    Client customs(gateway.port(), kCustoms);
    const std::string receipt = "<receipt list=\"" + reference + "\" state=\"RELEASED\"/>";
    const Answer old = customs.post_xml("/v1/agencies/np-customs/responses", receipt);
    BOOST_TEST(old.status == 201, old.body);
    BOOST_TEST(!std::filesystem::exists(gateway.data() + "/editions"));

    // it does not load any more: that is told, and the gateway runs
    world.change("mappings/np-list/profile.xml", "version=\"2\"\n", "version=\"3\"\n");
    {
        const auto broken = gateway.data() + "/postern.db";
        const std::string sql = "UPDATE profile_folders SET content = x'00' WHERE name = 'np-list'";
        gateway.stop();
        BOOST_REQUIRE_EQUAL(std::system(("sqlite3 " + broken + " \"" + sql + "\"").c_str()), 0);
        gateway.restart();
    }
    BOOST_TEST(told(gateway, "an earlier edition does not load any more"));
    BOOST_TEST(Client(gateway.port(), kCustoms).call("GET", "/healthz").status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
