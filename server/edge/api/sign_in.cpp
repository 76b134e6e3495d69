#include "edge/api/sign_in.hpp"

#include <algorithm>
#include <array>

#include "codec/codec.hpp"
#include "edge/api/queries.hpp"
#include "edge/api/rejections.hpp"

namespace ckl::edge {

namespace {

using ports::PasskeyFault;

constexpr std::string_view kSignIn = "/ckl.v1.PasskeyService/SignIn";
constexpr std::size_t kBrowserBytes = 120;

struct Words {
  PasskeyFault fault;
  domain::RejectionCode code;
  std::string_view rule;
  std::string_view sv;
  std::string_view en;
  std::string_view now_sv;
  std::string_view now_en;
};

using enum domain::RejectionCode;

constexpr std::array all_words = std::to_array<Words>({
    {PasskeyFault::malformed, invalid, "PASSKEY_MALFORMED", "Webbläsarens svar går inte att läsa.",
     "The browser's answer can not be read.", "Ladda om sidan och försök igen.",
     "Load the page again and try once more."},
    {PasskeyFault::challenge, precondition, "PASSKEY_EXPIRED",
     "Det tog för lång tid, eller så har svaret använts redan.",
     "It took too long, or the answer was used already.", "Försök igen.", "Try again."},
    {PasskeyFault::origin, not_permitted, "PASSKEY_OTHER_SITE",
     "Passkeyn användes på en annan webbadress än serverns egen.",
     "The passkey was used at another address than the server's own.",
     "Öppna den adress som du brukar använda. Den som sköter servern ser till att public_url "
     "stämmer.",
     "Open the address that you usually use. Whoever runs the server sees to it that public_url "
     "is right."},
    {PasskeyFault::not_verified, not_permitted, "PASSKEY_NOT_VERIFIED",
     "Enheten kontrollerade inte att det är du (pinkod, finger eller ansikte).",
     "The device did not verify that it is you (PIN, finger or face).",
     "Slå på skärmlås på enheten, eller använd en annan passkey.",
     "Turn on the device's screen lock, or use another passkey."},
    {PasskeyFault::unknown_key, unauthenticated, "PASSKEY_UNKNOWN",
     "Passkeyn är inte registrerad här, eller så är den återkallad.",
     "The passkey is not registered here, or it is revoked.",
     "Använd en annan passkey, eller be om en ny inbjudan.",
     "Use another passkey, or ask for a new invitation."},
    {PasskeyFault::signature, not_permitted, "PASSKEY_SIGNATURE", "Underskriften stämmer inte.",
     "The signature does not fit.", "Försök igen, eller använd en annan passkey.",
     "Try again, or use another passkey."},
    {PasskeyFault::cloned, not_permitted, "PASSKEY_CLONED",
     "Passkeyns räknare går bakåt: två enheter kan ha samma nyckel.",
     "The passkey's counter goes backwards: two devices may hold the same key.",
     "Återkalla nyckeln och säg till den som sköter servern.",
     "Revoke the key and tell whoever runs the server."},
    {PasskeyFault::invitation, not_found, "PASSKEY_INVITATION",
     "Inbjudan är använd, för gammal eller finns inte.",
     "The invitation is used, too old, or does not exist.", "Be om en ny inbjudan.",
     "Ask for a new invitation."},
    {PasskeyFault::known_already, conflict, "PASSKEY_KNOWN", "Den passkeyn är registrerad redan.",
     "That passkey is registered already.", "Logga in med den, eller lägg till en annan.",
     "Sign in with it, or add another one."},
    {PasskeyFault::too_many, exhausted, "PASSKEY_TOO_MANY",
     "Det finns redan så många passkeys som går.", "There are as many passkeys as can be.",
     "Återkalla en som inte används.", "Revoke one that is not used."},
    {PasskeyFault::text_changed, precondition, "SIGNATURE_TEXT_CHANGED",
     "Läget har ändrats sedan du granskade: det du undertecknade är inte längre det som skulle "
     "beslutas. Inget är beslutat.",
     "Things have changed since you reviewed: what you signed is no longer what would be "
     "decided. Nothing is decided.",
     "Granska igen.", "Review again."},
    {PasskeyFault::not_kept, unavailable, "PASSKEY_NOT_KEPT", "Servern kunde inte spara det.",
     "The server could not save it.", "Försök igen; serverns logg säger varför.",
     "Try again; the server's own log says why."},
});

// One line of printable ASCII, which is what browsers send.
std::string shortened(std::string_view browser) {
  std::string out(browser.substr(0, kBrowserBytes));
  std::ranges::replace_if(out, [](char c) { return c < ' ' || c > '~'; }, '?');
  return out;
}

}  // namespace

domain::Rejection no_passkeys() {
  return thing_unknown(
      "PASSKEY_NONE_HERE", {},
      {"Servern tar inte emot passkeys: public_url är ett nummer och inte ett namn.",
       "The server takes no passkeys: public_url is a number and not a name."},
      {"Ge servern ett namn i public_url.", "Give the server a name in public_url."});
}

ports::Assertion read_assertion(const v1::Assertion& from) {
  return {.key = from.key(),
          .authenticator_data = from.authenticator_data(),
          .client_data = from.client_data(),
          .signature = from.signature(),
          .user_handle = from.user_handle()};
}

domain::Rejection passkey_refused(PasskeyFault fault) {
  const auto& words = *std::ranges::find(all_words, fault, &Words::fault);
  auto rejection =
      codec::input_rejection(words.rule, {}, {std::string(words.sv), std::string(words.en)},
                             {std::string(words.now_sv), std::string(words.now_en)});
  rejection.code = words.code;
  return rejection;
}

bool is_sign_in(std::string_view method) { return method == kSignIn; }

bool is_open(std::string_view method) {
  constexpr std::array open{std::string_view("/ckl.v1.PasskeyService/BeginSignIn"), kSignIn,
                            std::string_view("/ckl.v1.PasskeyService/BeginPasskey"),
                            std::string_view("/ckl.v1.PasskeyService/AddPasskey")};
  return std::ranges::find(open, method) != open.end();
}

std::expected<SignedIn, domain::Rejection> sign_in(const Services& services,
                                                   const v1::SignInRequest& request,
                                                   std::string_view browser) {
  if (services.passkeys == nullptr) return std::unexpected(no_passkeys());
  const Workspace* live = live_workspace(services);
  if (live == nullptr) {
    return std::unexpected(server_failed(
        {.code = ports::FailureCode::not_found, .what = "there is no live workspace"}));
  }
  const auto key = services.passkeys->sign_in(read_assertion(request.assertion()));
  if (!key) return std::unexpected(passkey_refused(key.error()));
  ports::TokenRow row;
  row.person = key->person;
  row.label = shortened(browser);
  row.valid_to = live->engine->clock().now() + kSessionLasts;
  row.session = services.passkeys->fingerprint(key->public_key);
  const auto token = services.tokens->create(row);
  if (!token) return std::unexpected(server_failed(token.error()));
  SignedIn out;
  out.secret = token->secret;
  out.response.set_person(key->person.value);
  codec::encode(row.valid_to, *out.response.mutable_valid_to());
  return out;
}

}  // namespace ckl::edge
