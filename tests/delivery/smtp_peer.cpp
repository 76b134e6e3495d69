#include <list>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include "delivery/mime.hpp"
#include "delivery/peers.hpp"

namespace ckl::delivery::test {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

enum class End : std::uint8_t { closed, starttls, silent };

void add_names(X509* certificate) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  for (const auto& [id, value] : {std::pair(NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1"),
                                  std::pair(NID_basic_constraints, "critical,CA:TRUE")}) {
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, id, value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
  }
}

TestCertificate make_certificate() {
  const auto folder =
      std::filesystem::temp_directory_path() / ("ckl-delivery-" + std::to_string(::getpid()));
  std::filesystem::create_directories(folder);
  const TestCertificate files{folder / "cert.pem", folder / "key.pem"};
  EVP_PKEY* key = EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256");
  X509* certificate = X509_new();
  X509_set_version(certificate, 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate), -86'400);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 86'400);
  X509_set_pubkey(certificate, key);
  X509_NAME* name = X509_get_subject_name(certificate);
  X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
  X509_set_issuer_name(certificate, name);
  add_names(certificate);
  X509_sign(certificate, key, EVP_sha256());
  BIO* out = BIO_new_file(files.certificate.c_str(), "w");
  PEM_write_bio_X509(out, certificate);
  BIO_free(out);
  out = BIO_new_file(files.key.c_str(), "w");
  PEM_write_bio_PrivateKey(out, key, nullptr, nullptr, 0, nullptr, nullptr);
  BIO_free(out);
  X509_free(certificate);
  EVP_PKEY_free(key);
  return files;
}

std::string between(const std::string& line, char open, char close) {
  const auto first = line.find(open);
  const auto last = line.find(close, first);
  return first == std::string::npos ? "" : line.substr(first + 1, last - first - 1);
}

std::string undo_dots(const std::string& data) {
  std::string text = data.starts_with("..") ? data.substr(1) : data;
  for (auto at = text.find("\r\n.."); at != std::string::npos; at = text.find("\r\n..", at + 3)) {
    text.erase(at + 2, 1);
  }
  return text;
}

}  // namespace

const TestCertificate& test_certificate() {
  static const TestCertificate files = make_certificate();
  return files;
}

