#include "cli/proof/decision.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ckl::cli::proof {
namespace {

using Entry = v1::JournalEntry;
using Json = nlohmann::json;

struct Line {
  std::string_view label;
  std::string value;
};

struct Kind {
  std::string_view says;
  Entry::EventCase event;
};

constexpr std::array kinds{
    Kind{"Händelsen är en extraordinär händelse", Entry::kExtraordinaryDeclared},
    Kind{"Händelsen är inte en extraordinär händelse", Entry::kNotExtraordinaryAssessed},
    Kind{"Krisledningsnämnden träder i funktion", Entry::kCommitteeStateChanged},
    Kind{"Brådskande beslut i krisledningsnämndens ställe", Entry::kDecisionMade},
    Kind{"Det muntliga beslutet bekräftas", Entry::kOralDecisionSettled},
};

constexpr std::string_view incident = "Händelse";

std::vector<Line> lines_of(const v1::ExtraordinaryDeclared& event) {
  const auto& criteria = event.criteria();
  return {{incident, event.incident()},
          {"Avviker från det normala", criteria.departs_from_normal()},
          {"Allvarlig störning eller överhängande risk", criteria.serious_disturbance()},
          {"Kräver skyndsamma insatser av kommunen", criteria.urgent_action()},
          {"Krisledningsnämnden träder i funktion", event.committee_functions() ? "ja" : "nej"}};
}

// What the event of a decision answers for: an empty value is a line that is not there.
std::vector<Line> lines_of(const Entry& entry) {
  switch (entry.event_case()) {
    case Entry::kExtraordinaryDeclared:
      return lines_of(entry.extraordinary_declared());
    case Entry::kNotExtraordinaryAssessed:
      return {{incident, entry.not_extraordinary_assessed().incident()},
              {"Skäl", entry.not_extraordinary_assessed().reason()}};
    case Entry::kCommitteeStateChanged:
      return {{incident, entry.committee_state_changed().cause()},
              {"Skäl", entry.committee_state_changed().reason()}};
    case Entry::kDecisionMade: {
      const auto& decision = entry.decision_made().decision();
      return {{incident, decision.incident()},
              {"Rubrik på beslutet", decision.matter().title()},
              {"Beslut i sak", decision.matter().text()},
              {"Varför det inte kan vänta", decision.urgency_reason()}};
    }
    case Entry::kOralDecisionSettled:
      return {{"Muntligt beslut", entry.oral_decision_settled().oral()}};
    default:
      return {};
  }
}

std::string begin_of(std::string_view label) { return std::string(label) + ": "; }

std::string written(const Line& line) {
  auto text = begin_of(line.label);
  for (const char letter : line.value) {
    if (letter == '\r') continue;
    text += letter;
    if (letter == '\n') text += "  ";
  }
  return text;
}

// Each with those that continue it; what follows the last line feed is no line.
std::vector<std::string> lines_in(std::string_view text) {
  std::vector<std::string> lines;
  for (auto end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
    const auto line = text.substr(0, end);
    if (line.starts_with("  ") && !lines.empty()) {
      lines.back().append("\n").append(line);
    } else {
      lines.emplace_back(line);
    }
    text.remove_prefix(end + 1);
  }
  return lines;
}

// The text has the line as it is, and no other with its label.
bool agrees(const std::vector<std::string>& lines, const Line& line) {
  const auto begin = begin_of(line.label);
  const auto same_label = [&](const std::string& one) { return one.starts_with(begin); };
  if (line.value.empty()) return std::ranges::none_of(lines, same_label);
  return std::ranges::count_if(lines, same_label) == 1 &&
         std::ranges::find(lines, written(line)) != lines.end();
}

bool has_member(const Json& object, const char* name, std::string_view value) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() &&
         found->get_ref<const std::string&>() == value;
}

}  // namespace

// One signed decision.
class Decisions::Judge {
 public:
  Judge(const ShownEntry& shown, const Entry& of, const Find& find)
      : number(shown.number),
        entry(of),
        given(of.decision_signed()),
        lines(lines_in(given.text())),
        find_(find) {}

