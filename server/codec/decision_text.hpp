// The words of a decision that is signed: from the command, one line for each thing it says.
//
// Pure. The same command and facts give the same bytes, today and in ten years: this is what a
// passkey signs and what `ckl verify` holds against the journaled events (docs/format.md). A value
// of several lines is indented from its second line on, so that no value can look like a line of
// its own.
#pragma once

#include <string>
#include <vector>

#include "ckl/v1/command.pb.h"

namespace ckl::codec {

// What the command does not say itself.
struct DecisionFacts {
  std::string person;    // id
  std::string name;      // of the person
  std::string capacity;  // role
  std::vector<std::string> basis;
  std::string headline;  // of the incident, or empty
};

// Decisions of the committee's chair, which are signed; a command that records somebody's oral
// decision is not.
[[nodiscard]] bool is_signed_decision(const v1::Command& command);

// Of such a command.
[[nodiscard]] std::string decision_text(const v1::Command& command, const DecisionFacts& facts);

// The lines that an event of the same decision answers for: its fields with the same names.
[[nodiscard]] std::vector<std::string> decision_lines(const google::protobuf::Message& event);

// Whether a field of such a command stands in the text with a word and a value.
[[nodiscard]] bool has_word(const google::protobuf::FieldDescriptor& field);

// "Kommando: web-1", the last line of the text.
[[nodiscard]] std::string command_line(const std::string& command_id);

// "Fattat av: Anna Andersson (ordforande)"
[[nodiscard]] std::string signer_line(const std::string& name, const std::string& person);

}  // namespace ckl::codec
