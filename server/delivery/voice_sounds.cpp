#include "delivery/voice_sounds.hpp"

#include <expected>

namespace ckl::delivery {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds before_all{400};  // the telephone is on its way to the ear
constexpr milliseconds between{700};
constexpr milliseconds after_keys{2'500};  // time to press
constexpr milliseconds after_all{12'000};  // when the sound ends, so does the call
constexpr milliseconds after_thanks{800};

bool ends_the_call(Prompt prompt) {
  return prompt == Prompt::coming || prompt == Prompt::cannot || prompt == Prompt::deputy ||
         prompt == Prompt::heard || prompt == Prompt::late;
}

const std::string& words_in(const domain::Text& text, const std::string& language) {
  return language == "sv" || text.en.empty() ? text.sv : text.en;
}

}  // namespace

// One preparation under way.
struct VoiceSounds::Wanted {
  ports::Letter letter;
  std::vector<Piece> pieces;  // what it is made of
  Done done;
};

VoiceSounds::VoiceSounds(VoiceSettings settings, ports::Speaker* speaker)
    : settings_(std::move(settings)), speaker_(speaker) {}

VoiceSounds::Piece VoiceSounds::message_piece(const ports::Letter& letter,
                                              const std::string& language) const {
  const std::string& words = words_in(letter.speech, language);
  return {"message." + language, language, words.empty() ? letter.text : words};
}

VoiceSounds::Piece VoiceSounds::prompt_piece(Prompt prompt, const std::string& language) const {
  const PromptWords& words = words_of(prompt);
  return {std::string(words.name) + "." + language, language,
          std::string(language == "sv" ? words.sv : words.en)};
}

const Sound* VoiceSounds::find(const Piece& piece) const {
  if (const auto recorded = settings_.recordings.find(piece.recording);
      recorded != settings_.recordings.end()) {
    return &recorded->second;
  }
  const auto found = read_.find({piece.language, piece.words});
  return found == read_.end() ? nullptr : &found->second;
}

void VoiceSounds::prepare(const ports::Letter& letter, Done done) {
  auto wanted = std::make_shared<Wanted>(Wanted{letter, {}, std::move(done)});
  for (const std::string& language : settings_.languages) {
    wanted->pieces.push_back(message_piece(letter, language));
    for (std::size_t i = 0; i < prompt_count; ++i) {
      wanted->pieces.push_back(prompt_piece(static_cast<Prompt>(i), language));
    }
  }
  read_missing(wanted);
}

// Reads the first piece that is not there, then looks again.
void VoiceSounds::read_missing(const std::shared_ptr<Wanted>& wanted) {
  for (const Piece& piece : wanted->pieces) {
    if (find(piece) != nullptr) continue;
    const auto voice = settings_.voices.find(piece.language);
    speaker_->say(piece.words, voice == settings_.voices.end() ? piece.language : voice->second,
                  settings_.speed, [this, wanted, piece, alive = std::weak_ptr(alive_)](auto wav) {
                    if (alive.expired()) return;
                    ports::Result<Sound> sound =
                        wav ? read_wav(*wav) : ports::Result<Sound>(std::unexpected(wav.error()));
                    if (!sound) {
                      wanted->done(std::unexpected(sound.error()));
                      return;
                    }
                    keep(piece, std::move(*sound));
                    read_missing(wanted);
                  });
    return;
  }
  wanted->done(std::make_shared<const CallSounds>(put_together(wanted->letter)));
}

void VoiceSounds::keep(const Piece& piece, Sound sound) {
  const std::pair key(piece.language, piece.words);
  if (read_.insert_or_assign(key, std::move(sound)).second) order_.push_back(key);
  while (order_.size() > kept_at_most) {
    read_.erase(order_.front());
    order_.pop_front();
  }
}

CallSounds VoiceSounds::put_together(const ports::Letter& letter) const {
  CallSounds sounds;
  Sound once;
  for (const std::string& language : settings_.languages) {
    append(once, *find(message_piece(letter, language)));
    append_silence(once, between);
    append(once, *find(prompt_piece(letter.asks ? Prompt::keys : Prompt::confirm, language)));
    append_silence(once, after_keys);
  }
  Sound announcement;
  append_silence(announcement, before_all);
  for (long i = 0; i < settings_.times; ++i) append(announcement, once);
  append_silence(announcement, after_all);
  sounds.announcement = write_wav(announcement);
  for (std::size_t i = 0; i < prompt_count; ++i) {
    const auto prompt = static_cast<Prompt>(i);
    Sound sound;
    for (const std::string& language : settings_.languages) {
      append(sound, *find(prompt_piece(prompt, language)));
      append_silence(sound, between);
    }
    if (prompt == Prompt::unclear) append(sound, once);
    append_silence(sound, ends_the_call(prompt) ? after_thanks : after_all);
    sounds.prompts.at(i) = write_wav(sound);
  }
  return sounds;
}

}  // namespace ckl::delivery
