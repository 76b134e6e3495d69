// Fills every field of a message by reflection, each with a value of its own.
//
// A field that the codec forgets comes back empty and the round trip differs: so a new field is
// covered the moment it stands in the .proto.
#pragma once

#include <google/protobuf/message.h>

namespace ckl::test {

// All fields at any depth but members of a oneof; repeated ones get two items. Texts ascend, so
// that what is kept sorted comes back in the same order.
void fill(google::protobuf::Message& message);

// The n-th member of the message's first oneof, filled.
void fill_member(google::protobuf::Message& message, int index);

[[nodiscard]] int members(const google::protobuf::Message& message);

}  // namespace ckl::test