  void fault(std::uint32_t field, std::string_view sv, std::string_view en) {
    good = false;
    find_({.code = "decision",
           .line = 0,
           .entry = number,
           .field = field,
           .sv = fmt::format("Post {}, underskrivet beslut: {}", number, sv),
           .en = fmt::format("Entry {}, signed decision: {}", number, en)});
  }

  void check_lengths() {
    constexpr std::size_t hash = 32;
    constexpr std::size_t least_data = 37;
    const auto wrong = [&](std::uint32_t field, bool is_wrong) {
      if (!is_wrong) return;
      fault(field, "ett fält i underskriften har fel längd",
            "a field of the signature has the wrong length");
    };
    wrong(3, given.log_head().size() != hash);
    wrong(4, given.nonce().size() != hash);
    wrong(5, given.authenticator_data().size() < least_data);
    wrong(8, given.public_key().size() != 2 * hash);
    if (given.key() != to_hex(view(sha256(given.public_key())))) {
      fault(9, "fingeravtrycket är inte nyckelns", "the fingerprint is not the key's");
    }
  }

  void check_signature() {
    const auto& data = given.authenticator_data();
    const auto json = Json::parse(given.client_data(), nullptr, false);
    const auto challenge = sha256(given.nonce() + given.log_head() + given.text());
    if (!json.is_object() || !has_member(json, "type", "webauthn.get")) {
      fault(6, "webbläsarens uppgifter är inte de för en underskrift",
            "the browser's data are not those of a signature");
    } else if (!has_member(json, "challenge", to_base64url(view(challenge)))) {
      fault(6, "det som skrevs under är inte den här texten på den här loggen (challenge)",
            "what was signed is not this text on this log (challenge)");
    }
    constexpr std::size_t flags_at = 32;
    constexpr unsigned there_and_verified = 0x01 | 0x04;
    const auto flags = data.size() > flags_at ? static_cast<unsigned char>(data[flags_at]) : 0U;
    if ((flags & there_and_verified) != there_and_verified) {
      fault(5, "personen var inte verifierad (PIN, finger eller ansikte)",
            "the person was not verified (PIN, finger or face)");
    }
    std::string message = data;
    message.append(view(sha256(given.client_data())));
    if (!is_signed_es256(message, given.signature(), given.public_key())) {
      fault(7, "underskriften är inte gjord med nyckeln", "the signature is not made with the key");
    }
  }

  void check_words() {
    const auto ends = written({"Kommando", entry.command_id()});
    if (!given.text().ends_with('\n') || lines.empty() || lines.back() != ends) {
      fault(1, "texten slutar inte med postens kommando",
            "the text does not end with the entry's command");
    }
    const auto person = fmt::format(" ({})", entry.actor().person());
    const bool named = std::ranges::any_of(lines, [&](const std::string& line) {
      return line.starts_with(begin_of("Fattat av")) && line.ends_with(person);
    });
    if (named) return;
    fault(1, "texten säger inte att det är postens person som har beslutat",
          "the text does not say that the entry's person has decided");
  }

  const std::uint64_t number;
  const Entry& entry;
  const v1::DecisionSigned& given;
  const std::vector<std::string> lines;
  bool good = true;

 private:
  const Find& find_;
};

void Decisions::skip() {
  after_skip_ = true;
  keys_hidden_ = true;
}

void Decisions::take(const ShownEntry& shown, const Tree& tree) {
  Entry entry;
  if (!entry.ParseFromString(shown.bytes)) return skip();
  follow(shown, entry);
  // The others do not say who holds which key.
  if (entry.has_workspace_opened() && entry.workspace_opened().mode() != v1::MODE_LIVE) {
    keys_hidden_ = true;
  }
  if (entry.has_passkey_changed()) take_key(shown, entry.passkey_changed());
  if (entry.has_decision_signed()) judge(shown, entry, tree);
}

void Decisions::follow(const ShownEntry& shown, const Entry& entry) {
  const auto& person = entry.actor().person();
  if (shown.masked > 0 && (entry.command_id().empty() || person.empty())) {
    after_skip_ = true;
    return;
  }
  if (run_.command != entry.command_id() || run_.person != person) {
    run_ = {.command = entry.command_id(), .person = person, .gap = false, .events = {}};
  }
  run_.gap = run_.gap || after_skip_;
  after_skip_ = false;
  const auto kind = entry.event_case();
  const bool decides = std::ranges::find(kinds, kind, &Kind::event) != kinds.end();
  const bool known = std::ranges::any_of(
      run_.events, [&](const Event& one) { return one.entry.event_case() == kind; });
  if (decides && !known) run_.events.push_back({.entry = entry, .masked = shown.masked > 0});
}

