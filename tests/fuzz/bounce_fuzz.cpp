// Any bytes as a mail in the mailbox of bounces: nothing faults, nothing forged finds an attempt,
// and what goes to the journal is short, sound text without a word of the mail's own.
//
// Where the mail has a `%`, a rightly signed sender stands instead: so the fuzzer comes past the
// check without breaking HMAC-SHA256.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "delivery/bounces.hpp"
#include "delivery/dsn.hpp"

namespace {

using namespace ckl;

constexpr const char* key = "skarpt/message-7/2";
constexpr std::size_t longest_reason = 200;

void require(bool fact) {
  if (!fact) std::abort();
}

const delivery::BounceAddress& ours() {
  static const delivery::BounceAddress address("studs@example.org", "sexton tecken eller fler");
  return address;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  std::string mail(reinterpret_cast<const char*>(bytes), size);
  require(!ours().key_in(mail));
  if (const auto at = mail.find('%'); at != std::string::npos) {
    mail.replace(at, 1, "<" + ours().sender_for(key) + ">");
    const auto found = ours().key_in(mail);
    require(found && *found == key);
  }
  const auto result = delivery::read_bounce(mail);
  if (!result) return 0;
  require(result->reason.size() <= longest_reason);
  require(!result->reason.contains('@') && !result->reason.contains('\n'));
  require(result->gateway_ref.empty());
  return 0;
}
