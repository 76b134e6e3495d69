#include "codec/fill.hpp"

#include <string>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/timestamp.pb.h>

#include "ckl/v1/journal.pb.h"

namespace ckl::test {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

class Filler {
 public:
  void fill(Message& message) {
    if (auto* time = dynamic_cast<google::protobuf::Timestamp*>(&message)) {
      time->set_seconds(1'700'000'000 + next());
      time->set_nanos(7'000'000 * (next() % 100 + 1));
      return;
    }
    const auto& descriptor = *message.GetDescriptor();
    for (int at = 0; at < descriptor.field_count(); ++at) {
      if (descriptor.field(at)->real_containing_oneof() == nullptr) {
        fill(message, *descriptor.field(at));
      }
    }
  }

  void fill(Message& message, const FieldDescriptor& field) {
    const int items = field.is_repeated() ? 2 : 1;
    for (int item = 0; item < items; ++item) add(message, field);
  }

 private:
  int next() { return ++counter_; }

  std::string word() { return "v" + std::to_string(100'000 + next()); }

  void add(Message& message, const FieldDescriptor& field) {
    const auto& reflection = *message.GetReflection();
    const bool many = field.is_repeated();
    switch (field.cpp_type()) {
      case FieldDescriptor::CPPTYPE_MESSAGE:
        return fill(many ? *reflection.AddMessage(&message, &field)
                         : *reflection.MutableMessage(&message, &field));
      case FieldDescriptor::CPPTYPE_STRING:
        return many ? reflection.AddString(&message, &field, word())
                    : reflection.SetString(&message, &field, word());
      case FieldDescriptor::CPPTYPE_ENUM: {
        const int last = field.enum_type()->value_count() - 1;
        return reflection.SetEnumValue(&message, &field, next() % last + 1);
      }
      case FieldDescriptor::CPPTYPE_BOOL:
        return reflection.SetBool(&message, &field, true);
      case FieldDescriptor::CPPTYPE_UINT32:
        return many ? reflection.AddUInt32(&message, &field, static_cast<std::uint32_t>(next()))
                    : reflection.SetUInt32(&message, &field, static_cast<std::uint32_t>(next()));
      case FieldDescriptor::CPPTYPE_UINT64:
        return reflection.SetUInt64(&message, &field, static_cast<std::uint64_t>(next()));
      case FieldDescriptor::CPPTYPE_DOUBLE:
        return reflection.SetDouble(&message, &field, next() % 90 + 0.5);
      default:
        std::abort();  // a type that the model has not used so far: fill it here
    }
  }

  int counter_ = 0;
};

}  // namespace

void fill(Message& message) { Filler{}.fill(message); }

void fill_member(Message& message, int index) {
  const auto* oneof = message.GetDescriptor()->oneof_decl(0);
  Filler filler;
  filler.fill(message);
  filler.fill(message, *oneof->field(index));
  // Set on the way out alone: no journal holds it.
  if (auto* entry = dynamic_cast<v1::JournalEntry*>(&message)) entry->clear_masked();
}

int members(const Message& message) {
  return message.GetDescriptor()->oneof_decl(0)->field_count();
}

}  // namespace ckl::test
