// Evidence keys: read from their files, or made once.
#include "app/evidence_keys.hpp"

#include "app/installation.hpp"
#include "core/failure.hpp"
#include "crypto/digest.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

namespace postern::app {

namespace {

namespace fs = std::filesystem;
constexpr std::uintmax_t kKeyFileBytes = 16u << 10;
constexpr std::size_t kIssuerCharacters = 26;

std::string in_data_folder(const std::string& setting, const Settings& settings, const char* name) {
    return setting.empty() ? (fs::path(settings.data_folder) / name).string() : setting;
}

std::string key_file(const Settings& settings) {
    return in_data_folder(settings.evidence_key_file, settings, "evidence.key");
}

std::string read_key_file(const std::string& path) {
    std::error_code error;
    const auto bytes = fs::file_size(path, error);
    std::ifstream in(path, std::ios::binary);
    if (error || bytes > kKeyFileBytes || !in) throw core::Failure(path + ": cannot be read as a key of evidence");
    return {std::istreambuf_iterator<char>(in), {}};
}

crypto::Es256PrivateKey signer_in(const std::string& path) {
    std::error_code error;
    const auto permissions = fs::status(path, error).permissions();
    if (!error && (permissions & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none)
        throw core::Failure(path + ": others may read or write it; a key that signs has the mode 0600");
    auto key = crypto::Es256PrivateKey::from_pem(read_key_file(path));
    if (!key) throw core::Failure(path + ": is no private key on P-256 (PEM, PKCS#8, without a passphrase)");
    return *std::move(key);
}

/// In the order of their names, so that what is served does not change by itself.
void add_old_keys(const Settings& settings, signatures::KeySet& known) {
    const std::string folder = in_data_folder(settings.evidence_old_keys, settings, "evidence-old-keys");
    if (settings.evidence_old_keys.empty() && !fs::exists(folder)) return;
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (entry.path().extension() == ".pem") files.push_back(entry.path());
    if (error) throw core::Failure(folder + ": cannot be read as a folder of old keys");
    std::ranges::sort(files);
    for (const auto& file : files) {
        auto key = crypto::Es256PublicKey::from_pem(read_key_file(file.string()));
        if (!key) throw core::Failure(file.string() + ": is no key on P-256 (PEM)");
        known.add(*std::move(key));
    }
}

} // namespace

EvidenceKeys evidence_keys(const Settings& settings) {
    const std::string path = key_file(settings);
    if (settings.evidence_key_file.empty() && !fs::exists(path)) {
        fs::create_directories(settings.data_folder);
        keep_secret_once(path, crypto::Es256PrivateKey::generate().to_pem());
    }
    EvidenceKeys keys{signer_in(path), {}};
    keys.known.add(keys.signer.public_key());
    add_old_keys(settings, keys.known);
    return keys;
}

signatures::KeySet known_evidence_keys(const Settings& settings) {
    const std::string path = key_file(settings);
    if (!fs::exists(path)) throw core::Failure(path + ": there is no key of evidence here yet");
    signatures::KeySet known;
    known.add(signer_in(path).public_key());
    add_old_keys(settings, known);
    return known;
}

std::string evidence_issuer(const Settings& settings) {
    if (!settings.evidence_issuer.empty()) return settings.evidence_issuer;
    const auto hash = crypto::hmac_sha256(installation_secret(settings), "evidence issuer");
    const auto name = crypto::to_base32({reinterpret_cast<const char*>(hash.bytes.data()), hash.bytes.size()});
    return "urn:postern:installation:" + name.substr(0, kIssuerCharacters);
}

} // namespace postern::app
