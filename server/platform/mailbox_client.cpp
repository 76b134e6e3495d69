#include "platform/mailbox_client.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <string_view>
#include <utility>

#include <boost/asio/post.hpp>
#include <curl/curl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace ckl::platform {
namespace {

using ports::MailboxErrand;

constexpr std::size_t largest_kept_answer = 80UL << 10U;
constexpr std::size_t fetched_bytes = 64UL << 10U;
constexpr std::string_view search_word = "* SEARCH";

std::string escaped(const std::string& folder) {
  char* text = curl_easy_escape(nullptr, folder.c_str(), static_cast<int>(folder.size()));
  std::string result = text == nullptr ? std::string() : std::string(text);
  curl_free(text);
  return result;
}

std::string url_of(const ports::MailboxServer& server, MailboxErrand errand,
                   const std::vector<ports::MailNumber>& mails) {
  const bool tls = server.security == ports::MailSecurity::tls;
  std::string url = fmt::format("{}://{}:{}/{}", tls ? "imaps" : "imap", server.host, server.port,
                                escaped(server.folder));
  if (errand != MailboxErrand::fetch || mails.empty()) return url;
  return url + fmt::format("/;UID={}/;PARTIAL=0.{}", mails.front(), fetched_bytes);
}

// Empty: the URL alone says it.
std::string command_of(MailboxErrand errand, const std::vector<ports::MailNumber>& mails) {
  switch (errand) {
    case MailboxErrand::list:
      return "UID SEARCH UNDELETED UNFLAGGED";
    case MailboxErrand::fetch:
      return {};
    case MailboxErrand::done:
      return fmt::format("UID STORE {} +FLAGS.SILENT (\\Deleted)", fmt::join(mails, ","));
    case MailboxErrand::aside:
      return fmt::format("UID STORE {} +FLAGS.SILENT (\\Flagged)", fmt::join(mails, ","));
    case MailboxErrand::discard:
      return "EXPUNGE";
  }
  return {};
}

const char* words_for(int code) {
  // libcurl's words for these speak of a remote file and a quote: a folder or mail, a command.
  if (code == CURLE_REMOTE_FILE_NOT_FOUND || code == CURLE_REMOTE_ACCESS_DENIED) {
    return "brevlådans mapp eller brevet finns inte";
  }
  if (code == CURLE_QUOTE_ERROR) return "brevlådan utförde inte kommandot";
  return words_for_curl(code);
}

class MailboxTransfer final : public CurlTransfer {
 public:
  struct Task {
    MailboxErrand errand;
    std::string url;
    std::string command;
  };

  MailboxTransfer(ports::MailboxServer server, Task task, ports::Mailbox::Done done,
                  boost::asio::any_io_executor executor)
      : server_(std::move(server)),
        task_(std::move(task)),
        done_(std::move(done)),
        executor_(std::move(executor)) {}

  bool prepare(void* easy) override {
    bool ok = true;
    const auto set = [&](CURLoption option, auto value) {
      ok = curl_easy_setopt(easy, option, value) == CURLE_OK && ok;
    };
    set(CURLOPT_FORBID_REUSE, 1L);
    const auto total = std::chrono::ceil<std::chrono::seconds>(server_.times.total);
    set(CURLOPT_SERVER_RESPONSE_TIMEOUT, std::max(1L, static_cast<long>(total.count())));
    set(CURLOPT_URL, task_.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "imap,imaps");
    set(CURLOPT_PROXY, "");
    set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(server_.times.connect.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(server_.times.total.count()));
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_USERNAME, server_.username.c_str());
    set(CURLOPT_PASSWORD, server_.password.c_str());
    if (!server_.ca_file.empty()) set(CURLOPT_CAINFO, server_.ca_file.c_str());
    if (!task_.command.empty()) set(CURLOPT_CUSTOMREQUEST, task_.command.c_str());
    set(CURLOPT_WRITEFUNCTION, &MailboxTransfer::keep);
    set(CURLOPT_WRITEDATA, this);
    return ok;
  }

  void finish(void* /*easy*/, int code) override {
    ports::MailboxAnswer answer;
    if (code != CURLE_OK) {
      answer.fault = words_for(code);
    } else if (task_.errand == MailboxErrand::list) {
      answer.mails = numbers_of_search(text_);
    } else if (task_.errand == MailboxErrand::fetch) {
      answer.text = std::move(text_);
    }
    boost::asio::post(executor_, [done = std::move(done_), answer = std::move(answer)]() mutable {
      done(std::move(answer));
    });
  }

 private:
  static std::size_t keep(char* bytes, std::size_t size, std::size_t count, void* self) {
    auto& text = static_cast<MailboxTransfer*>(self)->text_;
    const std::size_t room = largest_kept_answer - std::min(text.size(), largest_kept_answer);
    text.append(bytes, std::min(size * count, room));
    return size * count;
  }

  ports::MailboxServer server_;
  Task task_;
  ports::Mailbox::Done done_;
  boost::asio::any_io_executor executor_;
  std::string text_;
};

}  // namespace

CurlMailbox::CurlMailbox(boost::asio::any_io_executor executor) : executor_(std::move(executor)) {}

void CurlMailbox::ask(const ports::MailboxServer& server, MailboxErrand errand,
                      const std::vector<ports::MailNumber>& mails, Done done) {
  MailboxTransfer::Task task{
      .errand = errand, .url = url_of(server, errand, mails), .command = command_of(errand, mails)};
  transfers_.start(
      std::make_unique<MailboxTransfer>(server, std::move(task), std::move(done), executor_));
}

std::vector<ports::MailNumber> numbers_of_search(std::string_view answer) {
  std::vector<ports::MailNumber> numbers;
  const auto at = answer.find(search_word);
  if (at == std::string_view::npos) return numbers;
  answer.remove_prefix(at + search_word.size());
  const auto end_of_line = answer.find_first_of("\r\n");
  // A line that was cut off may end in half a number.
  answer =
      answer.substr(0, end_of_line == std::string_view::npos ? answer.rfind(' ') : end_of_line);
  while (!answer.empty()) {
    const auto word = answer.substr(0, answer.find(' '));
    ports::MailNumber number = 0;
    const char* const end = word.data() + word.size();
    const auto [stop, error] = std::from_chars(word.data(), end, number);
    if (error == std::errc{} && stop == end && number > 0) numbers.push_back(number);
    answer.remove_prefix(std::min(word.size() + 1, answer.size()));
  }
  return numbers;
}

}  // namespace ckl::platform