void Decisions::take_key(const ShownEntry& shown, const v1::PasskeyChanged& change) {
  if (shown.masked > 0) {
    keys_hidden_ = true;
    return;
  }
  if (change.change() == v1::PASSKEY_CHANGE_INVITED) return;
  if (change.key() != to_hex(view(sha256(change.public_key())))) {
    find_({.code = "decision",
           .line = 0,
           .entry = shown.number,
           .field = 3,
           .sv = fmt::format("Post {}: fingeravtrycket är inte nyckelns", shown.number),
           .en = fmt::format("Entry {}: the fingerprint is not the key's", shown.number)});
  }
  if (change.change() == v1::PASSKEY_CHANGE_ADDED) {
    keys_[change.key()] = {.holder = change.holder(), .revoked = 0};
  } else if (const auto held = keys_.find(change.key()); held != keys_.end()) {
    held->second.revoked = shown.number;
  }
}

void Decisions::judge(const ShownEntry& shown, const Entry& entry, const Tree& tree) {
  if (shown.masked > 0) {
    ++counts_.masked;
    return;
  }
  Judge judge(shown, entry, find_);
  judge.check_lengths();
  judge.check_signature();
  judge.check_words();
  check_event(judge);
  check_key(judge);
  check_head(judge, tree);
  if (judge.good) ++counts_.good;
}

void Decisions::check_event(Judge& judge) {
  const auto kind = std::ranges::find_if(kinds, [&](const Kind& one) {
    return !judge.lines.empty() &&
           judge.lines.front() == written({"Beslut", std::string(one.says)});
  });
  const auto event = kind == kinds.end() ? run_.events.end()
                                         : std::ranges::find_if(run_.events, [&](const Event& one) {
                                             return one.entry.event_case() == kind->event;
                                           });
  if (event == run_.events.end()) {
    // Kinds of decisions that came later are not known here.
    if (kind == kinds.end() || run_.gap) {
      ++counts_.without_event;
      return;
    }
    return judge.fault(1, "ingen av kommandots poster är det beslut som texten säger",
                       "none of the command's entries is the decision that the text says");
  }
  if (event->masked) {
    ++counts_.without_event;
    return;
  }
  for (const auto& line : lines_of(event->entry)) {
    if (agrees(judge.lines, line)) continue;
    const auto number = event->entry.sequence();
    judge.fault(1, fmt::format("«{}» i texten är inte vad post {} säger", line.label, number),
                fmt::format("“{}” in the text is not what entry {} says", line.label, number));
  }
}

void Decisions::check_key(Judge& judge) {
  if (keys_hidden_) {
    ++counts_.without_key;
    return;
  }
  const auto held = keys_.find(judge.given.key());
  if (held == keys_.end()) {
    judge.fault(9, "nyckeln har aldrig lagts till", "the key was never added");
  } else if (held->second.revoked != 0) {
    judge.fault(9, fmt::format("nyckeln återkallades i post {}", held->second.revoked),
                fmt::format("the key was revoked in entry {}", held->second.revoked));
  } else if (held->second.holder != judge.entry.actor().person()) {
    judge.fault(9, "nyckeln är någon annans", "the key is somebody else's");
  }
}

void Decisions::check_head(Judge& judge, const Tree& tree) {
  const auto size = judge.given.log_size();
  if (size >= judge.number) {
    return judge.fault(2, fmt::format("loggen hade inte {} poster då", size),
                       fmt::format("the log had not {} entries then", size));
  }
  const auto head = size == 0 ? std::optional<Hash>(Hash{}) : tree.head_at(size);
  if (!head) {
    ++counts_.without_head;
  } else if (view(*head) != judge.given.log_head()) {
    judge.fault(3, fmt::format("loggens huvud vid {} poster är ett annat", size),
                fmt::format("the log's head at {} entries is another", size));
  }
}

}  // namespace ckl::cli::proof
