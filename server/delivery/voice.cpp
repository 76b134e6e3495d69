// The voice channel: telephone calls through an exchange, spoken and answered by keys.
//
// A line carries one call, and letters wait for a free one. Everything that is said is ready before
// a number is dialled.
#include <algorithm>
#include <deque>
#include <expected>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "delivery/channels.hpp"
#include "delivery/options.hpp"
#include "delivery/voice_call.hpp"

namespace ckl::delivery {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t shortest_number = 8;  // + and 7 digits
constexpr std::size_t longest_number = 16;  // + and 15 digits (E.164)
constexpr long most_lines = 32;
constexpr milliseconds within_three_minutes{175'000};
constexpr std::uintmax_t largest_recording = 32ULL << 20U;

struct Settings {
  ports::TelephoneConfig telephone;
  VoiceTimes times{};
  VoiceSettings sounds;
  bool exercise_allowed = false;
};

bool is_number(std::string_view number) {
  return number.size() >= shortest_number && number.size() <= longest_number && number[0] == '+' &&
         number[1] != '0' && number.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

class VoiceChannel final : public ports::Channel {
 public:
  VoiceChannel(Settings settings, const ChannelParts& parts)
      : settings_(std::move(settings)),
        telephone_(parts.telephone(settings_.telephone)),
        sounds_(settings_.sounds, parts.speaker),
        clock_(parts.clock),
        desk_(parts.desk) {
    for (std::size_t i = 0; i < telephone_->lines(); ++i) {
      slots_.push_back({.number = i, .wake_up = parts.wake_up(), .busy = false, .call = nullptr});
    }
  }

  [[nodiscard]] std::string_view kind() const override { return "voice"; }
  [[nodiscard]] std::string_view gateway() const override { return settings_.telephone.gateway; }
  [[nodiscard]] std::size_t at_once() const override { return slots_.size(); }

  // Nobody answers the first call, and the second one is listened to until its end.
  [[nodiscard]] domain::Seconds patience() const override {
    const auto& times = settings_.times;
    return std::chrono::ceil<domain::Seconds>(times.ready + 2 * times.ring + times.pause +
                                              times.speak);
  }

  [[nodiscard]] ports::Result<void> check_address(std::string_view address) const override {
    if (is_number(address)) return {};
    return std::unexpected(
        ports::Failure{ports::FailureCode::invalid,
                       "a telephone number is written internationally, like +46701740605"});
  }

  void send(ports::Letter letter, Done done) override {
    if (auto stop = stop_at_last_metre(letter, settings_.exercise_allowed)) {
      done(std::move(*stop));
      return;
    }
    if (!is_number(letter.address)) {
      done({ports::SendOutcome::refused, {}, "telefonnumret är inte giltigt"});
      return;
    }
    waiting_.emplace_back(std::move(letter), std::move(done));
    next();
  }

 private:
  struct Slot {
    std::size_t number = 0;
    std::unique_ptr<ports::WakeUp> wake_up;
    bool busy = false;
    std::shared_ptr<VoiceCall> call;
  };

  Slot* free_slot(std::string_view number) {
    // One telephone takes one call at a time.
    if (std::ranges::find(under_way_, number) != under_way_.end()) return nullptr;
    const auto is_free = [](const Slot& slot) { return !slot.busy; };
    const auto ready = std::ranges::find_if(slots_, [&](const Slot& slot) {
      return is_free(slot) && telephone_->line(slot.number).ready();
    });
    if (ready != slots_.end()) return &*ready;
    const auto free = std::ranges::find_if(slots_, is_free);
    return free == slots_.end() ? nullptr : &*free;
  }

  void next() {
    for (auto each = waiting_.begin(); each != waiting_.end();) {
      Slot* slot = free_slot(each->first.address);
      if (slot == nullptr) {
        ++each;
        continue;
      }
      auto [letter, done] = std::move(*each);
      waiting_.erase(each);
      speak(*slot, std::move(letter), std::move(done));
      each = waiting_.begin();
    }
  }

  void speak(Slot& slot, ports::Letter letter, Done done) {
    slot.busy = true;
    under_way_.push_back(letter.address);
    sounds_.prepare(letter, [this, &slot, letter, done = std::move(done)](auto sounds) mutable {
      const std::string number = letter.address;
      if (!sounds) {
        over(slot, number);
        done({ports::SendOutcome::failed, {}, "talsyntesen svarar inte"});
        next();
        return;
      }
      const VoiceParts parts{.line = telephone_->line(slot.number),
                             .wake_up = *slot.wake_up,
                             .clock = *clock_,
                             .desk = *desk_,
                             .times = settings_.times};
      slot.call = std::make_shared<VoiceCall>(
          parts, std::move(letter), std::move(*sounds),
          [this, &slot, number, done = std::move(done)](ports::SendResult result) mutable {
            over(slot, number);
            done(std::move(result));
            next();
          });
      const auto call = slot.call;  // may be over before it has begun
      call->begin();
    });
  }

  void over(Slot& slot, const std::string& number) {
    slot.busy = false;
    slot.call = nullptr;
    under_way_.erase(std::ranges::find(under_way_, number));
  }

  Settings settings_;
  std::unique_ptr<ports::Telephone> telephone_;
  VoiceSounds sounds_;
  const ports::Clock* clock_;
  ports::AnswerDesk* desk_;
  std::vector<Slot> slots_;
  std::deque<std::pair<ports::Letter, Done>> waiting_;
  std::vector<std::string> under_way_;  // the numbers that are called
};

// What stands in a file of the telephone program must not be able to say more there.
bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    return c > ' ' && c != 127 && std::string_view(";,\"<>\\").find(c) == std::string_view::npos;
  });
}

