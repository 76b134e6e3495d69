// What `ckl contacts` reads and shows.
#include <gtest/gtest.h>

#include "cli/contact_words.hpp"
#include "cli/exit_code.hpp"
#include "cli/run.hpp"

namespace ckl::test {
namespace {

const cli::Voice swedish{false};
const cli::Voice english{true};

int run(std::vector<std::string> arguments) {
  return cli::run(arguments, [](const std::string&) { return std::string(); });
}

TEST(Contacts, AreShownByKindAndNumber) {
  v1::GetContactsResponse response;
  auto& sms = *response.add_contacts();
  sms.set_kind("sms");
  sms.add_addresses("+46 70 *** ** 05");
  sms.add_addresses("+46 70 *** ** 06");
  const auto full = cli::show_contacts(response, english);
  EXPECT_NE(full.find("sms   1   +46 70 *** ** 06"), std::string::npos) << full;
  EXPECT_EQ(full.find("--reveal"), std::string::npos);
  response.set_masked(true);
  EXPECT_NE(cli::show_contacts(response, swedish).find("--reveal"), std::string::npos);
}

TEST(Contacts, ThatAreErasedOrMissingAreSaidSo) {
  v1::GetContactsResponse response;
  EXPECT_EQ(cli::show_contacts(response, swedish), "Inga kontaktuppgifter.\n");
  response.set_erased(true);
  EXPECT_TRUE(cli::show_contacts(response, swedish).starts_with("Raderade."));
}

TEST(Reads, SayWhoWhatAndWhy) {
  v1::ListReadsResponse response;
  EXPECT_FALSE(cli::show_reads(response, swedish).empty());
  auto& read = *response.add_reads();
  read.set_by("adm-1");
  read.set_act(v1::CONTACT_ACT_READ_FULL);
  read.add_kinds("mail");
  read.add_kinds("sms");
  read.set_reason("ring själv");
  const auto shown = cli::show_reads(response, swedish);
  for (const char* part : {"adm-1", "SETT ALLT", "mail, sms", "ring själv"}) {
    EXPECT_NE(shown.find(part), std::string::npos) << shown;
  }
}

TEST(Contacts, AreAskedForInTheRightWords) {
  const int usage = static_cast<int>(cli::Exit::usage);
  EXPECT_EQ(run({"contacts"}), usage);
  EXPECT_EQ(run({"contacts", "erase"}), usage);
  EXPECT_EQ(run({"contacts", "erase", "tib-1"}), usage) << "why?";
  EXPECT_EQ(run({"contacts", "set", "tib-1", "--fax", "1"}), usage);
  EXPECT_EQ(run({"contacts", "set", "tib-1", "--sms"}), usage);
  EXPECT_EQ(run({"contacts", "reads", "--limit", "många"}), usage);
  EXPECT_EQ(run({"contacts", "set", "--help"}), static_cast<int>(cli::Exit::ok));
}

TEST(Contacts, AreNotAskedForWithoutAServer) {
  const int away = static_cast<int>(cli::Exit::unavailable);
  EXPECT_EQ(run({"--server", "127.0.0.1:1", "--token", "x", "--timeout", "1", "--json", "contacts",
                 "set", "tib-1", "--sms", "+46701740605", "--sms", "+46701740606", "--remove",
                 "mail", "--reason", "prov"}),
            away);
}

}  // namespace
}  // namespace ckl::test
