// A message to one person (meddelande), the attempts made with it, and the book of all messages of
// a workspace.
//
// Part of `State`: only `evolve` changes it. Copies of a book share the messages that neither has
// changed since.
#pragma once

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ids.hpp"
#include "domain/organisation.hpp"
#include "domain/shared.hpp"
#include "domain/shared_list.hpp"

namespace ckl::domain {

enum class MessagePurpose : std::uint8_t { call = 1, stand_down = 2, notice = 3, test = 4 };

enum class AttemptState : std::uint8_t {
  started = 1,
  handed_over = 2,
  delivered = 3,
  failed = 4,
  doubted = 5,
};

struct Attempt {
  std::uint32_t number = 0;
  std::uint32_t step = 0;
  std::string channel;
  std::string gateway;
  AttemptState state = AttemptState::started;
  bool repeated = false;
  bool permanent = false;
  std::string reason;
  std::string gateway_ref;
  Instant started;
  bool operator==(const Attempt&) const = default;
};

// Its ladder is the person's ladder as it was when the message was planned.
struct Message {
  MessageId id;
  PersonId person;
  MessagePurpose purpose = MessagePurpose::notice;
  IncidentId incident;
  CalloutId callout;
  PositionId position;
  std::string subject;
  Shared<Text> text;
  Instant planned;
  Shared<std::vector<ContactStep>> ladder;
  std::vector<Attempt> attempts;
  bool settled = false;
  bool operator==(const Message&) const = default;
};

// The messages of a workspace, numbered from 1 in the order they were planned: "message-7" is the
// seventh. Found by their number, without a search.
class MessageBook {
 public:
  // From 1; 0 is the number of no message.
  using Number = std::uint32_t;

  [[nodiscard]] static Number number_of(const MessageId& id) {
    const std::string_view text = id.value;
    if (!text.starts_with(prefix) || text.size() == prefix.size() || text[prefix.size()] == '0') {
      return 0;
    }
    Number number = 0;
    const char* end = text.data() + text.size();
    const auto [at, fault] = std::from_chars(text.data() + prefix.size(), end, number);
    return fault == std::errc{} && at == end ? number : 0;
  }

  [[nodiscard]] std::size_t size() const { return messages_.size(); }
  [[nodiscard]] auto begin() const { return messages_.begin(); }
  [[nodiscard]] auto end() const { return messages_.end(); }

  // Null when there is none of that id.
  [[nodiscard]] const Message* find(const MessageId& id) const {
    const Number number = number_of(id);
    return has(number) ? &messages_[number - 1] : nullptr;
  }
  // Of one that is there.
  [[nodiscard]] const Message& at(const MessageId& id) const { return at(number_of(id)); }
  [[nodiscard]] const Message& at(Number number) const { return messages_.at(number - 1); }

  // What it gives is valid until the book is copied or gets another message.
  [[nodiscard]] Message* change(const MessageId& id) {
    const Number number = number_of(id);
    return has(number) ? &messages_.change(number - 1) : nullptr;
  }
  // Null unless the id is the next in order.
  Message* add(const MessageId& id) {
    if (number_of(id) != messages_.size() + 1) return nullptr;
    Message& added = messages_.emplace_back();
    added.id = id;
    return &added;
  }

  bool operator==(const MessageBook&) const = default;

 private:
  static constexpr std::string_view prefix = "message-";

  [[nodiscard]] bool has(Number number) const { return number > 0 && number <= messages_.size(); }

  SharedList<Message> messages_;
};

}  // namespace ckl::domain