void read_exchange(OptionReader& options, ports::TelephoneConfig& telephone) {
  static constexpr auto transports = std::to_array<std::string_view>({"udp", "tcp", "tls"});
  telephone.server = options.required("server", "sip.example.org");
  telephone.transport = options.choice("transport", transports);
  telephone.ca_file = options.text("ca_file");
  telephone.srtp = options.flag("srtp", false);
  telephone.from = options.required("from", "+46850800000");
  telephone.domain =
      options.text("domain", telephone.server.substr(0, telephone.server.rfind(':')));
  telephone.username = options.text("username");
  telephone.password = options.text("password");
  telephone.local_address = options.text("local_address", "0.0.0.0");
  telephone.rtp_ports = options.text("rtp_ports", "20000-24000");
  telephone.program = options.text("program", "baresip");
  telephone.modules = options.text("modules", "/usr/lib/baresip/modules");
  telephone.lines = static_cast<std::size_t>(options.number("lines", 4, 1, most_lines));
  for (const auto& [name, value] :
       {std::pair{"server", &telephone.server}, std::pair{"domain", &telephone.domain},
        std::pair{"username", &telephone.username}, std::pair{"password", &telephone.password},
        std::pair{"local_address", &telephone.local_address},
        std::pair{"rtp_ports", &telephone.rtp_ports}, std::pair{"modules", &telephone.modules},
        std::pair{"ca_file", &telephone.ca_file}}) {
    if (!is_plain(*value)) options.wrong(name, "must have no blanks and none of ; , \" < > \\");
  }
  const bool tls = telephone.transport == "tls";
  if (!telephone.from.empty() && !is_number(telephone.from)) {
    options.wrong("from", "must be a number written internationally, like +46850800000");
  }
  if (telephone.username.empty() != telephone.password.empty()) {
    options.wrong("password", "and 'username' belong together: give both or neither");
  }
  if (tls && !std::ifstream(telephone.ca_file).good()) {
    options.wrong("ca_file",
                  "is needed with transport tls: the file with the certificate of the authority "
                  "that signed the exchange's, which alone is believed");
  }
  if (!tls && !telephone.ca_file.empty()) {
    options.wrong("ca_file", "is of use with transport tls only");
  }
  if (telephone.srtp && !tls) {
    options.wrong("srtp", "needs transport tls: else its keys would travel in clear");
  }
}

