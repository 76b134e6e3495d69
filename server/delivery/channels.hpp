// The one list of channels: from configuration to Channel objects.
//
// A new kind is one new file with a `make_...`, and two lines here. docs/gateways.md tells users of
// each kind's options. Called by app/ on the main
// thread when the configuration has been read; everything that is wrong comes back as a Failure
// that says what would be right, before anything is sent. A channel of a real kind refuses letters
// that are not LIVE (G12) unless its option `exercise_allowed` is true.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "ports/answer_desk.hpp"
#include "ports/channel.hpp"
#include "ports/clock.hpp"
#include "ports/outbound.hpp"
#include "ports/telephone.hpp"
#include "ports/wake_up.hpp"

namespace ckl::delivery {

// A gateway as configuration gives it. Options of an option are flattened with a dot
// ("headers.Authorization").
struct ChannelConfig {
  std::string kind;
  std::string name;
  std::map<std::string, std::string> options;
};

struct PushParts;  // push.hpp

using ConsoleSink = std::function<void(std::string_view line)>;

// What channels are made of. All of it outlives them.
struct ChannelParts {
  ports::HttpClient* http = nullptr;
  ports::MailClient* mail = nullptr;
  const ports::Clock* clock = nullptr;  // the real one, also for replays: gateways live in our time
  ConsoleSink console;
  // Of the channels that speak.
  ports::TelephoneMaker telephone = {};
  ports::Speaker* speaker = nullptr;
  ports::AnswerDesk* desk = nullptr;
  std::function<std::unique_ptr<ports::WakeUp>()> wake_up = {};  // of `clock`
  // Of the one that sends to browsers.
  const PushParts* push = nullptr;
};

using ChannelResult = ports::Result<std::unique_ptr<ports::Channel>>;

// Gateways of one kind may speak differently: `options.dialect` chooses, and without it the first
// of the kind is meant.
struct ChannelKind {
  std::string_view name;
  std::string_view dialect;
  ChannelResult (*make)(const ChannelConfig& config, const ChannelParts& parts);
};

[[nodiscard]] ChannelResult make_console(const ChannelConfig& config, const ChannelParts& parts);
[[nodiscard]] ChannelResult make_mail(const ChannelConfig& config, const ChannelParts& parts);
[[nodiscard]] ChannelResult make_push(const ChannelConfig& config, const ChannelParts& parts);
[[nodiscard]] ChannelResult make_sms_http(const ChannelConfig& config, const ChannelParts& parts);
[[nodiscard]] ChannelResult make_sms_kannel(const ChannelConfig& config, const ChannelParts& parts);
[[nodiscard]] ChannelResult make_voice(const ChannelConfig& config, const ChannelParts& parts);
[[nodiscard]] ChannelResult make_webhook(const ChannelConfig& config, const ChannelParts& parts);
[[nodiscard]] ChannelResult make_webhook_cap(const ChannelConfig& config,
                                             const ChannelParts& parts);

// THE list.
inline constexpr auto channel_kinds = std::to_array<ChannelKind>({
    {"console", "", &make_console},
    {"mail", "", &make_mail},
    {"push", "", &make_push},
    {"sms", "http", &make_sms_http},
    {"sms", "kannel", &make_sms_kannel},
    {"voice", "", &make_voice},
    {"webhook", "json", &make_webhook},
    {"webhook", "cap", &make_webhook_cap},
});

[[nodiscard]] ChannelResult make_channel(const ChannelConfig& config, const ChannelParts& parts);

// G12 at the last metre: the refusal of a letter that must not leave, or nothing.
[[nodiscard]] std::optional<ports::SendResult> stop_at_last_metre(const ports::Letter& letter,
                                                                  bool exercise_allowed);

}  // namespace ckl::delivery
