#include "platform/mail_client.hpp"

#include <algorithm>
#include <chrono>
#include <cstring>
#include <string_view>
#include <utility>

#include <boost/asio/post.hpp>
#include <curl/curl.h>

namespace ckl::platform {
namespace {

constexpr long reply_ok = 250;
constexpr long longest_farewell = 1;  // seconds
constexpr long first_refusing_reply = 400;

std::string url_of(const ports::MailRequest& request) {
  const bool tls = request.security == ports::MailSecurity::tls;
  return std::string(tls ? "smtps://" : "smtp://") + request.host + ":" +
         std::to_string(request.port) + "/" + request.helo;
}

long use_ssl_of(ports::MailSecurity security) {
  switch (security) {
    case ports::MailSecurity::none:
      return CURLUSESSL_NONE;
    case ports::MailSecurity::opportunistic:
      return CURLUSESSL_TRY;
    case ports::MailSecurity::starttls:
    case ports::MailSecurity::tls:
      return CURLUSESSL_ALL;
  }
  return CURLUSESSL_ALL;
}

class MailTransfer final : public CurlTransfer {
 public:
  MailTransfer(ports::MailRequest request, ports::MailClient::Done done,
               boost::asio::any_io_executor executor)
      : request_(std::move(request)),
        done_(std::move(done)),
        executor_(std::move(executor)),
        url_(url_of(request_)) {}

  ~MailTransfer() override { curl_slist_free_all(recipients_); }

  bool prepare(void* easy) override {
    recipients_ = curl_slist_append(recipients_, request_.recipient.c_str());
    bool ok = true;
    const auto set = [&](CURLoption option, auto value) {
      ok = curl_easy_setopt(easy, option, value) == CURLE_OK && ok;
    };
    easy_ = easy;
    // One connection a mail: libcurl would end a kept one by waiting two minutes for a dead server.
    set(CURLOPT_FORBID_REUSE, 1L);
    const auto total = std::chrono::ceil<std::chrono::seconds>(request_.times.total);
    set(CURLOPT_SERVER_RESPONSE_TIMEOUT, std::max(1L, static_cast<long>(total.count())));
    set(CURLOPT_URL, url_.c_str());
    set(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(CURLOPT_PROXY, "");
    set(CURLOPT_USE_SSL, use_ssl_of(request_.security));
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request_.times.connect.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(request_.times.total.count()));
    set(CURLOPT_NOSIGNAL, 1L);
    if (!request_.ca_file.empty()) set(CURLOPT_CAINFO, request_.ca_file.c_str());
    if (!request_.username.empty()) {
      set(CURLOPT_USERNAME, request_.username.c_str());
      set(CURLOPT_PASSWORD, request_.password.c_str());
    }
    set(CURLOPT_MAIL_FROM, request_.envelope_from.c_str());
    set(CURLOPT_MAIL_RCPT, recipients_);
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, &MailTransfer::give_message);
    set(CURLOPT_READDATA, this);
    set(CURLOPT_HEADERFUNCTION, &MailTransfer::keep_reply);
    set(CURLOPT_HEADERDATA, this);
    return ok;
  }

  void finish(void* easy, int code) override {
    ports::MailOutcome outcome = judge(easy, code);
    boost::asio::post(executor_, [done = std::move(done_), outcome = std::move(outcome)]() mutable {
      done(std::move(outcome));
    });
  }

 private:
  ports::MailOutcome judge(void* easy, int code) {
    ports::MailOutcome outcome;
    if (easy != nullptr) curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &outcome.reply);
    outcome.reply_text = std::move(reply_);
    if (code == CURLE_OK) {
      outcome.transfer = ports::Transfer::completed;
      outcome.reply = reply_ok;
      return outcome;
    }
    outcome.fault = words_for_curl(code);
    if (outcome.reply >= first_refusing_reply && code != CURLE_OPERATION_TIMEDOUT) {
      outcome.transfer = ports::Transfer::completed;
    } else {
      outcome.transfer = all_given_ ? ports::Transfer::in_doubt : ports::Transfer::not_sent;
    }
    return outcome;
  }

  static std::size_t give_message(char* buffer, std::size_t size, std::size_t count, void* self) {
    auto& transfer = *static_cast<MailTransfer*>(self);
    const std::string& message = transfer.request_.message;
    const std::size_t part = std::min(size * count, message.size() - transfer.given_);
    std::memcpy(buffer, message.data() + transfer.given_, part);
    transfer.given_ += part;
    // libcurl sends the closing dot once it is told that nothing more comes.
    transfer.all_given_ = transfer.given_ == message.size();
    return part;
  }

  static std::size_t keep_reply(char* bytes, std::size_t size, std::size_t count, void* self) {
    std::string_view line(bytes, size * count);
    while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.remove_suffix(1);
    auto& transfer = *static_cast<MailTransfer*>(self);
    if (transfer.judged_) return size * count;  // the reply to QUIT
    transfer.reply_.assign(line);
    transfer.judged_ = transfer.all_given_ || line.starts_with('4') || line.starts_with('5');
    // The mail is judged; what remains is QUIT, and the thread waits for its reply.
    if (transfer.all_given_) {
      curl_easy_setopt(transfer.easy_, CURLOPT_SERVER_RESPONSE_TIMEOUT, longest_farewell);
    }
    return size * count;
  }

  ports::MailRequest request_;
  ports::MailClient::Done done_;
  boost::asio::any_io_executor executor_;
  std::string url_;
  void* easy_ = nullptr;
  curl_slist* recipients_ = nullptr;
  std::size_t given_ = 0;
  bool all_given_ = false;
  bool judged_ = false;  // `reply_` is the one that decided
  std::string reply_;
};

}  // namespace

CurlMailClient::CurlMailClient(boost::asio::any_io_executor executor)
    : executor_(std::move(executor)) {}

void CurlMailClient::send(ports::MailRequest request, Done done) {
  transfers_.start(std::make_unique<MailTransfer>(std::move(request), std::move(done), executor_));
}

}  // namespace ckl::platform
