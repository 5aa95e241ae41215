// Settings: the table is sound, a file is read, and all faults are told at once.
#include "app/properties.hpp"
#include "app/settings.hpp"
#include "core/failure.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

BOOST_AUTO_TEST_SUITE(settings)

namespace fs = std::filesystem;
using postern::app::all_settings;
using postern::app::load_settings;
using postern::app::SettingType;
using postern::core::Failure;

struct Folder {
    Folder() : path(fs::temp_directory_path() / ("postern-settings-" + std::to_string(::getpid()))) {
        fs::create_directories(path);
    }
    ~Folder() { fs::remove_all(path); }
    std::string file(const std::string& name, const std::string& content) const {
        std::ofstream(path / name, std::ios::binary) << content;
        return (path / name).string();
    }
    fs::path path;
};

std::string failure_of(const std::string& path,
                       const std::vector<std::pair<std::string, std::string>>& overrides = {}) {
    try {
        load_settings(path, overrides);
    } catch (const Failure& failure) {
        return failure.what();
    }
    return {};
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

BOOST_AUTO_TEST_CASE(every_key_is_there_once_and_has_a_text) {
    std::set<std::string_view> keys;
    for (const auto& setting : all_settings()) {
        BOOST_TEST(keys.insert(setting.key).second, setting.key);
        BOOST_TEST(setting.text.ends_with("."), setting.key);
        if (setting.type == SettingType::number) BOOST_TEST(setting.least < setting.greatest, setting.key);
    }
}

BOOST_AUTO_TEST_CASE(every_default_is_allowed) {
    const auto settings = load_settings("");
    BOOST_TEST(settings.listen_address == "127.0.0.1");
    BOOST_TEST(settings.listen_port == 8080);
    BOOST_TEST(settings.s10_window_months == 12);
    BOOST_TEST(!settings.sandbox_demo_keys);
    BOOST_TEST(settings.iso_codes_folder == "/usr/share/iso-codes/json");
}

BOOST_AUTO_TEST_CASE(relative_paths_stand_from_the_file) {
    const Folder folder;
    const auto file = folder.file("a.properties", "# a comment\n! another\n\n data.folder = ../d \nhome.folder: .\n");
    const auto settings = load_settings(file);
    BOOST_TEST(settings.data_folder == (folder.path.parent_path() / "d").string());
    BOOST_TEST(settings.config_folder == (fs::path(settings.home_folder) / "config").string());
    BOOST_TEST(fs::path(settings.sandbox_keys_file).parent_path() == folder.path);
}

BOOST_AUTO_TEST_CASE(the_home_is_found_above_the_program) {
    ::unsetenv("POSTERN_HOME");
    const auto settings = load_settings("");
    BOOST_TEST(settings.schemas_folder == (fs::path(settings.home_folder) / "schemas").string());
    ::setenv("POSTERN_HOME", "/somewhere", 1);
    BOOST_TEST(load_settings("").mappings_folder == "/somewhere/mappings");
    BOOST_TEST(load_settings("").web_folder == "/somewhere/web/dist");
    ::unsetenv("POSTERN_HOME");
}

BOOST_AUTO_TEST_CASE(all_faults_come_at_once_with_line_and_key) {
    const Folder folder;
    const auto file = folder.file("b.properties", "listen.port = 99999\nnonsense\nlisten.prot = 1\nlisten.port = x\n"
                                                  "http.threads = many\nsandbox.demo-keys = yes\n"
                                                  "installation.key = hunter2\nwatch.mode = maybe\n");
    const auto failure = failure_of(file);
    BOOST_TEST(contains(failure, file + ":1: listen.port: must be from 0 to 65535"));
    BOOST_TEST(contains(failure, file + ": line 2: not of the form key = value"));
    BOOST_TEST(contains(failure, file + ":3: listen.prot: no such setting"));
    BOOST_TEST(contains(failure, file + ":4: listen.port: said twice"));
    BOOST_TEST(contains(failure, file + ":5: http.threads: must be a whole number"));
    BOOST_TEST(contains(failure, file + ":6: sandbox.demo-keys: must be true or false"));
    BOOST_TEST(contains(failure, file + ":7: installation.key: must be file:PATH or env:NAME"));
    BOOST_TEST(!contains(failure, "hunter2"));
    BOOST_TEST(contains(failure, file + ":8: watch.mode: must be one of test|live"));
}

BOOST_AUTO_TEST_CASE(bounds_between_two_settings_hold) {
    const Folder folder;
    const auto file =
        folder.file("c.properties", "feed.page-default = 20\nfeed.page-limit = 10\nlease.seconds = 4000\n");
    const auto failure = failure_of(file);
    BOOST_TEST(contains(failure, "feed.page-default must not pass feed.page-limit"));
    BOOST_TEST(contains(failure, "lease.seconds must not pass lease.seconds-limit"));
}

BOOST_AUTO_TEST_CASE(the_command_line_wins_and_is_checked_too) {
    const Folder folder;
    const auto file = folder.file("d.properties", "listen.port = 1000\n");
    BOOST_TEST(load_settings(file, {{"listen.port", "2000"}}).listen_port == 2000);
    BOOST_TEST(contains(failure_of(file, {{"listen.port", ""}}), "command line: listen.port"));
    BOOST_TEST(contains(failure_of(file, {{"no.such", "1"}}), "command line: no.such: no such setting"));
}

BOOST_AUTO_TEST_CASE(a_file_that_is_not_there_is_a_failure) {
    BOOST_TEST(contains(failure_of("/no/such/file.properties"), "/no/such/file.properties: cannot be read"));
    BOOST_TEST(contains(failure_of("/tmp"), "/tmp: cannot be read"));
}

BOOST_AUTO_TEST_CASE(secrets_are_fetched_where_they_point) {
    const Folder folder;
    const auto file = folder.file("key", "0123456789abcdef\n");
    BOOST_TEST(postern::app::read_secret("k", "file:" + file) == "0123456789abcdef");
    ::setenv("POSTERN_TEST_SECRET", "from the environment", 1);
    BOOST_TEST(postern::app::read_secret("k", "env:POSTERN_TEST_SECRET") == "from the environment");
    ::unsetenv("POSTERN_TEST_SECRET");
    BOOST_CHECK_THROW(postern::app::read_secret("k", "env:POSTERN_TEST_SECRET"), Failure);
    BOOST_CHECK_THROW(postern::app::read_secret("k", "file:" + folder.file("none", "\n")), Failure);
    BOOST_CHECK_THROW(postern::app::read_secret("k", "file:" + folder.path.string()), Failure);
    BOOST_CHECK_THROW(postern::app::read_secret("k", "hunter2"), Failure);
    const auto settings = load_settings(folder.file("e.properties", "installation.key = file:key\n"));
    BOOST_TEST(settings.installation_key == "file:" + file);
}

BOOST_AUTO_TEST_CASE(what_is_printed_is_read_again) {
    const Folder folder;
    const auto settings = load_settings(folder.file("f.properties", "listen.port = 1234\ndata.folder = here\n"));
    const auto again = load_settings(folder.file("g.properties", postern::app::print_settings(settings)));
    BOOST_TEST(postern::app::print_settings(again) == postern::app::print_settings(settings));
    BOOST_TEST(again.listen_port == 1234);
}

BOOST_AUTO_TEST_CASE(the_reference_names_every_key) {
    const auto page = postern::app::settings_reference();
    for (const auto& setting : all_settings())
        BOOST_TEST(contains(page, "`" + std::string(setting.key) + "`"));
    BOOST_TEST(contains(page, "| test or live | `test` |"));
}

BOOST_AUTO_TEST_CASE(a_byte_order_mark_and_windows_line_ends_are_read) {
    const auto read = postern::app::read_properties("\xEF\xBB\xBFlisten.port = 1\r\nlisten.address=::1");
    BOOST_TEST(read.faults.empty());
    BOOST_REQUIRE(read.entries.size() == 2);
    BOOST_TEST(read.entries[0].value == "1");
    BOOST_TEST(read.entries[1].value == "::1");
    BOOST_TEST(read.entries[1].line == 2);
}

BOOST_AUTO_TEST_SUITE_END()
