// The counter page as it is served: from memory, under strict rules, and nothing beside it.
#include "client.hpp"
#include "running_gateway.hpp"
#include "support/scratch_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

BOOST_AUTO_TEST_SUITE(api_counter_page)

using namespace postern::tests::api;
using postern::tests::ScratchFolder;
namespace fs = std::filesystem;

/// A page as it could have been built, and what must not be served with it.
struct BuiltPage {
    ScratchFolder folder;
    BuiltPage() {
        folder.write("dist/index.html", "<!doctype html><title>counter</title>");
        folder.write("dist/main.js", "export {};");
        folder.write("dist/counter.css", "body{}");
        folder.write("dist/text-en.json", "{}");
        folder.write("dist/notes.txt", "not a page's");
        folder.write("dist/.hidden.js", "hidden");
        folder.write("dist/Upper.js", "upper");
        folder.write("dist/deeper/inside.js", "inside");
        folder.write("secret.js", "beside");
        fs::create_symlink(folder.path() / "secret.js", folder.path() / "dist" / "link.js");
    }
    std::string setting() const { return "home.web = " + (folder.path() / "dist").string() + "\n"; }
};

const BuiltPage& built_page() {
    static const BuiltPage page;
    return page;
}

RunningGateway& page_gateway() {
    static RunningGateway running(built_page().setting());
    return running;
}

BOOST_AUTO_TEST_CASE(files_come_with_their_types_and_strict_rules) {
    Client nobody(page_gateway().port(), "");
    const std::pair<const char*, const char*> files[] = {
        {"/counter/", "text/html; charset=utf-8"},
        {"/counter/index.html", "text/html; charset=utf-8"},
        {"/counter/main.js", "text/javascript; charset=utf-8"},
        {"/counter/counter.css", "text/css; charset=utf-8"},
        {"/counter/text-en.json", "application/json"},
    };
    for (const auto& [target, media] : files) {
        const Answer file = nobody.get(target);
        BOOST_TEST(file.status == 200, target);
        BOOST_TEST(file.header("Content-Type") == media, target);
        const std::string policy = file.header("Content-Security-Policy");
        BOOST_TEST(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'; "), policy);
        for (const char* rule : {"connect-src 'self'", "form-action 'none'", "base-uri 'none'",
                                 "frame-ancestors 'none'", "img-src 'self' data: blob:"})
            BOOST_TEST(policy.find(rule) != std::string::npos, rule);
        BOOST_TEST(policy.find("unsafe") == std::string::npos);
        BOOST_TEST(file.header("X-Content-Type-Options") == "nosniff");
        BOOST_TEST(file.header("Referrer-Policy") == "no-referrer");
        BOOST_TEST(file.header("Cache-Control") == "private, no-cache");
        BOOST_TEST(!file.header("Permissions-Policy").empty());
        BOOST_TEST(file.header("Set-Cookie").empty());
    }
    BOOST_TEST(nobody.get("/counter/").body == "<!doctype html><title>counter</title>");
    const Answer moved = nobody.get("/counter");
    BOOST_TEST(moved.status == 308);
    BOOST_TEST(moved.header("Location") == "/counter/");
    BOOST_TEST(nobody.send_json("POST", "/counter/", "{}").code() == "method-not-allowed");
}

BOOST_AUTO_TEST_CASE(what_the_client_has_is_not_sent_again) {
    Client nobody(page_gateway().port(), "");
    const std::string tag = nobody.get("/counter/main.js").header("ETag");
    BOOST_TEST(tag.size() == 34u);
    const Answer again = nobody.get("/counter/main.js", {{"If-None-Match", tag}});
    BOOST_TEST(again.status == 304);
    BOOST_TEST(again.body.empty());
    BOOST_TEST(again.header("ETag") == tag);
    BOOST_TEST(!again.header("Content-Security-Policy").empty());
    BOOST_TEST(nobody.get("/counter/main.js", {{"If-None-Match", "\"other\""}}).status == 200);
}

BOOST_AUTO_TEST_CASE(nothing_beside_the_page_is_served) {
    Client nobody(page_gateway().port(), "");
    for (const char* target :
         {"/counter/nothing.js", "/counter/notes.txt", "/counter/.hidden.js", "/counter/Upper.js", "/counter/deeper",
          "/counter/deeper/inside.js", "/counter/link.js", "/counter/../secret.js", "/counter/%2e%2e%2fsecret.js",
          "/counter/..%2Fsecret.js", "/counter//secret.js", "/counter/..", "/counter/%2e"}) {
        const Answer none = nobody.get(target);
        BOOST_TEST(none.status == 404, target);
        BOOST_TEST(none.code() == "not-found", target);
    }
}

BOOST_AUTO_TEST_CASE(a_gateway_without_the_page_says_how_it_is_built_and_takes_it_when_it_is_there) {
    const ScratchFolder folder;
    const fs::path dist = folder.path() / "dist";
    const RunningGateway gateway("home.web = " + dist.string() + "\n");
    Client nobody(gateway.port(), "");
    for (const char* target : {"/counter/", "/counter/main.js"}) {
        const Answer missing = nobody.get(target);
        BOOST_TEST(missing.status == 404, target);
        BOOST_TEST(missing.header("Content-Type") == "text/plain; charset=utf-8", target);
        BOOST_TEST(missing.body.find("scripts/build-web") != std::string::npos, target);
    }
    folder.write("dist/index.html", "<!doctype html>");
    gateway.ask_to_reload();
    int status = 0;
    for (int attempt = 0; attempt < 200 && status != 200; ++attempt) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        status = nobody.get("/counter/").status;
    }
    BOOST_TEST(status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
