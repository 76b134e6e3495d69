// One letter spoken by telephone: rings, speaks, hears the keys, and rings once more when nobody
// answered with a key.
//
// Main thread. A machine that answers presses no key, so it is no person; the second call within
// three minutes, from the same number, passes a telephone's silence at night. The answer is handed
// in the moment its key is pressed, and thanked for when it is durable. A call whose message is of
// no use any more stops ringing and is not made again.
#pragma once

#include <chrono>
#include <memory>

#include "delivery/voice_keys.hpp"
#include "delivery/voice_sounds.hpp"
#include "ports/answer_desk.hpp"
#include "ports/channel.hpp"
#include "ports/clock.hpp"
#include "ports/telephone.hpp"
#include "ports/wake_up.hpp"

namespace ckl::delivery {

struct VoiceTimes {
  std::chrono::milliseconds ring;   // until it is given up
  std::chrono::milliseconds speak;  // to somebody who presses nothing
  std::chrono::milliseconds pause;  // between the two calls
  std::chrono::milliseconds ready;  // that a line which is started is waited for
};

// What a call is made with; all of it outlives the call.
struct VoiceParts {
  ports::TelephoneLine& line;
  ports::WakeUp& wake_up;
  const ports::Clock& clock;
  ports::AnswerDesk& desk;
  VoiceTimes times;
};

class VoiceCall : public std::enable_shared_from_this<VoiceCall> {
 public:
  VoiceCall(const VoiceParts& parts, ports::Letter letter, std::shared_ptr<const CallSounds> sounds,
            ports::Channel::Done done);

  void begin();

 private:
  enum class Stage : std::uint8_t { waiting, ringing, speaking, handing_in, thanking, over };

  void dial();
  void hear(const ports::CallEvent& event);
  void answered();
  void take(const KeyChoice& choice);
  void hand_in(domain::Answer answer, const KeyChoice& choice);
  void handed_in(ports::DeskReply reply, Prompt thanks);
  void say(Prompt prompt);
  void ended(std::string_view why);
  void lost();
  void nobody(std::string_view why);
  void look_while_ringing();
  void give_up_ringing();
  void finish(ports::SendOutcome outcome, std::string reason, std::string reference = {});
  void after(std::chrono::milliseconds wait, void (VoiceCall::*then)());

  VoiceParts parts_;
  ports::Letter letter_;
  std::shared_ptr<const CallSounds> sounds_;
  ports::Channel::Done done_;
  KeyReader keys_;
  Stage stage_ = Stage::waiting;
  int calls_ = 0;           // dialled so far
  bool rang_ = false;       // in any call: the person may know of it
  bool picked_up_ = false;  // in any call
  bool given_up_ = false;   // in this call, by us
  bool gone_ = false;       // the call ended while the answer was handed in
  domain::Instant until_;   // ringing, or waiting for the line
};

}  // namespace ckl::delivery
