// Keys of evidence: made once, read from where they are told to be, refused where others may read them.
#include "app/evidence_keys.hpp"
#include "core/failure.hpp"
#include "support/scratch_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>

BOOST_AUTO_TEST_SUITE(keys_of_evidence)

using namespace postern;
namespace fs = std::filesystem;

namespace {

struct Folder {
    tests::ScratchFolder scratch;
    app::Settings settings;

    Folder() { settings.data_folder = (scratch.path() / "data").string(); }
    std::string write(const std::string& name, const std::string& text, fs::perms permissions = fs::perms::owner_read) {
        const auto path = scratch.path() / name;
        std::ofstream(path, std::ios::binary) << text;
        fs::permissions(path, permissions);
        return path.string();
    }
};

} // namespace

BOOST_AUTO_TEST_CASE(made_once_and_kept_for_its_owner_alone) {
    Folder folder;
    BOOST_CHECK_THROW((void)app::known_evidence_keys(folder.settings), core::Failure); // asking makes none
    const auto first = app::evidence_keys(folder.settings);
    const auto again = app::evidence_keys(folder.settings);
    BOOST_TEST(first.signer.public_key().thumbprint() == again.signer.public_key().thumbprint());
    BOOST_TEST(first.known.to_jwks() == app::known_evidence_keys(folder.settings).to_jwks());
    const auto path = fs::path(folder.settings.data_folder) / "evidence.key";
    BOOST_TEST((fs::status(path).permissions() == (fs::perms::owner_read | fs::perms::owner_write)));
    for (const auto more : {fs::perms::group_read, fs::perms::others_read, fs::perms::group_write}) {
        fs::permissions(path, more, fs::perm_options::add);
        BOOST_CHECK_THROW((void)app::evidence_keys(folder.settings), core::Failure);
        fs::permissions(path, more, fs::perm_options::remove);
    }
    BOOST_TEST(app::evidence_keys(folder.settings).known.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_key_that_is_named_is_never_made) {
    Folder folder;
    const auto own = crypto::Es256PrivateKey::generate();
    folder.settings.evidence_key_file = (folder.scratch.path() / "own.pem").string();
    BOOST_CHECK_THROW((void)app::evidence_keys(folder.settings), core::Failure);
    BOOST_TEST(!fs::exists(folder.settings.evidence_key_file));
    folder.write("own.pem", own.to_pem());
    BOOST_TEST(app::evidence_keys(folder.settings).signer.public_key().thumbprint() == own.public_key().thumbprint());
    fs::remove(folder.settings.evidence_key_file);
    folder.write("own.pem", "no key");
    BOOST_CHECK_THROW((void)app::evidence_keys(folder.settings), core::Failure);
}

BOOST_AUTO_TEST_CASE(old_keys_stay_known) {
    Folder folder;
    const auto old = crypto::Es256PrivateKey::generate();
    const auto named = folder.scratch.path() / "old";
    folder.settings.evidence_old_keys = named.string();
    BOOST_CHECK_THROW((void)app::evidence_keys(folder.settings), core::Failure); // it was named, and is not there
    fs::create_directories(named);
    folder.write("old/readme.txt", "passed over");
    folder.write("old/2026.pem", old.to_pem());
    const auto keys = app::evidence_keys(folder.settings);
    BOOST_TEST(keys.known.size() == 2u);
    BOOST_TEST((keys.known.named(old.public_key().thumbprint()) != nullptr));
    folder.write("old/2025.pem", "no key");
    BOOST_CHECK_THROW((void)app::evidence_keys(folder.settings), core::Failure);
}

BOOST_AUTO_TEST_CASE(the_issuer_is_the_installation_s_whatever_the_key) {
    Folder folder;
    fs::create_directories(folder.settings.data_folder);
    const auto first = app::evidence_issuer(folder.settings);
    BOOST_TEST(first.starts_with("urn:postern:installation:"));
    BOOST_TEST(app::evidence_issuer(folder.settings) == first);
    Folder other;
    fs::create_directories(other.settings.data_folder);
    BOOST_TEST(app::evidence_issuer(other.settings) != first);
    folder.settings.evidence_issuer = "https://gateway.example";
    BOOST_TEST(app::evidence_issuer(folder.settings) == "https://gateway.example");
}

BOOST_AUTO_TEST_SUITE_END()
