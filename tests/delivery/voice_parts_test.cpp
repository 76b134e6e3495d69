// Keys, sounds and words of a call, and the telephone program's messages.
#include <cmath>
#include <fstream>
#include <numbers>
#include <optional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "delivery/peers.hpp"
#include "delivery/sound.hpp"
#include "delivery/voice_keys.hpp"
#include "delivery/voice_words.hpp"
#include "journal/temporary_folder.hpp"
#include "platform/child_program.hpp"
#include "platform/control_reader.hpp"
#include "platform/espeak.hpp"

namespace ckl::delivery::test {
namespace {

using namespace std::chrono_literals;
using ckl::test::TemporaryFolder;
using platform::ControlMessage;
using platform::ControlReader;
using testing::HasSubstr;
using testing::Not;

KeyChoice all(std::string_view keys) {
  KeyReader reader;
  KeyChoice last;
  for (const char key : keys) last = reader.press(key);
  return last;
}

TEST(VoiceKeys, MeanWhatIsSaid) {
  EXPECT_EQ(all("1"), (KeyChoice{KeyMeaning::coming, 0}));
  EXPECT_EQ(all("2"), (KeyChoice{KeyMeaning::cannot, 0}));
  EXPECT_EQ(all("3"), (KeyChoice{KeyMeaning::when, 0}));
  EXPECT_EQ(all("4"), (KeyChoice{KeyMeaning::again, 0}));
  EXPECT_EQ(all("5"), (KeyChoice{KeyMeaning::deputy, 0}));
  for (const char* key : {"6", "7", "8", "9", "0", "*", "#", "A", "x", "\n"}) {
    EXPECT_EQ(all(key).meaning, KeyMeaning::unclear) << key;
  }
}

TEST(VoiceKeys, TensOfMinutesAreOneDigitOrTwo) {
  EXPECT_EQ(all("34"), (KeyChoice{KeyMeaning::nothing, 0}));
  EXPECT_EQ(all("34#"), (KeyChoice{KeyMeaning::coming, 40}));
  EXPECT_EQ(all("312"), (KeyChoice{KeyMeaning::coming, 120}));
  EXPECT_EQ(all("30"), (KeyChoice{KeyMeaning::unclear, 0}));
  EXPECT_EQ(all("3#"), (KeyChoice{KeyMeaning::unclear, 0}));
  EXPECT_EQ(all("34*"), (KeyChoice{KeyMeaning::unclear, 0}));
  EXPECT_EQ(all("34*2#"), (KeyChoice{KeyMeaning::coming, 20}));
  KeyReader reader;
  static_cast<void>(reader.press('3'));
  EXPECT_FALSE(reader.waits());
  static_cast<void>(reader.press('1'));
  EXPECT_TRUE(reader.waits());
  EXPECT_EQ(reader.pause(), (KeyChoice{KeyMeaning::coming, 10}));
  EXPECT_EQ(reader.raw(), "31");
}

TEST(VoiceWords, TellWhoWhatAndWhere) {
  SpokenFacts facts{.purpose = domain::MessagePurpose::call,
                    .sender = {"Stockholms stad, krisledning", "City of Stockholm"},
                    .position = {"Stabschef", "Chief of staff"},
                    .headline = "Bussolycka",
                    .place = "Drottninggatan",
                    .recalled = {},
                    .words = {},
                    .exercise = true,
                    .repeated = true};
  const auto said = speech_of(facts);
  EXPECT_EQ(said.sv,
            "Övning. Övning. Upprepning. Du kan redan ha fått det här samtalet. Det här är "
            "Stockholms stad, krisledning. Inkallning. Du kallas in som Stabschef. Bussolycka. "
            "Drottninggatan.");
  EXPECT_THAT(said.en, HasSubstr("You are called in as Chief of staff."));
  EXPECT_THAT(said.en, HasSubstr("Repeated."));
  facts.purpose = domain::MessagePurpose::stand_down;
  facts.headline = std::string(4'000, 'x');
  EXPECT_THAT(speech_of(facts).sv, HasSubstr("Du behöver inte komma"));
  EXPECT_LT(speech_of(facts).sv.size(), 600U);
  facts.recalled = "Falskt larm";
  EXPECT_THAT(speech_of(facts).sv, HasSubstr("Du ska inte komma. Falskt larm."));
  EXPECT_THAT(speech_of(facts).en, HasSubstr("Do not come."));
}

// Half a second of a tone, as a program at another rate gives it.
std::string tone(std::uint32_t rate, double hertz) {
  Sound samples;
  for (std::uint32_t i = 0; i < rate / 2; ++i) {
    samples.push_back(static_cast<std::int16_t>(
        10'000 * std::sin(2 * std::numbers::pi * hertz * i / static_cast<double>(rate))));
  }
  std::string wav = write_wav(samples);
  for (std::size_t i = 0; i < 4; ++i) wav[24 + i] = static_cast<char>(rate >> (8 * i) & 0xFFU);
  return wav;
}

double loudness(const Sound& sound) {
  double sum = 0;
  for (const std::int16_t each : sound) sum += static_cast<double>(each) * each;
  return std::sqrt(sum / static_cast<double>(sound.size()));
}

TEST(Sounds, OfAnyRateBecomeATelephones) {
  for (const std::uint32_t rate : {8'000U, 11'025U, 16'000U, 22'050U, 48'000U}) {
    const auto sound = read_wav(tone(rate, 400));
    ASSERT_TRUE(sound) << rate;
    EXPECT_NEAR(static_cast<double>(length_of(*sound).count()), 500, 2) << rate;
    EXPECT_NEAR(loudness(*sound), 7'070, 300) << rate;
  }
  const auto too_high = read_wav(tone(22'050, 6'000));
  ASSERT_TRUE(too_high);
  EXPECT_LT(loudness(*too_high), 300) << "would sound as another tone";
  const Sound sound = *read_wav(tone(8'000, 400));
  EXPECT_EQ(*read_wav(write_wav(sound)), sound);
}

TEST(Sounds, ThatAreNoneAreToldOf) {
  const std::string good = tone(8'000, 400);
  std::string bits = good;
  bits[34] = 8;
  std::string compressed = good;
  compressed[20] = 6;
  for (const std::string& bad : {std::string(), std::string("RIFF"), good.substr(0, 30),
                                 good.substr(0, 36), bits, compressed, "ID3" + good}) {
    EXPECT_FALSE(read_wav(bad));
  }
  EXPECT_TRUE(read_wav(good.substr(0, 100))) << "a sound that was cut is still one";
}

std::string frame(std::string_view json) {
  return std::to_string(json.size()) + ":" + std::string(json) + ",";
}

TEST(ControlMessages, AreReadHoweverTheyAreCut) {
  const std::string bytes =
      frame(R"({"event":true,"type":"CALL_DTMF_START","direction":"outgoing","param":"1"})") +
      frame(R"({"response":true,"ok":false,"data":"","token":"dial"})") + frame("[1]") +
      frame(R"({"event":true,"type":"CALL_INCOMING","direction":"incoming","param":7})");
  for (std::size_t step = 1; step < bytes.size(); ++step) {
    ControlReader reader;
    std::vector<ControlMessage> messages;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
      reader.feed(std::string_view(bytes).substr(at, step));
      while (auto message = reader.next()) messages.push_back(std::move(*message));
    }
    ASSERT_EQ(messages.size(), 3U) << step;
    EXPECT_EQ(messages[0], (ControlMessage{true, false, "", "CALL_DTMF_START", "1", false}));
    EXPECT_EQ(messages[1], (ControlMessage{false, false, "dial", "", "", false}));
    EXPECT_TRUE(messages[2].incoming);
    EXPECT_FALSE(reader.spoilt());
  }
}

TEST(ControlMessages, ThatAreNoneSpoilTheReader) {
  for (const char* bytes :
       {"HTTP/1.1 400", "999999:", "-1:x,", "3:abcd", ":,", "1234567", "0x1:a,"}) {
    ControlReader reader;
    reader.feed(bytes);
    EXPECT_FALSE(reader.next());
    EXPECT_TRUE(reader.spoilt()) << bytes;
    reader.feed(frame(R"({"event":true,"type":"CALL_CLOSED"})"));
    EXPECT_FALSE(reader.next());
  }
}

TEST(ControlMessages, CommandsAreNetstrings) {
  EXPECT_EQ(platform::control_frame("hangup", "", ""), R"(31:{"command":"hangup","token":""},)");
  EXPECT_THAT(platform::control_frame("dial", "sip:\"å\n@x", "t"), Not(HasSubstr("\n")));
}

TEST(ChildPrograms, AreToldOfWhenTheyEndAndEndWithTheirOwner) {
  boost::asio::io_context io;
  std::optional<int> status;
  const auto start = [&](std::vector<std::string> words) {
    return platform::ChildProgram::start(
        io.get_executor(), {.words = std::move(words), .folder = "/", .environment = {{"X", "3"}}},
        [&](int given) { status = given; });
  };
  const auto three = start({"sh", "-c", "exit $X"});
  ASSERT_TRUE(three) << three.error().what;
  ASSERT_TRUE(run_until(io, [&] { return status.has_value(); }));
  EXPECT_EQ(WEXITSTATUS(*status), 3);
  status.reset();
  const auto missing = start({"there-is-no-such-program"});
  ASSERT_TRUE(missing);
  ASSERT_TRUE(run_until(io, [&] { return status.has_value(); }));
  EXPECT_EQ(WEXITSTATUS(*status), 127);
  status.reset();
  auto obedient = start({"tail", "-f", "/dev/null"});
  ASSERT_TRUE(obedient);
  const int id = (*obedient)->id();
  EXPECT_EQ(kill(id, 0), 0);
  obedient->reset();
  EXPECT_TRUE(run_until(io, [&] { return kill(id, 0) != 0; }));
  EXPECT_FALSE(status) << "whoever let it go is not told";
}

// Neither what turns the executor nor, at the very end, what destroys it leaves anybody behind.
TEST(ChildPrograms, ThatDoNotObeyAreEnded) {
  std::optional<boost::asio::io_context> io(std::in_place);
  const auto start = [&] {
    return platform::ChildProgram::start(
        io->get_executor(),
        {.words = {"sh", "-c", "trap '' TERM; exec tail -f /dev/null"},
         .folder = "/",
         .environment = {}},
        [](int) {});
  };
  auto one = start();
  ASSERT_TRUE(one) << one.error().what;
  const int first = (*one)->id();
  one->reset();
  EXPECT_TRUE(run_until(*io, [&] { return kill(first, 0) != 0; }));
  auto other = start();
  ASSERT_TRUE(other) << other.error().what;
  const int second = (*other)->id();
  other->reset();
  io.reset();
  EXPECT_NE(kill(second, 0), 0);
}

TEST(ChildPrograms, LeftBehindAreFoundInTheirFolderAndEnded) {
  const TemporaryFolder place;
  EXPECT_FALSE(platform::ChildProgram::left_in(place.path()));
  boost::asio::io_context io;
  std::optional<int> status;
  const auto program = platform::ChildProgram::start(io.get_executor(),
                                                     {.words = {"tail", "-f", "/dev/null"},
                                                      .folder = place.path(),
                                                      .environment = {},
                                                      .remembered = true},
                                                     [&](int given) { status = given; });
  ASSERT_TRUE(program) << program.error().what;
  EXPECT_TRUE(run_until(io, [&] { return platform::ChildProgram::left_in(place.path()); }));
  platform::ChildProgram::end_left_in(place.path());
  ASSERT_TRUE(run_until(io, [&] { return status.has_value(); }));
  EXPECT_EQ(WTERMSIG(*status), SIGKILL);
  EXPECT_FALSE(platform::ChildProgram::left_in(place.path()));
}

TEST(ChildPrograms, ANumberThatAnotherProgramHasNowIsLeftAlone) {
  const TemporaryFolder place;
  std::ofstream(place.path() / "program.pid") << getpid() << '\n';
  EXPECT_FALSE(platform::ChildProgram::left_in(place.path()));
  std::ofstream(place.path() / "program.pid") << "nonsense";
  EXPECT_FALSE(platform::ChildProgram::left_in(place.path()));
}

TEST(Speech, HoldsNothingButWords) {
  EXPECT_EQ(platform::plain_speech("a [[h@l'oU]] b"), "a [ [h@l'oU]] b");
  EXPECT_EQ(platform::plain_speech("[[["), "[ [ [");
}

}  // namespace
}  // namespace ckl::delivery::test
