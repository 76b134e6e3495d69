// What a short text says: read when it is clear, left to a person when it is not.
#include "domain/sms_answer.hpp"

#include <optional>

#include <gtest/gtest.h>

#include "domain/limits.hpp"

namespace ckl::domain {
namespace {

// "coming 40", "later 14:00", "cannot", "unclear": how a reading is written below.
std::string told(std::string_view raw) {
  const TextReading reading = read_text_answer(raw);
  if (!reading.answer) return "unclear";
  std::string text = *reading.answer == Answer::coming   ? "coming"
                     : *reading.answer == Answer::cannot ? "cannot"
                                                         : "later";
  if (reading.minutes > 0) text += " " + std::to_string(reading.minutes);
  if (!reading.at) return text;
  const std::string minute = std::to_string(reading.at->minute);
  text += " " + std::to_string(reading.at->hour) + ":" + (minute.size() < 2 ? "0" : "") + minute;
  return text + (reading.at->sure ? "" : "?");
}

struct Case {
  const char* raw;
  const char* meaning;
};

void expect_all(std::initializer_list<Case> cases) {
  for (const auto& [raw, meaning] : cases) EXPECT_EQ(told(raw), meaning) << "«" << raw << "»";
}

TEST(TextAnswer, YesInSwedish) {
  expect_all({{"ja", "coming"},
              {"Ja!", "coming"},
              {"JA", "coming"},
              {"J", "coming"},
              {"j.", "coming"},
              {" jo, jag kommer nu \n", "coming"},
              {"ja 40", "coming 40"},
              {"JA 40 min", "coming 40"},
              {"ja40", "coming 40"},
              {"40 ja", "coming 40"},
              {"Ja, är där om ca 40 minuter", "coming 40"},
              {"kommer om en timme", "coming 60"},
              {"Kommer om en halvtimme", "coming 30"},
              {"kommer om en halv timme", "coming 30"},
              {"kommer inom 2 tim", "coming 120"},
              {"kommer om 1 timme och 20 min", "coming 80"},
              {"kommer om en kvart", "coming 15"},
              {"kommer om tjugo minuter", "coming 20"},
              {"framme om 25", "coming 25"},
              {"kommer 14.30", "coming 14:30"},
              {"kommer 14:30", "coming 14:30"},
              {"Kommer kl. 14", "coming 14:00"},
              {"ja klockan 1430", "coming 14:30"},
              {"ja men kl 14", "coming 14:00"},
              {"kan komma kl 7", "coming 7:00?"},
              {"kommer 07.30", "coming 7:30"},
              {"jag åker nu", "coming"},
              {"PÅ VÄG", "coming"},
              {"jag kan", "coming"}});
}

TEST(TextAnswer, YesInEnglish) {
  expect_all({{"yes", "coming"},
              {"Y", "coming"},
              {"yes 40", "coming 40"},
              {"I'm coming", "coming"},
              {"I am coming", "coming"},
              {"I\u2019ll be there in 20 minutes", "coming 20"},
              {"on my way", "coming"},
              {"coming in half an hour", "coming 30"},
              {"coming in an hour", "coming 60"},
              {"can come at 14", "coming 14:00"},
              {"can come at 2 pm", "coming 14:00"},
              {"yes at 12am", "coming 0:00"},
              {"yes, at 9", "coming 9:00?"}});
}

TEST(TextAnswer, No) {
  expect_all({{"nej", "cannot"},
              {"Nej.", "cannot"},
              {"N", "cannot"},
              {"nä tyvärr", "cannot"},
              {"NEJ TACK", "cannot"},
              {"kan inte", "cannot"},
              {"Nej, jag kan inte komma", "cannot"},
              {"kommer inte", "cannot"},
              {"no", "cannot"},
              {"no, sorry", "cannot"},
              {"I can't come", "cannot"},
              {"cannot", "cannot"},
              {"not coming", "cannot"}});
}

TEST(TextAnswer, Later) {
  expect_all({{"senare", "later"},
              {"later", "later"},
              {"kan senare", "later"},
              {"ja senare", "later"},
              {"nej, senare", "later"},
              {"nej men kl 14", "later 14:00"},
              {"Nej, men kommer 14.30", "later 14:30"},
              {"nej men om 2 timmar", "later 120"},
              {"kan inte förrän kl 14", "later 14:00"},
              {"kommer inte förrän 14", "later 14:00"},
              {"inte nu men senare", "later"},
              {"no but at 14", "later 14:00"},
              {"not before 14.15", "later 14:15"},
              {"can come later", "later"}});
}

// Each of these has two readings, or one that a person must judge.
TEST(TextAnswer, WhatCouldMeanSomethingElseIsUnclear) {
  for (const char* raw : {"",
                          " ",
                          "?",
                          "ja?",
                          "kommer?",
                          "ok",
                          "okej",
                          "tack",
                          "40",
                          "14.30",
                          "kl 14",
                          "ja nej",
                          "ja inte",
                          "nej jag kommer",
                          "nej inga problem jag kommer",
                          "nej men jag kommer",
                          "nej men ja",
                          "nej 14",
                          "kan inte kl 14",
                          "kan inte senare",
                          "ja 40 eller 50",
                          "ja 10-15 min",
                          "ja 14.30.15",
                          "ja 1,5 timme",
                          "ja 1.5",
                          "ja 0",
                          "ja 99999",
                          "ja 1234567",
                          "kl 25",
                          "ja kl 25",
                          "ja kl 14.75",
                          "ja kl 13 pm",
                          "ja 14.30 imorgon",
                          "ja men bara om barnen blir hämtade",
                          "kanske",
                          "vem är det?",
                          "no way",
                          "inte förrän",
                          "kommer en",
                          "ja 👍",
                          "👍",
                          "ja på söndag",
                          "STOPP",
                          "\xC3",
                          "ja \xFF",
                          "förrän kl 14"}) {
    EXPECT_EQ(told(raw), "unclear") << "«" << raw << "»";
  }
}

TEST(TextAnswer, ALongTextIsUnclear) {
  std::string text = "ja";
  EXPECT_EQ(told(text + std::string(60, '!')), "coming");
  while (text.size() <= limits::answer_raw_bytes) text += " ja";
  EXPECT_EQ(told(text), "unclear");
  EXPECT_EQ(told(std::string(limits::answer_raw_bytes + 1, ' ')), "unclear");
}

TEST(TextAnswer, ACodeIsNotPartOfTheAnswer) {
  expect_all({{"K7BD ja 40", "coming 40"},
              {"k7bd: Nej", "cannot"},
              {"ja 40 K7BD", "coming 40"},
              {"K7 ja 40", "coming 40"},
              {"K7BD", "unclear"}});
}

TEST(TextAnswer, CodesAreFoundWhereverTheyStand) {
  using Codes = std::vector<std::string>;
  EXPECT_EQ(answer_codes("k7bd ja 40"), Codes{"K7BD"});
  EXPECT_EQ(answer_codes("Ja 40 (K12XZ)."), Codes{"K12XZ"});
  EXPECT_EQ(answer_codes("K7 ja"), Codes{"K7"});
  EXPECT_EQ(answer_codes("K7BD K7BD K8CC nej"), (Codes{"K7BD", "K8CC"}));
  for (const char* none : {"", "ja 40", "kl 14", "kl14", "K", "K7abcd", "ok7", "\xFFK7BD"}) {
    EXPECT_EQ(answer_codes(none), Codes{}) << none;
  }
}

}  // namespace
}  // namespace ckl::domain
