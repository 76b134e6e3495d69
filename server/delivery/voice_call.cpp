#include "delivery/voice_call.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "delivery/outcomes.hpp"
#include "delivery/voice_outcomes.hpp"

namespace ckl::delivery {
namespace {

using std::chrono::milliseconds;

constexpr int most_calls = 2;
constexpr milliseconds glance{100};         // at a line that is being started
constexpr milliseconds look{1'000};         // while it rings: is it still wanted?
constexpr milliseconds after_digit{2'500};  // until a number that was begun is all of it
constexpr milliseconds longest_thanks{15'000};
constexpr std::string_view no_longer_wanted = "sändes inte: meddelandet är inte längre aktuellt";

}  // namespace

VoiceCall::VoiceCall(const VoiceParts& parts, ports::Letter letter,
                     std::shared_ptr<const CallSounds> sounds, ports::Channel::Done done)
    : parts_(parts),
      letter_(std::move(letter)),
      sounds_(std::move(sounds)),
      done_(std::move(done)) {}

void VoiceCall::after(milliseconds wait, void (VoiceCall::*then)()) {
  parts_.wake_up.set(parts_.clock.now() + wait, [weak = weak_from_this(), then] {
    if (const auto self = weak.lock()) (self.get()->*then)();
  });
}

void VoiceCall::begin() {
  stage_ = Stage::waiting;
  until_ = parts_.clock.now() + parts_.times.ready;
  dial();
}

void VoiceCall::dial() {
  if (calls_ > 0 && !parts_.desk.wanted(letter_.key)) {
    finish(ports::SendOutcome::refused, std::string(no_longer_wanted));
    return;
  }
  if (!parts_.line.ready()) {
    if (parts_.clock.now() < until_) {
      after(glance, &VoiceCall::dial);
    } else {
      finish(ports::SendOutcome::failed, "telefonprogrammet är inte igång");
    }
    return;
  }
  ++calls_;
  given_up_ = false;
  keys_ = {};
  stage_ = Stage::ringing;
  until_ = parts_.clock.now() + parts_.times.ring;
  after(std::min(parts_.times.ring, look), &VoiceCall::look_while_ringing);
  parts_.line.call(letter_.address, sounds_->announcement,
                   [weak = weak_from_this()](const ports::CallEvent& event) {
                     if (const auto self = weak.lock()) self->hear(event);
                   });
}

void VoiceCall::look_while_ringing() {
  const domain::Instant now = parts_.clock.now();
  if (now >= until_ || !parts_.desk.wanted(letter_.key)) {
    give_up_ringing();
    return;
  }
  const auto left = std::chrono::duration_cast<milliseconds>(until_ - now);
  after(std::min(left, look), &VoiceCall::look_while_ringing);
}

void VoiceCall::give_up_ringing() {
  given_up_ = true;
  parts_.wake_up.cancel();
  parts_.line.hang_up();
}

void VoiceCall::hear(const ports::CallEvent& event) {
  switch (event.step) {
    case ports::CallStep::ringing:
      rang_ = true;
      return;
    case ports::CallStep::answered:
      answered();
      return;
    case ports::CallStep::key:
      if (stage_ == Stage::speaking) take(keys_.press(event.key));
      return;
    case ports::CallStep::ended:
      ended(event.why);
      return;
    case ports::CallStep::lost:
      lost();
      return;
  }
}

void VoiceCall::answered() {
  if (stage_ != Stage::ringing) return;
  rang_ = true;
  picked_up_ = true;
  stage_ = Stage::speaking;
  after(parts_.times.speak, &VoiceCall::give_up_ringing);
}

void VoiceCall::take(const KeyChoice& choice) {
  switch (choice.meaning) {
    case KeyMeaning::nothing:
      if (keys_.waits()) {
        parts_.wake_up.set(parts_.clock.now() + after_digit, [weak = weak_from_this()] {
          if (const auto self = weak.lock()) self->take(self->keys_.pause());
        });
      }
      return;
    case KeyMeaning::coming:
      hand_in(domain::Answer::coming, choice);
      return;
    case KeyMeaning::cannot:
    case KeyMeaning::deputy:
      hand_in(domain::Answer::cannot, choice);
      return;
    case KeyMeaning::when:
      say(letter_.asks ? Prompt::when : Prompt::unclear);
      break;
    case KeyMeaning::again:
      parts_.line.play(sounds_->announcement);
      break;
    case KeyMeaning::unclear:
      say(Prompt::unclear);
      break;
  }
  after(parts_.times.speak, &VoiceCall::give_up_ringing);
}

void VoiceCall::hand_in(domain::Answer answer, const KeyChoice& choice) {
  parts_.wake_up.cancel();
  if (!letter_.asks && !letter_.confirms) {
    stage_ = Stage::thanking;
    say(Prompt::heard);
    after(longest_thanks, &VoiceCall::give_up_ringing);
    return;
  }
  stage_ = Stage::handing_in;
  const Prompt thanks = letter_.confirms                       ? Prompt::heard
                        : answer == domain::Answer::coming     ? Prompt::coming
                        : choice.meaning == KeyMeaning::deputy ? Prompt::deputy
                                                               : Prompt::cannot;
  parts_.desk.take({.key = letter_.key,
                    .answer = answer,
                    .eta_minutes = choice.eta_minutes,
                    .raw = keys_.raw(),
                    .deputy = choice.meaning == KeyMeaning::deputy},
                   [weak = weak_from_this(), thanks](ports::DeskReply reply) {
                     if (const auto self = weak.lock()) self->handed_in(reply, thanks);
                   });
}

void VoiceCall::handed_in(ports::DeskReply reply, Prompt thanks) {
  if (stage_ == Stage::over) return;
  const bool saved = reply != ports::DeskReply::later;
  if (gone_) {
    if (saved) {
      finish(ports::SendOutcome::delivered, {});
    } else {
      finish(ports::SendOutcome::failed, std::string(in_doubt_words) + "svaret kunde inte sparas");
    }
    return;
  }
  if (!saved) {
    keys_ = {};
    stage_ = Stage::speaking;
    say(Prompt::unsaved);
    after(parts_.times.speak, &VoiceCall::give_up_ringing);
    return;
  }
  stage_ = Stage::thanking;
  say(reply == ports::DeskReply::taken ? thanks : Prompt::late);
  after(longest_thanks, &VoiceCall::give_up_ringing);
}

void VoiceCall::say(Prompt prompt) { parts_.line.play(sounds_->of(prompt)); }

void VoiceCall::ended(std::string_view why) {
  parts_.wake_up.cancel();
  if (stage_ == Stage::thanking) {
    finish(ports::SendOutcome::delivered, {});
  } else if (stage_ == Stage::handing_in) {
    gone_ = true;  // nobody is there to thank
  } else if (stage_ == Stage::speaking) {
    nobody("ingen svarade med en knapp");
  } else if (given_up_) {
    nobody("ingen svarade");
  } else {
    const EndOfCall end = judge_end(why, letter_.repeated);
    if (end.end == CallEnd::unanswered) {
      nobody("ingen svarade");
    } else {
      finish(end.result.outcome, end.result.reason);
    }
  }
}

// The program died. What it rang before that, the person may know of.
void VoiceCall::lost() {
  parts_.wake_up.cancel();
  if (stage_ == Stage::handing_in) {
    gone_ = true;
    return;
  }
  if (stage_ == Stage::thanking) {
    finish(ports::SendOutcome::delivered, {});
    return;
  }
  const std::string why = "telefonprogrammet avbröts under samtalet";
  finish(ports::SendOutcome::failed, rang_ ? std::string(in_doubt_words) + why : why);
}

// No key was pressed: once more, or nobody is there.
void VoiceCall::nobody(std::string_view why) {
  if (!letter_.asks && picked_up_) {
    finish(ports::SendOutcome::handed_over, {}, "uppläst, obekräftad");
    return;
  }
  if (calls_ >= most_calls) {
    finish(ports::SendOutcome::unanswered, std::string(why));
    return;
  }
  stage_ = Stage::waiting;
  until_ = parts_.clock.now() + parts_.times.pause + parts_.times.ready;
  after(parts_.times.pause, &VoiceCall::dial);
}

void VoiceCall::finish(ports::SendOutcome outcome, std::string reason, std::string reference) {
  if (stage_ == Stage::over) return;
  stage_ = Stage::over;
  parts_.wake_up.cancel();
  auto done = std::move(done_);
  done({outcome, std::move(reference), std::move(reason)});
}

}  // namespace ckl::delivery
