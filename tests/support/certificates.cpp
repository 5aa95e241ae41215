// Certificates of a made-up authority, for tests of TLS.
#include "support/answering_server.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <memory>
#include <stdexcept>

namespace postern::tests {

namespace {

using PrivateKey = std::shared_ptr<EVP_PKEY>;
using Certificate = std::shared_ptr<X509>;

struct Party {
    PrivateKey key;
    Certificate certificate;
};

void extend(X509* certificate, X509* issuer, int kind, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const std::shared_ptr<X509_EXTENSION> extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value),
                                                    X509_EXTENSION_free);
    if (!extension || X509_add_ext(certificate, extension.get(), -1) != 1) throw std::runtime_error("no extension");
}

Party make_party(const char* name, const Party* issuer, const char* usage = nullptr, const char* names = nullptr) {
    Party made{{EVP_EC_gen("P-256"), EVP_PKEY_free}, {X509_new(), X509_free}};
    auto* certificate = made.certificate.get();
    X509_set_version(certificate, X509_VERSION_3);
    static long serial = 0;
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), ++serial);
    constexpr long kDay = 86'400;
    X509_gmtime_adj(X509_getm_notBefore(certificate), -kDay);
    X509_gmtime_adj(X509_getm_notAfter(certificate), kDay);
    X509_set_pubkey(certificate, made.key.get());
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name), -1, -1, 0);
    X509* by = issuer == nullptr ? certificate : issuer->certificate.get();
    X509_set_issuer_name(certificate, X509_get_subject_name(by));
    extend(certificate, by, NID_basic_constraints, issuer == nullptr ? "critical,CA:TRUE" : "critical,CA:FALSE");
    if (usage != nullptr) extend(certificate, by, NID_ext_key_usage, usage);
    if (names != nullptr) extend(certificate, by, NID_subject_alt_name, names);
    const auto& signing = issuer == nullptr ? made.key : issuer->key;
    if (X509_sign(certificate, signing.get(), EVP_sha256()) == 0) throw std::runtime_error("no certificate");
    return made;
}

std::string write_pem(const std::string& path, const Party& party, bool with_key) {
    const std::shared_ptr<std::FILE> file(std::fopen(path.c_str(), "w"), [](std::FILE* f) { std::fclose(f); });
    if (!file || PEM_write_X509(file.get(), party.certificate.get()) != 1 ||
        (with_key && PEM_write_PrivateKey(file.get(), party.key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1))
        throw std::runtime_error("no PEM file");
    return path;
}

} // namespace

Certificates make_certificates(const std::string& folder) {
    const auto authority = make_party("Test authority", nullptr);
    const auto server = make_party("Test server", &authority, "serverAuth", "DNS:localhost,IP:127.0.0.1");
    const auto elsewhere = make_party("Test server", &authority, "serverAuth", "DNS:elsewhere.example");
    const auto client = make_party("Test client", &authority, "clientAuth");
    return {write_pem(folder + "/authority.pem", authority, false), write_pem(folder + "/server.pem", server, true),
            write_pem(folder + "/elsewhere.pem", elsewhere, true), write_pem(folder + "/client.pem", client, true)};
}

} // namespace postern::tests
