// Any bytes as what a gateway says to us: receipts, texts, answers, its queue. Nothing forged gets
// through, nothing faults, and what comes out is sound text.
//
// The first byte chooses the way in; `@` stands for a right token or secret, so that the fuzzer can
// come past the check without breaking HMAC-SHA256.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "delivery/channels.hpp"
#include "delivery/kannel.hpp"
#include "delivery/receipts.hpp"
#include "delivery/secrets.hpp"
#include "delivery/sms_text.hpp"
#include "domain/input.hpp"

namespace {

using namespace ckl;

constexpr const char* secret = "sexton tecken eller fler";

void require(bool fact) {
  if (!fact) std::abort();
}

const ports::Channel& kannel() {
  static const auto channel =
      delivery::make_channel({"sms",
                              "kannel",
                              {{"dialect", "kannel"},
                               {"url", "http://127.0.0.1:1/cgi-bin/sendsms"},
                               {"username", "u"},
                               {"password", "p"},
                               {"from", "+46701000000"},
                               {"report.url", "http://127.0.0.1:1/r"},
                               {"report.secret", secret},
                               {"answers.secret", secret},
                               {"answers.country", "46"}}},
                             {});
  require(channel.has_value());
  return **channel;
}

const ports::Channel& generic() {
  static const auto channel = delivery::make_channel({"sms",
                                                      "http",
                                                      {{"url", "http://127.0.0.1:1/{to}{text}"},
                                                       {"receipt.secret", secret},
                                                       {"receipt.status", "/a/status"}}},
                                                     {});
  require(channel.has_value());
  return **channel;
}

void check(const ports::Result<ports::Receipt>& receipt) {
  if (!receipt) return;
  require(delivery::parse_key(receipt->key).has_value());
  require(domain::is_utf8(receipt->result.reason));
}

void read_text(std::string_view query, bool right) {
  const std::string whole =
      (right ? std::string("secret=") + "sexton+tecken+eller+fler&" : "") + std::string(query);
  const auto text =
      kannel().read_text({.query = whole, .content_type = {}, .body = {}, .secret = {}});
  if (!text) return;
  require(right || query.find("sexton") != std::string_view::npos);
  require(domain::is_utf8(text->text) && !text->id.empty());
  require(text->sender.find_first_not_of("0123456789") == std::string::npos);
}

void read_report(std::string_view query, bool right) {
  const std::string key = "skarpt/message-7/2";
  const std::string token = delivery::hmac_sha256_hex(secret, key).substr(0, 32);
  const std::string whole =
      (right ? "key=" + key + "&token=" + token + "&" : "") + std::string(query);
  const auto receipt =
      kannel().read_receipt({.query = whole, .content_type = {}, .body = {}, .secret = {}});
  if (!right) require(!receipt);
  check(receipt);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(bytes + 1), size - 1);
  const bool right = rest.starts_with('@');
  const std::string_view body = right ? rest.substr(1) : rest;
  switch (bytes[0] % 6U) {
    case 0:
      read_report(body, right);
      break;
    case 1:
      read_text(body, right);
      break;
    case 2:
      check(generic().read_receipt({.query = "key=skarpt/m/1",
                                    .content_type = "application/json",
                                    .body = body,
                                    .secret = right ? secret : ""}));
      break;
    case 3:
      check(generic().read_receipt(
          {.query = body, .content_type = {}, .body = {}, .secret = right ? secret : ""}));
      break;
    case 4:
      static_cast<void>(delivery::kannel::waits_in_store(body, "+46701740605", "K7BD"));
      require(domain::is_utf8(delivery::kannel::read_answer(202, body).reason));
      break;
    default: {
      const auto air = delivery::ready_for_air(body);
      require(domain::is_utf8(air.text) && air.parts >= 1);
      require(domain::is_utf8(delivery::decode_text(body, right ? "UTF-16BE" : "UTF-8")));
      break;
    }
  }
  return 0;
}
