// The small parts: mail building, templates, pace and health of a gateway.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "delivery/benches.hpp"
#include "delivery/mime.hpp"
#include "delivery/templates.hpp"

namespace ckl::delivery::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::Each;
using testing::Le;
using testing::SizeIs;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find("\r\n", at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 2;
  }
  return lines;
}

TEST(Mail, IsSevenBitAndInShortLines) {
  Mail mail;
  mail.from_address = "kris@example.org";
  mail.from_name = "Åre kommuns krisledning, med ett mycket långt namn på många ord och åäö";
  mail.to_address = "anna@example.org";
  for (int i = 0; i < 40; ++i) mail.subject += "Översvämning 🚨 ";
  for (int i = 0; i < 200; ++i) mail.text += "räksmörgås 👩‍🚒 ";
  const std::string raw = build_mail(mail);
  for (const char c : raw) EXPECT_TRUE((c >= ' ' && c <= '~') || c == '\r' || c == '\n');
  EXPECT_THAT(lines_of(raw), Each(SizeIs(Le(78))));
}

TEST(Mail, EncodedWordsNeverCutACharacter) {
  std::string value;
  for (int i = 0; i < 30; ++i) value += "å🚨";
  const std::string encoded = encode_header(value, 9);
  for (const std::string& line : lines_of(encoded)) {
    const auto start = line.find("=?UTF-8?B?");
    ASSERT_NE(start, std::string::npos);
    // Whole groups of four code for whole characters: each word stands for itself.
    const std::string word = line.substr(start + 10, line.size() - start - 12);
    EXPECT_EQ(word.size() % 4, 0U);
    EXPECT_THAT(line, SizeIs(Le(76)));
  }
}

TEST(Mail, PlainHeadersStayPlainAndLookalikesAreEncoded) {
  EXPECT_EQ(encode_header("Fire at the depot", 9), "Fire at the depot");
  EXPECT_EQ(encode_header("=?x?=", 9), "=?UTF-8?B?PT94Pz0=?=");
}

TEST(Mail, QuotedPrintableKeepsLinesAndProtectsTheirEnds) {
  EXPECT_EQ(quoted_printable("å=\nb \n.\n"), "=C3=A5=3D\r\nb=20\r\n=2E\r\n");
}

TEST(Templates, EscapeEachValueForItsPlace) {
  const TemplateValues values = {{"text", "a \"b\" & ö{to}"}, {"to", "+46"}};
  EXPECT_EQ(expand("t={text}&n={to}", values, Escape::percent),
            "t=a%20%22b%22%20%26%20%C3%B6%7Bto%7D&n=%2B46");
  EXPECT_EQ(expand("{text}", values, Escape::form), "a+%22b%22+%26+%C3%B6%7Bto%7D");
  EXPECT_EQ(expand(R"({"t":"{text}"})", values, Escape::json), R"({"t":"a \"b\" & ö{to}"})");
  EXPECT_EQ(expand("{ {} {A} {to", values, Escape::none), "{ {} {A} {to");
}

TEST(Templates, NameAnUnknownPlaceholder) {
  static constexpr auto allowed = std::to_array<std::string_view>({"to", "text"});
  EXPECT_TRUE(check_template("{to}{text}{ x }", allowed));
  const auto checked = check_template("{to} {number}", allowed);
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().what, "has the unknown placeholder {number}; there are {to}, {text}");
}

}  // namespace
}  // namespace ckl::delivery::test
