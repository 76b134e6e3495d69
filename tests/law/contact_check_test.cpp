// Kontaktprov: a way to a person is proved by the person's own answer, and those with duty within a
// week are looked through every day. Basis: A15, A16.
#include <gmock/gmock.h>

#include "domain/calendar.hpp"
#include "domain/contact_test.hpp"
#include "law/town.hpp"

namespace ckl::law {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const ContactPath sms{.channel = "sms", .contact = 0};
const ContactPath mail{.channel = "mail", .contact = 0};

Organisation with_a_duty_function() {
  Organisation town = small_organisation();
  town.duty_functions = {{.id = "tib",
                          .name = {"TiB", "Duty officer"},
                          .unit = UnitId{"slk"},
                          .persons = people({"tib", "tib-2"}),
                          .role = role::duty_officer,
                          .mandatory = true}};
  return town;
}

class ContactTests : public testing::Test {
 protected:
  ContactTests() {
    Settings settings = small_settings();
    settings.duty_check_at = 9 * hour;
    settings.contact_good_for = 90 * day;
    town.accept("", AdoptSettings{settings});
  }

  MessageId test(const std::string& who, const std::string& person, const ContactPath& path) {
    town.accept(who,
                TestContact{.person = {person}, .channel = path.channel, .contact = path.contact});
    const auto tested = town.events<ContactTested>();
    return tested.empty() ? MessageId{} : tested.front().message;
  }
  void confirm(const MessageId& message) {
    town.accept("tib", ConfirmContact{.message = message, .mark = 7});
  }
  void prove(const std::string& person, const ContactPath& path) {
    confirm(test(person, "", path));
  }
  std::size_t proved(const std::string& person) {
    return proved_paths(town.state, {person}, town.now);
  }
  // Works off what is due until then; gives what the day's check said.
  std::vector<DutyContactsChecked> checks_in(Seconds time) {
    town.pass(time);
    return town.events<DutyContactsChecked>();
  }