void read_times(OptionReader& options, VoiceTimes& times) {
  const auto read = [&](const char* name, long otherwise, long greatest) {
    return milliseconds(options.number(name, otherwise, 1, greatest));
  };
  times.ring = read("ring_ms", 25'000, 60'000);
  times.speak = read("speak_ms", 60'000, 90'000);
  times.pause = read("pause_ms", 15'000, 60'000);
  times.ready = read("ready_ms", 5'000, 20'000);
  if (times.ring + times.speak + times.pause > within_three_minutes) {
    options.wrong("speak_ms",
                  "with ring_ms and pause_ms must leave room for the second call within three "
                  "minutes of the first");
  }
}

void read_recordings(OptionReader& options, VoiceSettings& sounds) {
  for (const auto& [name, file] : options.group("recordings.")) {
    const std::string option = "recordings." + name;
    const std::string_view stem = std::string_view(name).substr(0, name.rfind('.'));
    const auto known = std::ranges::find(prompts(), stem, &PromptWords::name);
    const bool of_language = name.ends_with(".sv") || name.ends_with(".en");
    if (!of_language || (known == prompts().end() && stem != "message")) {
      options.wrong(option,
                    "is no recording: it is message, keys, confirm, when, coming, cannot, "
                    "deputy, heard, unclear, late or unsaved, with .sv or .en after it");
      return;
    }
    std::ifstream in(file, std::ios::binary | std::ios::ate);
    if (!in.good() || static_cast<std::uintmax_t>(in.tellg()) > largest_recording) {
      options.wrong(option, fmt::format("can not be read, or is too large: {}", file));
      return;
    }
    in.seekg(0);
    const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    auto sound = read_wav(bytes);
    if (!sound) {
      options.wrong(option, fmt::format("must be a WAV file: {}", sound.error().what));
      return;
    }
    sounds.recordings.emplace(name, std::move(*sound));
  }
}

void read_sounds(OptionReader& options, VoiceSettings& sounds) {
  const std::string languages = options.text("languages", "sv,en");
  if (languages == "sv" || languages == "en") {
    sounds.languages = {languages};
  } else if (languages == "sv,en" || languages == "en,sv") {
    sounds.languages = {languages.substr(0, 2), languages.substr(3)};
  } else {
    options.wrong("languages", "must be sv, en, 'sv,en' or 'en,sv'");
  }
  sounds.voices = {{"sv", "sv"}, {"en", "en-gb"}};
  for (const auto& [language, voice] : options.group("voices.")) {
    if (!sounds.voices.contains(language)) {
      options.wrong("voices." + language, "is no language: sv or en");
    } else if (!is_plain(voice) || voice.starts_with('-')) {
      options.wrong("voices." + language, "must be a voice of espeak-ng, like sv or en-gb");
    }
    sounds.voices[language] = voice;
  }
  sounds.speed = options.number("speed", 150, 80, 300);
  sounds.times = options.number("times", 2, 1, 5);
  read_recordings(options, sounds);
}

}  // namespace

ChannelResult make_voice(const ChannelConfig& config, const ChannelParts& parts) {
  OptionReader options(config);
  Settings settings;
  settings.telephone.gateway = config.name;
  read_exchange(options, settings.telephone);
  read_times(options, settings.times);
  read_sounds(options, settings.sounds);
  settings.exercise_allowed = options.flag("exercise_allowed", false);
  if (const auto read = options.finish(); !read) return std::unexpected(read.error());
  return std::make_unique<VoiceChannel>(std::move(settings), parts);
}

}  // namespace ckl::delivery
