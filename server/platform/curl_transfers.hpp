// libcurl's multi interface on a thread of its own: what HttpClient and MailClient stand on.
//
// `start` may be called on any thread. `prepare` and `finish` of a transfer run on the thread here
// and must not block; what they find out they post to where it is wanted. Destruction ends the
// thread; transfers under way are dropped without `finish`. One instance serves one kind of
// traffic: when libcurl ends a mail connection it may wait for the server's QUIT reply, and that
// wait must not hold up anything else.
#pragma once

#include <memory>

namespace ckl::platform {

class CurlTransfer {
 public:
  CurlTransfer() = default;
  CurlTransfer(const CurlTransfer&) = delete;
  CurlTransfer& operator=(const CurlTransfer&) = delete;
  virtual ~CurlTransfer() = default;

  // Sets the options of the easy handle; false when libcurl refused one.
  virtual bool prepare(void* easy) = 0;

  // The transfer is over with this CURLcode.
  virtual void finish(void* easy, int code) = 0;
};

class CurlTransfers {
 public:
  CurlTransfers();
  CurlTransfers(const CurlTransfers&) = delete;
  CurlTransfers& operator=(const CurlTransfers&) = delete;
  ~CurlTransfers();

  void start(std::unique_ptr<CurlTransfer> transfer);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// What a CURLcode means to the person who reads the journal. Swedish, plain, no addresses.
[[nodiscard]] const char* words_for_curl(int code);

}  // namespace ckl::platform
