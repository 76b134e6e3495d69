// Entries to write into journals: numbered lines of the staff's log.
//
// For the tests of journal, engine and stream.
#pragma once

#include <string>

#include "domain/events.hpp"
#include "ports/journal.hpp"

namespace ckl::test {

inline domain::Entry sample_entry(domain::Sequence sequence, std::size_t padding = 40) {
  domain::LogEntryWritten written;
  written.number = static_cast<std::uint32_t>(sequence);
  written.kind = domain::LogKind::observation;
  written.text = "Iakttagelse " + std::to_string(sequence) + " ";
  for (std::size_t i = 0; i < padding; ++i) {
    written.text.push_back(static_cast<char>('a' + (sequence * 7 + i * i * 13) % 26));
  }
  domain::Entry entry;
  entry.sequence = sequence;
  entry.time = domain::Instant{std::chrono::milliseconds{1'700'000'000'000 + sequence}};
  written.event_time = entry.time;
  entry.actor = {.person = {"tib-1"}, .capacity = "STAFF", .machine = {}, .via = "grpc"};
  entry.command_id = "command-" + std::to_string(sequence);
  entry.rule = {"A16"};
  entry.event = std::move(written);
  return entry;
}

// One command's worth: entries first..first+count-1 and, for the last, a remembered reply.
inline ports::Append sample_append(domain::Sequence first, std::size_t count = 1) {
  ports::Append append;
  for (std::size_t i = 0; i < count; ++i) {
    append.entries.push_back(sample_entry(first + i));
  }
  const auto& last = append.entries.back();
  const ports::AcceptedReply reply{
      .first = first, .last = last.sequence, .time = last.time, .subject = "entry"};
  append.reply.emplace(
      ports::CommandKey{.person = last.actor.person, .command_id = last.command_id},
      ports::RememberedReply{.fingerprint = last.sequence * 31, .reply = reply});
  return append;
}

}  // namespace ckl::test
