#include "codec/decision_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <google/protobuf/util/time_util.h>

namespace ckl::codec {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using C = v1::Command;

struct Signed {
  C::CommandCase which;
  std::string_view says;
};

constexpr std::array decisions{
    Signed{C::kDeclareExtraordinary, "Händelsen är en extraordinär händelse"},
    Signed{C::kAssessNotExtraordinary, "Händelsen är inte en extraordinär händelse"},
    Signed{C::kStartCommittee, "Krisledningsnämnden träder i funktion"},
    Signed{C::kDecideAlone, "Brådskande beslut i krisledningsnämndens ställe"},
    Signed{C::kConfirmOralDecision, "Det muntliga beslutet bekräftas"},
};

// Names of fields in the words of the decision; what is not here keeps the name of the contract.
constexpr auto labels = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"incident", "Händelse"},
    {"departs_from_normal", "Avviker från det normala"},
    {"serious_disturbance", "Allvarlig störning eller överhängande risk"},
    {"urgent_action", "Kräver skyndsamma insatser av kommunen"},
    {"committee_functions", "Krisledningsnämnden träder i funktion"},
    {"reason", "Skäl"},
    {"urgency_reason", "Varför det inte kan vänta"},
    {"oral", "Muntligt beslut"},
    {"kind", "Slag"},
    {"title", "Rubrik på beslutet"},
    {"text", "Beslut i sak"},
    {"necessity", "Varför det behövs"},
    {"valid_from", "Gäller från"},
    {"valid_until", "Gäller till"},
    {"review", "Omprövas senast"},
    {"executors", "Verkställs av"},
    {"unit", "Nämnd"},
    {"whole", "Hela området"},
    {"parts", "Del"},
    {"takeover", "Övertagande"},
    {"decision", "Tidigare beslut"},
    {"delegation", "Delegation"},
    {"power", "Särskild befogenhet"},
    {"open_decisions", "Öppna beslut"},
    {"costs", "Kostnader"},
    {"staff", "Personal"},
    {"deadlines", "Tider att passa"},
    {"decided", "Beslutat"},
});

constexpr std::array apart =
    std::to_array<std::string_view>({"command_id", "workspace", "capacity"});

std::string label_of(const FieldDescriptor& field) {
  for (const auto& [name, label] : labels) {
    if (name == field.name()) return std::string(label);
  }
  return field.name();
}

std::string line(std::string_view label, std::string_view value) {
  std::string out(label);
  out += ": ";
  for (const char c : value) {
    if (c == '\r') continue;
    out += c;
    if (c == '\n') out += "  ";
  }
  return out;
}

// An element of a list, or the field itself.
struct Place {
  const Message& of;
  const FieldDescriptor& field;
  int at = -1;
};

std::string value_of(const Place& place) {
  const auto& reflection = *place.of.GetReflection();
  const auto* field = &place.field;
  const bool listed = place.at >= 0;
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return listed ? reflection.GetRepeatedString(place.of, field, place.at)
                    : reflection.GetString(place.of, field);
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection.GetBool(place.of, field) ? "ja" : "nej";
    case FieldDescriptor::CPPTYPE_ENUM:
      return listed ? reflection.GetRepeatedEnum(place.of, field, place.at)->name()
                    : reflection.GetEnum(place.of, field)->name();
    case FieldDescriptor::CPPTYPE_UINT32:
      return std::to_string(reflection.GetUInt32(place.of, field));
    default:
      return "?";
  }
}

void add_lines(const Message& message, std::vector<std::string>& lines);

void add_message(const Message& message, const FieldDescriptor& field,
                 std::vector<std::string>& lines) {
  const auto* stamp = dynamic_cast<const google::protobuf::Timestamp*>(&message);
  if (stamp == nullptr) return add_lines(message, lines);
  lines.push_back(line(label_of(field), google::protobuf::util::TimeUtil::ToString(*stamp)));
}

void add_field(const Message& message, const FieldDescriptor& field,
               std::vector<std::string>& lines) {
  const auto& reflection = *message.GetReflection();
  const bool nested = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
  if (field.is_repeated()) {
    for (int at = 0; at < reflection.FieldSize(message, &field); ++at) {
      if (nested) {
        add_message(reflection.GetRepeatedMessage(message, &field, at), field, lines);
      } else {
        lines.push_back(line(label_of(field), value_of({message, field, at})));
      }
    }
  } else if (nested) {
    if (reflection.HasField(message, &field)) {
      add_message(reflection.GetMessage(message, &field), field, lines);
    }
  } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_BOOL ||
             reflection.HasField(message, &field)) {
    lines.push_back(line(label_of(field), value_of({message, field})));
  }
}

void add_lines(const Message& message, std::vector<std::string>& lines) {
  const auto& type = *message.GetDescriptor();
  for (int at = 0; at < type.field_count(); ++at) {
    const auto& field = *type.field(at);
    if (std::ranges::find(apart, field.name()) == apart.end()) {
      add_field(message, field, lines);
    }
  }
}

const Message& body_of(const C& command) {
  const auto* member =
      command.GetReflection()->GetOneofFieldDescriptor(command, C::descriptor()->oneof_decl(0));
  return command.GetReflection()->GetMessage(command, member);
}

std::string own(const Message& body, const char* name) {
  return body.GetReflection()->GetString(body, body.GetDescriptor()->FindFieldByName(name));
}

bool is_oral(const Message& body) {
  const auto* oral = body.GetDescriptor()->FindFieldByName("oral");
  return oral != nullptr && oral->message_type() != nullptr &&
         body.GetReflection()->HasField(body, oral);
}

const Signed* find(const C& command) {
  const auto found = std::ranges::find(decisions, command.command_case(), &Signed::which);
  return found == decisions.end() ? nullptr : &*found;
}

}  // namespace

bool has_word(const FieldDescriptor& field) {
  if (std::ranges::find(apart, field.name()) != apart.end()) return true;
  if (field.message_type() != nullptr) {
    return field.message_type()->full_name() != "google.protobuf.Timestamp" ||
           label_of(field) != field.name();
  }
  const auto type = field.cpp_type();
  return label_of(field) != field.name() &&
         (type == FieldDescriptor::CPPTYPE_STRING || type == FieldDescriptor::CPPTYPE_BOOL ||
          type == FieldDescriptor::CPPTYPE_ENUM || type == FieldDescriptor::CPPTYPE_UINT32);
}

bool is_signed_decision(const v1::Command& command) {
  return find(command) != nullptr && !is_oral(body_of(command));
}

std::string command_line(const std::string& command_id) { return line("Kommando", command_id); }

std::string signer_line(const std::string& name, const std::string& person) {
  return line("Fattat av", name + " (" + person + ")");
}

std::string decision_text(const v1::Command& command, const DecisionFacts& facts) {
  const Message& body = body_of(command);
  std::vector<std::string> lines{
      line("Beslut", find(command)->says), line("Arbetsyta", own(body, "workspace")),
      signer_line(facts.name, facts.person), line("I egenskap av", facts.capacity)};
  for (const auto& basis : facts.basis) lines.push_back(line("Stöd", basis));
  if (!facts.headline.empty()) lines.push_back(line("Rubrik", facts.headline));
  add_lines(body, lines);
  lines.push_back(command_line(own(body, "command_id")));
  std::string text;
  for (const auto& one : lines) text += one + "\n";
  return text;
}

std::vector<std::string> decision_lines(const Message& event) {
  std::vector<std::string> lines;
  add_lines(event, lines);
  return lines;
}

}  // namespace ckl::codec
