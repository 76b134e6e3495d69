#include "platform/curl_transfers.hpp"

#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include <curl/curl.h>

namespace ckl::platform {
namespace {

// How long the thread sleeps when nothing at all happens; `start` wakes it at once.
constexpr int idle_wait_ms = 1'000;

void initialise_curl_once() {
  static const CURLcode initialised = curl_global_init(CURL_GLOBAL_DEFAULT);
  static_cast<void>(initialised);
}

}  // namespace

struct CurlTransfers::Impl {
  CURLM* multi = nullptr;
  std::mutex mutex;
  std::vector<std::unique_ptr<CurlTransfer>> waiting;     // guarded by mutex
  bool stopping = false;                                  // guarded by mutex
  std::map<CURL*, std::unique_ptr<CurlTransfer>> active;  // the thread's own
  std::thread thread;

  // False when the thread shall end.
  bool take_waiting() {
    std::vector<std::unique_ptr<CurlTransfer>> taken;
    {
      const std::scoped_lock lock(mutex);
      if (stopping) return false;
      taken.swap(waiting);
    }
    for (auto& transfer : taken) begin(std::move(transfer));
    return true;
  }

  void begin(std::unique_ptr<CurlTransfer> transfer) {
    CURL* easy = curl_easy_init();
    if (easy == nullptr) {
      transfer->finish(nullptr, CURLE_FAILED_INIT);
      return;
    }
    if (!transfer->prepare(easy) || curl_multi_add_handle(multi, easy) != CURLM_OK) {
      transfer->finish(easy, CURLE_FAILED_INIT);
      curl_easy_cleanup(easy);
      return;
    }
    active.emplace(easy, std::move(transfer));
  }

  void collect_finished() {
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      CURL* easy = message->easy_handle;
      const CURLcode code = message->data.result;
      const auto found = active.find(easy);
      if (found == active.end()) continue;
      // Told first: removing a mail handle may wait for a dead server.
      found->second->finish(easy, code);
      curl_multi_remove_handle(multi, easy);
      active.erase(found);
      curl_easy_cleanup(easy);
    }
  }

  void run() {
    while (take_waiting()) {
      int running = 0;
      curl_multi_perform(multi, &running);
      collect_finished();
      int events = 0;
      curl_multi_poll(multi, nullptr, 0, idle_wait_ms, &events);
    }
    for (auto& [easy, transfer] : active) {
      curl_easy_setopt(easy, CURLOPT_SERVER_RESPONSE_TIMEOUT, 1L);
      curl_multi_remove_handle(multi, easy);
      curl_easy_cleanup(easy);
    }
    active.clear();
  }
};

CurlTransfers::CurlTransfers() : impl_(std::make_unique<Impl>()) {
  initialise_curl_once();
  impl_->multi = curl_multi_init();
  impl_->thread = std::thread([impl = impl_.get()] { impl->run(); });
}

CurlTransfers::~CurlTransfers() {
  {
    const std::scoped_lock lock(impl_->mutex);
    impl_->stopping = true;
  }
  curl_multi_wakeup(impl_->multi);
  impl_->thread.join();
  curl_multi_cleanup(impl_->multi);
}

void CurlTransfers::start(std::unique_ptr<CurlTransfer> transfer) {
  {
    const std::scoped_lock lock(impl_->mutex);
    impl_->waiting.push_back(std::move(transfer));
  }
  curl_multi_wakeup(impl_->multi);
}

const char* words_for_curl(int code) {
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return "tjänsten svarade inte i tid";
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      return "tjänstens namn går inte att slå upp";
    case CURLE_COULDNT_CONNECT:
      return "tjänsten går inte att ansluta till";
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
      return "tjänstens certifikat godtas inte";
    case CURLE_SSL_CONNECT_ERROR:
      return "krypterad förbindelse kunde inte upprättas";
    case CURLE_USE_SSL_FAILED:
      return "servern erbjuder inte STARTTLS";
    case CURLE_LOGIN_DENIED:
      return "inloggningen vid tjänsten nekades";
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return "tjänstens adress är inte giltig";
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
      return "förbindelsen med tjänsten bröts";
    case CURLE_WEIRD_SERVER_REPLY:
      return "tjänsten svarade obegripligt";
    default:
      return "överföringen misslyckades";
  }
}

}  // namespace ckl::platform