struct SmtpPeer::Impl {
  Impl(asio::io_context& io, SmtpPeer* given_peer)
      : peer(given_peer),
        acceptor(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0)),
        tls(asio::ssl::context::tls_server) {
    tls.use_certificate_chain_file(test_certificate().certificate.string());
    tls.use_private_key_file(test_certificate().key.string(), asio::ssl::context::pem);
  }

  SmtpPeer* peer;
  tcp::acceptor acceptor;
  asio::ssl::context tls;
  std::list<tcp::socket> sockets;

  template <class Stream>
  static asio::awaitable<bool> say(Stream& stream, std::string line) {
    line += "\r\n";
    const auto bytes = asio::buffer(line);
    const auto [failed, size] = co_await asio::async_write(stream, bytes, as_result);
    co_return !failed;
  }

  // One line without its end; nothing when the connection is gone.
  template <class Stream>
  static asio::awaitable<std::optional<std::string>> hear(Stream& stream, std::string& buffer,
                                                          std::string end) {
    auto whole = asio::dynamic_buffer(buffer);
    const auto [failed, size] = co_await asio::async_read_until(stream, whole, end, as_result);
    if (failed) co_return std::nullopt;
    std::string line = buffer.substr(0, size - end.size());
    buffer.erase(0, size);
    co_return line;
  }

  [[nodiscard]] std::string greeting(bool encrypted) const {
    std::string text = "250-localhost\r\n";
    if (peer->script.offer_starttls && !encrypted) text += "250-STARTTLS\r\n";
    if (!peer->script.user.empty()) text += "250-AUTH PLAIN\r\n";
    return text + "250 8BITMIME";
  }

  // "AUTH PLAIN", then the credentials on a line of their own.
  [[nodiscard]] std::string credentials() const {
    const std::string nothing(1, '\0');
    return base64(nothing + peer->script.user + nothing + peer->script.password);
  }

  std::string reply_to(const std::string& line, SmtpSeen& mail) {
    peer->commands.push_back(line);
    if (line.starts_with("EHLO")) return greeting(mail.tls);
    if (line == "AUTH PLAIN") return "334 ";
    if (line == credentials()) {
      mail.authenticated = true;
      return "235 2.7.0 Ok";
    }
    if (line.starts_with("MAIL")) {
      if (!peer->script.user.empty() && !mail.authenticated) return "530 5.7.0 Log in first";
      mail.from = between(line, '<', '>');
      return peer->script.mail_reply;
    }
    if (line.starts_with("RCPT")) {
      mail.to = between(line, '<', '>');
      return peer->script.rcpt_reply;
    }
    if (line == "DATA") return "354 Go ahead";
    if (line == "STARTTLS") return "220 Ready";
    if (line == "RSET" || line == "NOOP") return "250 Ok";
    return line == "QUIT" ? "221 Bye" : "535 5.7.8 Authentication failed";
  }

  template <class Stream>
  static asio::awaitable<End> talk(std::shared_ptr<Impl> self, Stream& stream, bool encrypted) {
    std::string buffer;
    SmtpSeen mail;
    mail.tls = encrypted;
    for (;;) {
      const auto line = co_await hear(stream, buffer, "\r\n");
      if (!line || self->peer == nullptr) co_return End::closed;
      const std::string reply = self->reply_to(*line, mail);
      const SmtpScript wanted = self->peer->script;
      if (line->starts_with("RCPT") && wanted.silent_after_rcpt) co_return End::silent;
      const bool said = co_await say(stream, reply);
      if (!said || *line == "QUIT") co_return End::closed;
      if (*line == "STARTTLS") co_return End::starttls;
      if (*line != "DATA") continue;
      const auto data = co_await hear(stream, buffer, "\r\n.\r\n");
      if (!data || self->peer == nullptr) co_return End::closed;
      mail.message = undo_dots(*data) + "\r\n";
      self->peer->seen.push_back(mail);
      if (wanted.silent_after_body) co_return End::silent;
      const bool answered = co_await say(stream, wanted.data_reply);
      if (!answered) co_return End::closed;
    }
  }

  static asio::awaitable<void> serve(std::shared_ptr<Impl> self, tcp::socket& socket) {
    const bool greeted = co_await say(socket, "220 localhost ESMTP");
    if (!greeted) co_return;
    const End end = co_await talk(self, socket, false);
    if (end == End::closed) socket.close();
    if (end != End::starttls) co_return;
    asio::ssl::stream<tcp::socket&> encrypted(socket, self->tls);
    const auto server = asio::ssl::stream_base::server;
    const auto [failed] = co_await encrypted.async_handshake(server, as_result);
    if (failed) {
      socket.close();
      co_return;
    }
    const End encrypted_end = co_await talk(self, encrypted, true);
    if (encrypted_end == End::closed) socket.close();
  }

  static asio::awaitable<void> accept(std::shared_ptr<Impl> self) {
    for (;;) {
      auto [failed, socket] = co_await self->acceptor.async_accept(as_result);
      if (failed || self->peer == nullptr) co_return;
      self->sockets.push_back(std::move(socket));
      asio::co_spawn(self->acceptor.get_executor(), serve(self, self->sockets.back()),
                     asio::detached);
    }
  }
};

SmtpPeer::SmtpPeer(boost::asio::io_context& io) : impl_(std::make_shared<Impl>(io, this)) {
  asio::co_spawn(io, Impl::accept(impl_), asio::detached);
}

SmtpPeer::~SmtpPeer() {
  impl_->peer = nullptr;
  close();
  boost::system::error_code ignored;
  for (auto& socket : impl_->sockets) socket.close(ignored);
}

std::uint16_t SmtpPeer::port() const { return impl_->acceptor.local_endpoint().port(); }

void SmtpPeer::close() {
  boost::system::error_code ignored;
  impl_->acceptor.close(ignored);
}

}  // namespace ckl::delivery::test
