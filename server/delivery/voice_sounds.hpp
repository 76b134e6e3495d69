// The sounds of a call: read aloud, or recorded, and put together.
//
// Main thread. What has been read once is kept, up to a bound: those called to one position hear
// the same words. `prepare` gives all that a call may need before the number is dialled, so that no
// key waits for a voice.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "delivery/sound.hpp"
#include "delivery/voice_words.hpp"
#include "ports/channel.hpp"
#include "ports/telephone.hpp"

namespace ckl::delivery {

// Ready to be played, as WAV.
struct CallSounds {
  std::string announcement;
  std::array<std::string, prompt_count> prompts;

  [[nodiscard]] const std::string& of(Prompt prompt) const {
    return prompts.at(static_cast<std::size_t>(prompt));
  }
};

struct VoiceSettings {
  std::vector<std::string> languages;         // "sv", "en", in the order they are spoken
  std::map<std::string, std::string> voices;  // by language
  long speed = 0;                             // words a minute
  long times = 0;                             // that the announcement is spoken
  std::map<std::string, Sound> recordings;    // "keys.sv"; "message.sv" stands for every message
};

class VoiceSounds {
 public:
  using Done = std::move_only_function<void(ports::Result<std::shared_ptr<const CallSounds>>)>;

  VoiceSounds(VoiceSettings settings, ports::Speaker* speaker);

  void prepare(const ports::Letter& letter, Done done);

 private:
  struct Wanted;
  struct Piece {
    std::string recording;  // its name among the recordings
    std::string language;
    std::string words;
  };

  static constexpr std::size_t kept_at_most = 200;

  [[nodiscard]] Piece message_piece(const ports::Letter& letter, const std::string& language) const;
  [[nodiscard]] Piece prompt_piece(Prompt prompt, const std::string& language) const;
  [[nodiscard]] const Sound* find(const Piece& piece) const;
  void read_missing(const std::shared_ptr<Wanted>& wanted);
  void keep(const Piece& piece, Sound sound);
  [[nodiscard]] CallSounds put_together(const ports::Letter& letter) const;

  VoiceSettings settings_;
  ports::Speaker* speaker_;
  std::map<std::pair<std::string, std::string>, Sound> read_;  // by language and words
  std::deque<std::pair<std::string, std::string>> order_;      // of reading, the oldest first
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace ckl::delivery
