// Telephones as a port: lines that call a number, play sound into the call and hear keys; and a
// voice that reads a text aloud.
//
// Main thread. A line carries one call at a time and knows nothing of persons or texts. Implemented
// in platform/ over programs of their own (baresip, espeak-ng), which are watched and started again
// when they die.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "ports/failure.hpp"

namespace ckl::ports {

enum class CallStep : std::uint8_t {
  ringing = 1,   // the other telephone rings
  answered = 2,  // somebody, or a machine, answered
  key = 3,       // a key was pressed there
  ended = 4,     // by either side; `why` says how
  lost = 5,      // the program died; nobody knows how it ended
};

struct CallEvent {
  CallStep step = CallStep::ended;
  char key = 0;     // 0-9 * # A-D
  std::string why;  // SIP status and words ("486 Busy Here"), or the program's words
};

class TelephoneLine {
 public:
  using Listener = std::function<void(const CallEvent&)>;

  TelephoneLine() = default;
  TelephoneLine(const TelephoneLine&) = delete;
  TelephoneLine& operator=(const TelephoneLine&) = delete;
  virtual ~TelephoneLine() = default;

  // The program behind the line runs and has no call.
  [[nodiscard]] virtual bool ready() const = 0;

  // Calls a number; `wav` begins when it is answered. `listener` hears each step, and `ended` or
  // `lost` last and once. Only when ready.
  virtual void call(std::string_view number, std::string wav, Listener listener) = 0;

  // Plays another sound, at once. When a sound has come to its end the call is ended.
  virtual void play(std::string wav) = 0;

  virtual void hang_up() = 0;
};

class Telephone {
 public:
  Telephone() = default;
  Telephone(const Telephone&) = delete;
  Telephone& operator=(const Telephone&) = delete;
  virtual ~Telephone() = default;

  [[nodiscard]] virtual std::size_t lines() const = 0;
  [[nodiscard]] virtual TelephoneLine& line(std::size_t number) = 0;
};

// The way to an exchange (växel), as configuration gives it.
struct TelephoneConfig {
  std::string gateway;    // its name, for the program's folder
  std::size_t lines = 4;  // calls at once
  std::string server;     // "sip.example.org" or "sip.example.org:5061"
  std::string transport;  // "udp", "tcp", "tls"
  std::string ca_file;    // with tls: the only authority that is believed
  bool srtp = false;      // sound encrypted, or no call
  std::string from;       // our number
  std::string domain;     // of our address
  std::string username;   // empty = no authentication
  std::string password;
  std::string local_address;  // where answers are listened for
  std::string rtp_ports;      // "20000-24000"
  std::string program;        // "baresip"
  std::string modules;        // folder of its modules
};

using TelephoneMaker = std::function<std::unique_ptr<Telephone>(TelephoneConfig)>;

// Reads a text aloud: gives a WAV file's bytes.
class Speaker {
 public:
  using Done = std::move_only_function<void(Result<std::string>)>;

  Speaker() = default;
  Speaker(const Speaker&) = delete;
  Speaker& operator=(const Speaker&) = delete;
  virtual ~Speaker() = default;

  // `voice` as the program knows it ("sv"); `speed` in words a minute.
  virtual void say(std::string text, std::string voice, long speed, Done done) = 0;
};

}  // namespace ckl::ports
