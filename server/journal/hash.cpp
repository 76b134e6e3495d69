#include "journal/hash.hpp"

#include <stdexcept>

#include <openssl/evp.h>

namespace ckl::journal {
namespace {

void must(int done) {
  if (done != 1) throw std::runtime_error("SHA-256 is not to be had");
}

}  // namespace

Hasher::Hasher()
    : method_(EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_free),
      context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
  must(EVP_DigestInit_ex2(context_.get(), method_.get(), nullptr));
}

ports::Hash Hasher::operator()(std::initializer_list<std::string_view> pieces) {
  // Without naming the method again the context is only set back.
  must(EVP_DigestInit_ex2(context_.get(), nullptr, nullptr));
  for (const auto piece : pieces) {
    must(EVP_DigestUpdate(context_.get(), piece.data(), piece.size()));
  }
  ports::Hash hash{};
  must(EVP_DigestFinal_ex(context_.get(), hash.data(), nullptr));
  return hash;
}

ports::Hash Hasher::node(const ports::Hash& left, const ports::Hash& right) {
  return (*this)({"\x01", view(left), view(right)});
}

}  // namespace ckl::journal
