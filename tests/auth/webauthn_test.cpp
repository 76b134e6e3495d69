// Client data, new keys and signatures: each rule by a case that breaks this one only.
#include "auth/webauthn.hpp"

#include <gtest/gtest.h>

#include "auth/authenticator.hpp"

namespace ckl::test {
namespace {

using auth::Ceremony;
using auth::read_client_data;
using auth::read_new_key;
using auth::verify_assertion;
using ports::PasskeyFault;

const std::string challenge("\0\1\2\xff never twice", 16);

std::string client_data(const Telling& told) {
  return Authenticator::client_data(told.type.empty() ? "webauthn.get" : told.type, challenge,
                                    told);
}

std::optional<PasskeyFault> fault_of_get(const std::string& client_data) {
  return fault_of(read_client_data(client_data, Ceremony::get, our_site()));
}

// --- client data ---

TEST(ClientData, GivesTheChallengeOfOurSite) {
  EXPECT_EQ(read_client_data(client_data({}), Ceremony::get, our_site()).value_or(""), challenge);
  for (const auto& origin : our_site().origins) {
    const auto made = client_data({.origin = origin, .type = "webauthn.create"});
    EXPECT_EQ(read_client_data(made, Ceremony::create, our_site()).value_or(""), challenge);
  }
}

TEST(ClientData, MayHoldMore) {
  for (const char* more : {"", R"(,"tokenBinding":{"status":"supported"})",
                           R"(,"other_keys_can_be_added_here":"x","crossOrigin":false)"}) {
    EXPECT_EQ(fault_of_get(client_data({.inside = more})), std::nullopt) << more;
  }
}

TEST(ClientData, OfAnotherCeremonyIsMalformed) {
  for (const char* type : {"webauthn.create", "payment.get", "webauthn.get ", "WEBAUTHN.GET"}) {
    EXPECT_EQ(fault_of_get(client_data({.type = type})), PasskeyFault::malformed) << type;
  }
  EXPECT_EQ(fault_of(read_client_data(client_data({}), Ceremony::create, our_site())),
            PasskeyFault::malformed);
}

TEST(ClientData, OfAnotherOriginIsRefused) {
  for (const char* origin :
       {"http://localhost", "http://localhost:8481", "https://localhost:8480",
        "http://localhost:8480/", "HTTP://localhost:8480", "https://ckl.stad.example.evil.example",
        "https://evil.ckl.stad.example", "https://ckl.stad.example:443", "null", "",
        "http://localhost:8480\\u0000"}) {
    EXPECT_EQ(fault_of_get(client_data({.origin = origin})), PasskeyFault::origin) << origin;
  }
}

TEST(ClientData, FromInsideAnotherSitesPageIsRefused) {
  EXPECT_EQ(fault_of_get(client_data({.inside = R"(,"crossOrigin":true)"})), PasskeyFault::origin);
  for (const char* inside :
       {R"(,"crossOrigin":"true")", R"(,"crossOrigin":1)", R"(,"crossOrigin":null)"}) {
    EXPECT_EQ(fault_of_get(client_data({.inside = inside})), PasskeyFault::malformed) << inside;
  }
}

TEST(ClientData, CutOffAnywhereIsMalformed) {
  const auto whole = client_data({});
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_EQ(fault_of_get(whole.substr(0, size)), PasskeyFault::malformed) << size;
  }
  EXPECT_EQ(fault_of_get(whole + "}"), PasskeyFault::malformed);
}

TEST(ClientData, ThatIsNoSuchObjectIsMalformed) {
  for (const char* text :
       {"[]", "7", "null", "{}", "\xff\xfe",
        R"({"challenge":"AAEC","origin":"http://localhost:8480"})",
        R"({"type":"webauthn.get","origin":"http://localhost:8480"})",
        R"({"type":"webauthn.get","challenge":"AAEC"})",
        R"({"type":7,"challenge":"AAEC","origin":"http://localhost:8480"})",
        R"({"type":"webauthn.get","challenge":7,"origin":"http://localhost:8480"})",
        R"({"type":"webauthn.get","challenge":"AAEC","origin":["http://localhost:8480"]})",
        R"({"type":"webauthn.get","challenge":"","origin":"http://localhost:8480"})",
        R"({"type":"webauthn.get","challenge":"AAE=","origin":"http://localhost:8480"})",
        R"({"type":"webauthn.get","challenge":"AA+/","origin":"http://localhost:8480"})",
        R"({"type":"webauthn.get","challenge":"AAF","origin":"http://localhost:8480"})"}) {
    EXPECT_EQ(fault_of_get(text), PasskeyFault::malformed) << text;
  }
}

TEST(ClientData, HasABound) {
  const auto sized = [](std::size_t size) {
    const auto start = client_data({.inside = R"(,"more":")"});
    auto text = start.substr(0, start.size() - 1);
    text.append(size - text.size() - 2, 'x');
    return text + "\"}";
  };
  EXPECT_EQ(fault_of_get(sized(4096)), std::nullopt);
  EXPECT_EQ(fault_of_get(sized(4097)), PasskeyFault::malformed);
  EXPECT_EQ(fault_of_get(std::string(4096, '[')), PasskeyFault::malformed);
}

// --- new keys ---

std::optional<PasskeyFault> fault_of_new(const std::string& told) {
  return fault_of(read_new_key(told, our_site()));
}

TEST(NewKey, IsReadWithItsIdAndCounter) {
  const Authenticator device;
  const auto made = device.create(challenge, {.counter = 0x01020304});
  const auto key = read_new_key(made.authenticator_data, our_site());
  ASSERT_TRUE(key);
  EXPECT_EQ(key->id, device.id);
  EXPECT_EQ(key->public_key, device.public_key);
  EXPECT_EQ(key->counter, 0x01020304U);
}

TEST(NewKey, MayBeOneThatIsCopiedToOtherDevices) {
  const auto made =
      Authenticator().create(challenge, {.flags = present | verified | may_be_copied});
  EXPECT_EQ(fault_of_new(made.authenticator_data), std::nullopt);
}

TEST(NewKey, MayComeWithExtensions) {
  const auto made =
      Authenticator().create(challenge, {.flags = present | verified | has_extensions});
  EXPECT_EQ(fault_of_new(made.authenticator_data + "\xa1\x6b"
                                                   "credProtect\x02"),
            std::nullopt);
  EXPECT_EQ(fault_of_new(made.authenticator_data + "\xa1\x6b"
                                                   "credPr"),
            PasskeyFault::malformed);
}

TEST(NewKey, OfAnotherSiteIsRefused) {
  const auto made = Authenticator().create(challenge, {.site = "evil.example"});
  EXPECT_EQ(fault_of_new(made.authenticator_data), PasskeyFault::origin);
}

TEST(NewKey, NeedsAPersonPresentAndVerified) {
  for (const unsigned flags : {0U, present, verified}) {
    const auto made = Authenticator().create(challenge, {.flags = flags});
    EXPECT_EQ(fault_of_new(made.authenticator_data), PasskeyFault::not_verified) << flags;
  }
}

TEST(NewKey, MustBeThere) {
  EXPECT_EQ(fault_of_new(Authenticator::head({})), PasskeyFault::malformed);
  EXPECT_EQ(fault_of_new(Authenticator::head({}) + Authenticator().attested()),
            PasskeyFault::malformed);
  EXPECT_EQ(fault_of_new(Authenticator::head({.flags = present | verified | has_key})),
            PasskeyFault::malformed);
}

TEST(NewKey, CutOffAnywhereIsMalformed) {
  const auto whole = Authenticator().create(challenge).authenticator_data;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_EQ(fault_of_new(whole.substr(0, size)), PasskeyFault::malformed) << size;
  }
  EXPECT_EQ(fault_of_new(whole + std::string(4096, 'x')), PasskeyFault::malformed);
}

TEST(NewKey, HasAnIdOfOneTo1023Bytes) {
  Authenticator device;
  for (const std::size_t size : {0U, 1U, 16U, 1023U, 1024U}) {
    device.id = std::string(size, 'i');
    const auto fault = fault_of_new(device.create(challenge).authenticator_data);
    const bool good = size >= 1 && size <= 1023;
    EXPECT_EQ(fault, good ? std::nullopt : std::optional(PasskeyFault::malformed)) << size;
  }
}

TEST(NewKey, IsOfP256AndSignsWithES256) {
  Authenticator other_algorithm;
  other_algorithm.algorithm = '\x27';  // -8, EdDSA
  Authenticator other_curve;
  other_curve.curve = '\x02';  // P-384
  Authenticator off_the_curve;
  off_the_curve.public_key.back() = static_cast<char>(off_the_curve.public_key.back() ^ 1);
  Authenticator nowhere;
  nowhere.public_key = std::string(64, '\0');
  for (const auto* device : {&other_algorithm, &other_curve, &off_the_curve, &nowhere}) {
    EXPECT_EQ(fault_of_new(device->create(challenge).authenticator_data), PasskeyFault::malformed);
  }
}

// --- signatures ---

std::optional<PasskeyFault> fault_of_signed(const ports::Assertion& made,
                                            const Authenticator& device) {
  return fault_of(verify_assertion(made, device.public_key, our_site()));
}

TEST(Signature, GivesTheCounter) {
  const Authenticator device;
  for (const std::uint32_t counter : {0U, 1U, 0xffffffffU}) {
    const auto made = device.get(challenge, {.counter = counter});
    EXPECT_EQ(verify_assertion(made, device.public_key, our_site()), counter);
  }
  const auto copied = device.get(challenge, {.flags = present | verified | may_be_copied});
  EXPECT_EQ(fault_of_signed(copied, device), std::nullopt);
}

TEST(Signature, ForAnotherSiteIsRefused) {
  const Authenticator device;
  EXPECT_EQ(fault_of_signed(device.get(challenge, {.site = "evil.example"}), device),
            PasskeyFault::origin);
}

TEST(Signature, NeedsAPersonPresentAndVerified) {
  const Authenticator device;
  for (const unsigned flags : {0U, present, verified}) {
    EXPECT_EQ(fault_of_signed(device.get(challenge, {.flags = flags}), device),
              PasskeyFault::not_verified)
        << flags;
  }
}

TEST(Signature, AlteredInAnyByteDoesNotFit) {
  const Authenticator device;
  const auto made = device.get(challenge);
  for (std::size_t at = 0; at < made.signature.size(); ++at) {
    auto other = made;
    other.signature[at] = static_cast<char>(other.signature[at] ^ 1);
    EXPECT_EQ(fault_of_signed(other, device), PasskeyFault::signature) << at;
    other.signature = made.signature.substr(0, at);
    EXPECT_EQ(fault_of_signed(other, device),
              at == 0 ? PasskeyFault::malformed : PasskeyFault::signature)
        << at;
  }
  auto longer = made;
  longer.signature.resize(81);
  EXPECT_EQ(fault_of_signed(longer, device), PasskeyFault::malformed);
}

TEST(Signature, OfAnotherKeyDoesNotFit) {
  EXPECT_EQ(fault_of_signed(Authenticator().get(challenge), Authenticator()),
            PasskeyFault::signature);
}

TEST(Signature, CoversClientDataAndCounter) {
  const Authenticator device;
  auto made = device.get(challenge, {.counter = 7});
  made.client_data += ' ';
  EXPECT_EQ(fault_of_signed(made, device), PasskeyFault::signature);
  made = device.get(challenge, {.counter = 7});
  made.authenticator_data.back() = '\x08';
  EXPECT_EQ(fault_of_signed(made, device), PasskeyFault::signature);
}

TEST(Signature, OverCutOffAuthenticatorDataIsMalformed) {
  const Authenticator device;
  const auto whole = device.get(challenge);
  for (std::size_t size = 0; size < whole.authenticator_data.size(); ++size) {
    auto made = whole;
    made.authenticator_data.resize(size);
    device.sign(made);
    EXPECT_EQ(fault_of_signed(made, device), PasskeyFault::malformed) << size;
  }
  auto more = whole;
  more.authenticator_data += '\0';
  device.sign(more);
  EXPECT_EQ(fault_of_signed(more, device), PasskeyFault::malformed);
  auto lacking = device.get(challenge, {.flags = present | verified | has_extensions});
  EXPECT_EQ(fault_of_signed(lacking, device), PasskeyFault::malformed);
}

TEST(Signature, IsNotTakenWithAKeyThatIsNone) {
  const auto made = Authenticator().get(challenge);
  for (const auto& key : {std::string(), std::string(63, 'x'), std::string(65, 'x')}) {
    EXPECT_EQ(fault_of(verify_assertion(made, key, our_site())), PasskeyFault::malformed);
  }
  EXPECT_NE(fault_of(verify_assertion(made, std::string(64, '\0'), our_site())), std::nullopt);
}

// --- a real browser ---

// Recorded with Chromium 156 on http://localhost:8480 and its virtual authenticator (DevTools
// protocol: WebAuthn.addVirtualAuthenticator, ctap2, internal, resident keys, verified user), with
// challenges of forty bytes 0x11 and forty 0x22, algorithm -7, attestation none.
const std::string recorded_new =
    "49960de5880e8c687434170f6476605b8fe4aeb9a28632c7995cf3ba831d9763450000000101020304050607080102"
    "030405060708002014c666f0f6dd71bfc887b2c48553be59efbc034fd651c5bb4e929163e914ff0ca5010203262001"
    "2158200b2b8dd3e8a38b7a08727170fccab4b6a4aee82d164476d744586c38ad899937225820a92e1d4bf2d3e41a97"
    "3123a9f7c5c5b943ca5cd8cd1d92b97d704088f40179af";
const std::string recorded_new_client_data =
    R"({"type":"webauthn.create",)"
    R"("challenge":"EREREREREREREREREREREREREREREREREREREREREREREREREREREQ",)"
    R"("origin":"http://localhost:8480","crossOrigin":false})";
const std::string recorded_signed =
    "49960de5880e8c687434170f6476605b8fe4aeb9a28632c7995cf3ba831d97630500000002";
const std::string recorded_signed_client_data =
    R"({"type":"webauthn.get",)"
    R"("challenge":"IiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIg",)"
    R"("origin":"http://localhost:8480","crossOrigin":false})";
const std::string recorded_signature =
    "304502202c14120cd642eab4c96b5ae93325655dc01c5ee0f3800b397ed0f75870e7fc4e02210082f920e1cb36e04a"
    "aefc56aee1a875281e2aee3b9d3c02764aae9e15e6028006";

TEST(RecordedInChromium, ANewKeyAndWhatItSignedAreTaken) {
  EXPECT_EQ(read_client_data(recorded_new_client_data, Ceremony::create, our_site()),
            std::string(40, '\x11'));
  const auto key = read_new_key(auth::from_hex(recorded_new).value_or(""), our_site());
  ASSERT_TRUE(key);
  EXPECT_EQ(auth::to_hex(key->id),
            "14c666f0f6dd71bfc887b2c48553be59efbc034fd651c5bb4e929163e914ff0c");
  EXPECT_EQ(key->counter, 1U);
  EXPECT_EQ(read_client_data(recorded_signed_client_data, Ceremony::get, our_site()),
            std::string(40, '\x22'));
  ports::Assertion made{key->id, auth::from_hex(recorded_signed).value_or(""),
                        recorded_signed_client_data,
                        auth::from_hex(recorded_signature).value_or(""), std::string(32, '\x33')};
  EXPECT_EQ(verify_assertion(made, key->public_key, our_site()), 2U);
  made.client_data = recorded_new_client_data;
  EXPECT_EQ(fault_of(verify_assertion(made, key->public_key, our_site())), PasskeyFault::signature);
}

}  // namespace
}  // namespace ckl::test
