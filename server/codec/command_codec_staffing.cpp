// Commands about absence and about what is said to those already called.
#include "codec/codec.hpp"
#include "codec/command_codec.hpp"
#include "codec/input.hpp"

namespace ckl::codec {

namespace limits = domain::limits;

using domain::CalloutId;
using domain::PersonId;

domain::Command read(const v1::NoteAbsence& from, Input& input) {
  return domain::NoteAbsence{.person = input.id<PersonId>("person", from.person(), Need::optional),
                             .kind = input.choice<domain::AbsenceKind>("kind", from.kind()),
                             .until = input.instant("until", from.has_until(), from.until()),
                             .reason = input.text("reason", from.reason(), limits::reason_bytes)};
}

domain::Command read(const v1::EndAbsence& from, Input& input) {
  return domain::EndAbsence{.person = input.id<PersonId>("person", from.person(), Need::optional),
                            .reason = input.text("reason", from.reason(), limits::reason_bytes)};
}

domain::Command read(const v1::TakeIn& from, Input& input) {
  return domain::TakeIn{.callout = input.id<CalloutId>("callout", from.callout()),
                        .person = input.id<PersonId>("person", from.person())};
}

domain::Command read(const v1::SendWord& from, Input& input) {
  return domain::SendWord{
      .callout = input.id<CalloutId>("callout", from.callout()),
      .kind = input.choice<domain::WordKind>("kind", from.kind()),
      .audience = input.choice<domain::WordAudience>("audience", from.audience()),
      .text = input.text("text", from.text(), limits::message_bytes)};
}

domain::Command read(const v1::RecallCallout& from, Input& input) {
  return domain::RecallCallout{
      .callout = input.id<CalloutId>("callout", from.callout()),
      .reason = input.text("reason", from.reason(), limits::message_bytes)};
}

}  // namespace ckl::codec
