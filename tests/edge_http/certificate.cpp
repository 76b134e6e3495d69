#include "edge_http/certificate.hpp"

#include <cstdio>
#include <memory>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace ckl::test {

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

Key make_key() { return {EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256"), &EVP_PKEY_free}; }

void extend(X509* certificate, int kind, const char* value) {
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, kind, value);
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

// Not yet signed; its own issuer.
Certificate draft(EVP_PKEY* pair, const char* common_name, int serial) {
  Certificate made(X509_new(), &X509_free);
  X509_set_version(made.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), serial);
  X509_gmtime_adj(X509_getm_notBefore(made.get()), -3'600);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), 86'400);
  X509_set_pubkey(made.get(), pair);
  auto* name = X509_get_subject_name(made.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>(common_name), -1, -1, 0);
  X509_set_issuer_name(made.get(), name);
  return made;
}

Certificate draft_of_server(EVP_PKEY* pair) {
  Certificate made = draft(pair, "localhost", 2);
  extend(made.get(), NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1");
  return made;
}

auto open(const std::filesystem::path& file) {
  return std::unique_ptr<std::FILE, int (*)(std::FILE*)>(std::fopen(file.c_str(), "w"),
                                                         &std::fclose);
}

void write(const std::filesystem::path& file, X509* certificate) {
  PEM_write_X509(open(file).get(), certificate);
}

void write(const std::filesystem::path& file, EVP_PKEY* key) {
  PEM_write_PrivateKey(open(file).get(), key, nullptr, nullptr, 0, nullptr, nullptr);
}

}  // namespace

void make_certificate(const std::filesystem::path& certificate, const std::filesystem::path& key) {
  const Key pair = make_key();
  const Certificate made = draft_of_server(pair.get());
  X509_sign(made.get(), pair.get(), EVP_sha256());
  write(certificate, made.get());
  write(key, pair.get());
}

Vouched make_vouched_certificate(const std::filesystem::path& folder) {
  const Vouched files{folder / "authority.pem", folder / "server.pem", folder / "server.key"};
  const Key authority_key = make_key();
  const Certificate authority = draft(authority_key.get(), "Prov-CA", 1);
  extend(authority.get(), NID_basic_constraints, "critical,CA:TRUE");
  extend(authority.get(), NID_key_usage, "critical,keyCertSign");
  X509_sign(authority.get(), authority_key.get(), EVP_sha256());
  const Key pair = make_key();
  const Certificate made = draft_of_server(pair.get());
  X509_set_issuer_name(made.get(), X509_get_subject_name(authority.get()));
  X509_sign(made.get(), authority_key.get(), EVP_sha256());
  write(files.authority, authority.get());
  write(files.certificate, made.get());
  write(files.key, pair.get());
  return files;
}

}  // namespace ckl::test
