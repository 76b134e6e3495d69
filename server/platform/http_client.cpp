#include "platform/http_client.hpp"

#include <algorithm>
#include <utility>

#include <boost/asio/post.hpp>
#include <curl/curl.h>

namespace ckl::platform {
namespace {

constexpr std::size_t largest_kept_body = 64UL << 10U;

class HttpTransfer final : public CurlTransfer {
 public:
  HttpTransfer(ports::HttpRequest request, ports::HttpClient::Done done,
               boost::asio::any_io_executor executor)
      : request_(std::move(request)), done_(std::move(done)), executor_(std::move(executor)) {}

  ~HttpTransfer() override { curl_slist_free_all(headers_); }

  bool prepare(void* easy) override {
    for (const std::string& header : request_.headers) {
      headers_ = curl_slist_append(headers_, header.c_str());
    }
    headers_ = curl_slist_append(headers_, "Expect:");
    bool ok = true;
    const auto set = [&](CURLoption option, auto value) {
      ok = curl_easy_setopt(easy, option, value) == CURLE_OK && ok;
    };
    set(CURLOPT_URL, request_.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_PROXY, "");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request_.times.connect.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(request_.times.total.count()));
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_USERAGENT, "ckl");
    set(CURLOPT_HTTPHEADER, headers_);
    set(CURLOPT_CUSTOMREQUEST, request_.method.c_str());
    if (request_.method != "GET") {
      set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
      set(CURLOPT_POSTFIELDS, request_.body.c_str());
    }
    if (!request_.ca_file.empty()) set(CURLOPT_CAINFO, request_.ca_file.c_str());
    set(CURLOPT_WRITEFUNCTION, &HttpTransfer::keep_body);
    set(CURLOPT_WRITEDATA, this);
    return ok;
  }

  void finish(void* easy, int code) override {
    ports::HttpOutcome outcome;
    long sent = 0;
    if (easy != nullptr) {
      curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &outcome.status);
      curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &sent);
    }
    if (code == CURLE_OK) {
      outcome.transfer = ports::Transfer::completed;
    } else {
      outcome.transfer = sent > 0 ? ports::Transfer::in_doubt : ports::Transfer::not_sent;
      outcome.fault = words_for_curl(code);
    }
    outcome.body = std::move(body_);
    boost::asio::post(executor_, [done = std::move(done_), outcome = std::move(outcome)]() mutable {
      done(std::move(outcome));
    });
  }

 private:
  // What is beyond the limit is read and dropped, so that the answer's status still counts.
  static std::size_t keep_body(char* bytes, std::size_t size, std::size_t count, void* self) {
    auto& body = static_cast<HttpTransfer*>(self)->body_;
    const std::size_t room = largest_kept_body - std::min(body.size(), largest_kept_body);
    body.append(bytes, std::min(size * count, room));
    return size * count;
  }

  ports::HttpRequest request_;
  ports::HttpClient::Done done_;
  boost::asio::any_io_executor executor_;
  curl_slist* headers_ = nullptr;
  std::string body_;
};

}  // namespace

CurlHttpClient::CurlHttpClient(boost::asio::any_io_executor executor)
    : executor_(std::move(executor)) {}

void CurlHttpClient::request(ports::HttpRequest request, Done done) {
  transfers_.start(std::make_unique<HttpTransfer>(std::move(request), std::move(done), executor_));
}

}  // namespace ckl::platform