  Town town{with_a_duty_function()};
};

TEST_F(ContactTests, A16_AWayIsProvedByTheAnswerAndByNothingElse) {
  const MessageId message = test("tib", "", sms);
  ASSERT_FALSE(message.empty());
  const Message& sent = town.state.messages.at(message);
  EXPECT_EQ(sent.purpose, MessagePurpose::test);
  EXPECT_EQ(class_of(sent), SendClass::information);
  ASSERT_THAT(*sent.ladder, SizeIs(1)) << "no other way may prove this one";
  EXPECT_EQ(sent.ladder->front().channel, "sms");

  town.accept("", BeginAttempt{.message = message, .step = 0, .gateway = "port"});
  town.accept(
      "", ReportAttempt{.message = message, .attempt = 1, .outcome = AttemptOutcome::delivered});
  EXPECT_TRUE(town.state.messages.at(message).settled);
  EXPECT_EQ(proved("tib"), 0U) << "a receipt proves the gateway, not the person";

  town.pass(minute);
  confirm(message);
  EXPECT_EQ(proved("tib"), 1U);
  const TestedPath* path = find_tested(town.state, {"tib"}, sms);
  ASSERT_NE(path, nullptr);
  EXPECT_EQ(path->good, town.now);
  EXPECT_EQ(path->via, "cli");
  EXPECT_EQ(path->mark, 7U);
}

TEST_F(ContactTests, AnAnswerToATestCountsOnceAndOnlyToTheLastOne) {
  const MessageId first = test("tib", "", sms);
  town.pass(2 * minute);
  const MessageId second = test("tib", "", sms);
  confirm(first);
  EXPECT_THAT(town.happened(), IsEmpty());
  EXPECT_EQ(proved("tib"), 0U);
  confirm(second);
  EXPECT_THAT(town.happened(), ElementsAre("ContactConfirmed"));
  confirm(second);
  EXPECT_THAT(town.happened(), IsEmpty());
}

TEST_F(ContactTests, AProofEndsAfterTheCitysTimeAndWhenTheAddressChanges) {
  prove("tib", sms);
  prove("tib", mail);
  EXPECT_EQ(proved("tib"), 2U);
  EXPECT_EQ(proved_paths(town.state, {"tib"}, town.now + 90 * day - Seconds{1}), 2U);
  EXPECT_EQ(proved_paths(town.state, {"tib"}, town.now + 90 * day), 0U);

  const MessageId pending = [&] {
    town.pass(2 * minute);
    return test("tib", "", sms);
  }();
  const ForgetContact forget{.person = {"tib"}, .channel = "sms", .contact = 0};
  town.accept("", forget);
  EXPECT_THAT(town.happened(), ElementsAre("ContactForgotten"));
  EXPECT_EQ(proved("tib"), 1U);
  confirm(pending);
  EXPECT_EQ(proved("tib"), 1U) << "that test went to the address that was there before";
  town.accept("", forget);
  EXPECT_THAT(town.happened(), IsEmpty());
}

TEST_F(ContactTests, WithoutATimeAProofNeverEnds) {
  prove("tib", sms);
  Settings settings = town.state.settings;
  settings.contact_good_for = Seconds{0};
  town.accept("", AdoptSettings{settings});
  EXPECT_EQ(proved_paths(town.state, {"tib"}, town.now + 10 * 365 * day), 1U);
}

TEST_F(ContactTests, OneselfAlwaysAndOthersForWhoMayCallThemOut) {
  test("p1", "", sms);
  test("chief", "p2", sms);
  EXPECT_EQ(town.refuse("p1", TestContact{.person = {"p3"}, .channel = "sms"}), list({"A16"}));
  EXPECT_EQ(town.rejection.code, RejectionCode::not_permitted);
}

TEST_F(ContactTests, WhatCanNotBeTestedIsRefusedWithWhatCan) {
  EXPECT_EQ(town.refuse("tib", TestContact{.channel = "voice"}), list({"INPUT_UNKNOWN_CONTACT"}));
  EXPECT_EQ(town.rejection.breaches.front().what_now.sv, "Välj en av: sms, mail");
  EXPECT_EQ(town.refuse("tib", TestContact{.channel = "sms", .contact = 1}),
            list({"INPUT_UNKNOWN_CONTACT"}));
  EXPECT_EQ(town.refuse("tib", TestContact{.channel = ""}), list({"INPUT_MISSING"}));
  EXPECT_EQ(town.refuse("tib", TestContact{.person = {"ingen"}, .channel = "sms"}),
            list({"INPUT_UNKNOWN_PERSON"}));
  test("tib", "", sms);
  EXPECT_EQ(town.refuse("tib", TestContact{.channel = "sms"}), list({"A16"}));
  town.pass(minute);
  test("tib", "", sms);
  EXPECT_EQ(town.refuse("", ConfirmContact{.message = {"message-99"}}),
            list({"INPUT_UNKNOWN_MESSAGE"}));
}

// Basis: G12. In an exercise the ways are not the real ones.
TEST_F(ContactTests, G12_NotInAnExercise) {
  Town exercise(with_a_duty_function(), Mode::exercise);
  EXPECT_EQ(exercise.refuse("tib", TestContact{.channel = "sms"}), list({"G12"}));
  Settings settings = small_settings();
  settings.duty_check_at = 9 * hour;
  exercise.accept("", AdoptSettings{settings});
  exercise.pass(3 * day);
  EXPECT_THAT(exercise.events<DutyContactsChecked>(), IsEmpty());
}

// Basis: A15. It is 03:00 in the night to Sunday; the first check is at nine.
TEST_F(ContactTests, A15_EveryDayThoseWithDutyAreTestedUntilTwoOfTheirWaysAreProved) {
  EXPECT_THAT(checks_in(6 * hour - Seconds{1}), IsEmpty());
  const auto first = checks_in(Seconds{1});
  ASSERT_THAT(first, SizeIs(1));
  EXPECT_EQ(first[0].day, "2026-11-22");
  EXPECT_EQ(first[0].on_duty, 2U);
  EXPECT_EQ(first[0].lacking, people({"tib", "tib-2"}));
  const auto tested = town.events<ContactTested>();
  ASSERT_THAT(tested, SizeIs(4)) << "two ways of each";
  EXPECT_THAT(town.told_about("CONTACT_CHECK"), ElementsAre("tib", "tib-2", "chief"));
  EXPECT_EQ(town.events<PersonNotified>().front().text->sv,
            "2 av 2 med jour inom sju dagar saknar två kontaktvägar som har prövats: Person tib, "
            "Person tib-2");
  for (const auto& test : tested) {
    if (test.person == PersonId{"tib"}) confirm(test.message);
  }

  const auto second = checks_in(day);
  ASSERT_THAT(second, SizeIs(1));
  EXPECT_EQ(second[0].lacking, people({"tib-2"}));
  ASSERT_THAT(town.events<ContactTested>(), SizeIs(2));
  for (const auto& test : town.events<ContactTested>()) {
    EXPECT_EQ(test.person, PersonId{"tib-2"});
    confirm(test.message);
  }

  const auto third = checks_in(day);
  ASSERT_THAT(third, SizeIs(1));
  EXPECT_THAT(third[0].lacking, IsEmpty());
  EXPECT_THAT(town.events<ContactTested>(), IsEmpty());
  EXPECT_THAT(town.told_about("CONTACT_CHECK"), IsEmpty());
}

TEST_F(ContactTests, AWayIsTestedAgainAWeekBeforeItsProofEnds) {
  for (const auto* who : {"tib", "tib-2"}) {
    prove(who, sms);
    prove(who, mail);
  }
  EXPECT_EQ(checks_in(82 * day).size(), 82U);
  EXPECT_THAT(town.events<ContactTested>(), IsEmpty());
  checks_in(day + 7 * hour);
  EXPECT_THAT(town.events<ContactTested>(), SizeIs(4));
  EXPECT_THAT(town.told_about("CONTACT_CHECK"), IsEmpty()) << "they still count";
}

TEST_F(ContactTests, TheSameDayAWayIsNotTestedTwice) {
  test("tib", "", sms);
  checks_in(6 * hour);
  std::vector<std::string> channels;
  for (const auto& tested : town.events<ContactTested>()) {
    if (tested.person == PersonId{"tib"}) channels.push_back(tested.channel);
  }
  EXPECT_THAT(channels, ElementsAre("mail"));
}

TEST_F(ContactTests, WithARosterOnlyThoseWhoHaveDutyWithinTheWeek) {
  AdoptRoster roster;
  roster.function = "tib";
  roster.source = "lista";
  roster.source_hash = "1";
  roster.from = town.now;
  roster.until = town.now + 28 * day;
  roster.spans = {{.person = {"tib"}, .from = town.now, .until = town.now + 14 * day},
                  {.person = {"tib-2"}, .from = town.now + 14 * day, .until = town.now + 28 * day}};
  town.accept("tib", roster);
  EXPECT_EQ(with_duty(town.state, town.now, town.now + 7 * day), people({"tib"}));
  const auto checked = checks_in(6 * hour);
  ASSERT_THAT(checked, SizeIs(1));
  EXPECT_EQ(checked[0].lacking, people({"tib"}));
  EXPECT_EQ(with_duty(town.state, town.now + 8 * day, town.now + 15 * day),
            people({"tib", "tib-2"}));
}

TEST_F(ContactTests, TheHourIsThatOfTheClockInStockholmThroughTheYear) {
  std::vector<std::string> at;
  for (Instant end = town.now + 365 * day; town.now < end;) {
    town.pass(hour);
    if (town.events<DutyContactsChecked>().empty()) continue;
    EXPECT_EQ(calendar::wall_clock_of(town.now), 9 * hour);
    at.push_back(town.events<DutyContactsChecked>()[0].day);
  }
  EXPECT_EQ(at.size(), 365U);
  EXPECT_EQ(std::set<std::string>(at.begin(), at.end()).size(), 365U) << "each day once";
}

TEST_F(ContactTests, ADayWhoseHourHasPassedWhenTheChecksBeginIsNotCheckedLate) {
  Town later(with_a_duty_function());
  later.pass(10 * hour);  // 13:00
  Settings settings = small_settings();
  settings.duty_check_at = 9 * hour;
  later.accept("", AdoptSettings{settings});
  later.pass(hour);
  EXPECT_THAT(later.events<DutyContactsChecked>(), IsEmpty());
  later.pass(day);
  ASSERT_THAT(later.events<DutyContactsChecked>(), SizeIs(1));
  EXPECT_EQ(later.events<DutyContactsChecked>()[0].day, "2026-11-23");
}

TEST_F(ContactTests, SwitchedOffNothingIsChecked) {
  Settings settings = town.state.settings;
  settings.duty_check_at = Seconds{0};
  town.accept("", AdoptSettings{settings});
  EXPECT_THAT(checks_in(5 * day), IsEmpty());
}

}  // namespace
}  // namespace ckl::law
