// Answer links: what they carry, and that nothing else can be made of them.
#include "auth/answer_link.hpp"

#include <set>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "auth/hand_clock.hpp"
#include "auth/scratch_folder.hpp"
#include "platform/random.hpp"

namespace ckl::test {
namespace {

using namespace std::chrono_literals;
using auth::LinkFault;

class Links : public ::testing::Test {
 protected:
  [[nodiscard]] std::unique_ptr<auth::AnswerLinks> open(const std::string& name) const {
    auto links = auth::AnswerLinks::open(folder_ / name, clock_, platform::random_bytes);
    EXPECT_TRUE(links.has_value());
    if (!links) return nullptr;
    (*links)->set_base("https://ckl.example.org", {"skarpt"});
    return *std::move(links);
  }

  static std::string token_of(const std::string& link) { return link.substr(link.rfind('/') + 1); }

  HandClock clock_;
  ScratchFolder folder_;
};

TEST_F(Links, CarryWorkspaceAndMessage) {
  const auto links = open("key");
  const auto link = links->make({"skarpt"}, {"message-3"});
  EXPECT_TRUE(link.starts_with("https://ckl.example.org/s/"));
  EXPECT_EQ(token_of(link).size(), 24U) << "each character is one less for the headline";
  const auto ticket = links->verify(token_of(link));
  ASSERT_TRUE(ticket.has_value());
  EXPECT_EQ(ticket->workspace.value, "skarpt");
  EXPECT_EQ(ticket->message.value, "message-3");
  EXPECT_GE(ticket->expires, clock_.now() + auth::AnswerLinks::valid_for);
  EXPECT_LT(ticket->expires, clock_.now() + auth::AnswerLinks::valid_for + 1h);
}

TEST_F(Links, CarryWhateverAnIdMayBe) {
  const auto links = open("key");
  const auto expires = std::chrono::ceil<std::chrono::hours>(clock_.now() + 1h);
  for (const char* workspace : {"skarpt", "skarpt2", "o"}) {
    for (const char* message : {"message-0", "message-16777215", "message-16777216", "message-007",
                                "message-", "message-7b", "message-99999999999", "m"}) {
      const auth::LinkTicket ticket{{workspace}, {message}, expires};
      EXPECT_EQ(links->verify(links->sign(ticket)), ticket) << workspace << ' ' << message;
    }
  }
}

// What they leave out is signed all the same.
TEST_F(Links, OfAnotherHomeAreForged) {
  const auto links = open("key");
  const auto token = token_of(links->make({"skarpt"}, {"message-3"}));
  links->set_base("https://ckl.example.org", {"annat"});
  EXPECT_EQ(links->verify(token).error(), LinkFault::forged);
}

TEST_F(Links, ACallHasAShortCode) {
  const auto links = open("key");
  const std::string code = links->code({"skarpt"}, {"message-7"});
  EXPECT_EQ(code.size(), 4U);
  EXPECT_TRUE(code.starts_with("K7"));
  EXPECT_EQ(code.find_first_of("AEIOUYBIOSQK0123456789", 2), std::string::npos) << code;
  EXPECT_EQ(links->code({"skarpt"}, {"message-7"}), code);
  EXPECT_EQ(open("key")->code({"skarpt"}, {"message-7"}), code) << "it outlives a restart";
  EXPECT_EQ(links->code({"skarpt"}, {""}), "");
  EXPECT_EQ(links->code({"skarpt"}, {"message-7b"}), "");
}

// Of 256 pairs of letters few fit by chance: neither a neighbour's code nor another workspace's.
TEST_F(Links, ACodeCanHardlyBeGuessed) {
  const auto links = open("key");
  std::set<std::string> endings;
  int same_elsewhere = 0;
  constexpr int calls = 300;
  for (int n = 1; n <= calls; ++n) {
    const domain::MessageId message{"message-" + std::to_string(n)};
    const std::string code = links->code({"skarpt"}, message);
    endings.insert(code.substr(code.size() - 2));
    if (links->code({"ovning"}, message) == code) ++same_elsewhere;
  }
  EXPECT_GT(endings.size(), 120U);
  EXPECT_LT(same_elsewhere, 12);
}

TEST_F(Links, OutliveARestart) {
  const auto link = open("key")->make({"skarpt"}, {"message-3"});
  EXPECT_TRUE(open("key")->verify(token_of(link)).has_value());
  struct stat found{};
  ASSERT_EQ(::stat((folder_ / "key").c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 0777U, 0600U);
}

TEST_F(Links, OfAnotherServerAreForged) {
  const auto link = open("key")->make({"skarpt"}, {"message-3"});
  EXPECT_EQ(open("another")->verify(token_of(link)).error(), LinkFault::forged);
}

TEST_F(Links, Expire) {
  const auto links = open("key");
  const auto token = token_of(links->make({"skarpt"}, {"message-3"}));
  const auto until = links->verify(token)->expires;
  clock_.advance(until - clock_.now() - 1ms);
  EXPECT_TRUE(links->verify(token).has_value());
  clock_.advance(1ms);
  EXPECT_EQ(links->verify(token).error(), LinkFault::expired);
}

TEST_F(Links, AreForgedWhenAnythingDiffers) {
  const auto links = open("key");
  const auto token = token_of(links->make({"skarpt"}, {"message-3"}));
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ \n";
  for (std::size_t at = 0; at < token.size(); ++at) {
    for (const char digit : digits) {
      auto other = token;
      other[at] = digit;
      if (other == token) continue;
      ASSERT_FALSE(links->verify(other).has_value()) << at << digit;
    }
  }
  for (std::size_t size = 0; size < token.size(); ++size) {
    ASSERT_EQ(links->verify(token.substr(0, size)).error(), LinkFault::forged);
  }
  EXPECT_FALSE(links->verify(token + "A").has_value());
  EXPECT_FALSE(links->verify(std::string(100'000, 'A')).has_value());
}

// Lengths are inside the signature: parts of two ids can't be shifted into each other.
TEST_F(Links, TellPartsApart) {
  const auto links = open("key");
  const auto expires = std::chrono::ceil<std::chrono::hours>(clock_.now() + 1h);
  const auto one = links->sign({{"a"}, {"bc"}, expires});
  const auto two = links->sign({{"ab"}, {"c"}, expires});
  EXPECT_NE(one, two);
  EXPECT_EQ(links->verify(one)->message.value, "bc");
  EXPECT_EQ(links->verify(two)->workspace.value, "ab");
}

TEST_F(Links, NeedAWholeKey) {
  write_file(folder_ / "key", "short");
  const auto links = auth::AnswerLinks::open(folder_ / "key", clock_, platform::random_bytes);
  ASSERT_FALSE(links.has_value());
  EXPECT_EQ(links.error().code, ports::FailureCode::corrupt);
  const auto nowhere =
      auth::AnswerLinks::open(folder_ / "no/folder/key", clock_, platform::random_bytes);
  ASSERT_FALSE(nowhere.has_value());
  EXPECT_EQ(nowhere.error().code, ports::FailureCode::io);
}

TEST(Base64Url, RefusesWhatItWouldNotWrite) {
  EXPECT_EQ(auth::to_base64url("\xff\xfe\xfd"), "__79");
  EXPECT_EQ(auth::from_base64url("__79"), "\xff\xfe\xfd");
  EXPECT_EQ(auth::from_base64url("_w"), "\xff");
  EXPECT_FALSE(auth::from_base64url("_x").has_value());  // leftover bits
  EXPECT_FALSE(auth::from_base64url("_").has_value());
  EXPECT_FALSE(auth::from_base64url("_w==").has_value());
  EXPECT_EQ(auth::from_base64url(""), "");
}

}  // namespace
}  // namespace ckl::test
