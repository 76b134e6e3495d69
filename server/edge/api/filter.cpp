#include "edge/api/filter.hpp"

#include "codec/input.hpp"

namespace ckl::edge {

namespace {

// The event's name, or nothing for what is no kind.
std::string event_of(const std::string& kind) {
  const auto& descriptor = *v1::JournalEntry::descriptor();
  const auto* field = descriptor.FindFieldByName(kind);
  if (field == nullptr) field = descriptor.FindFieldByCamelcaseName(kind);
  if (field == nullptr || field->containing_oneof() == nullptr) return {};
  return field->message_type()->name();
}

}  // namespace

// A screen that shows all but a few kinds names the rest.
static_assert(domain::limits::filter_kinds >= std::variant_size_v<domain::AnyEvent>);

std::expected<stream::Filter, domain::Rejection> make_filter(
    const std::string& incident, const google::protobuf::RepeatedPtrField<std::string>& kinds) {
  codec::Input input;
  stream::Filter filter;
  filter.incident = input.id<domain::IncidentId>("incident", incident, codec::Need::optional);
  if (kinds.size() > domain::limits::filter_kinds) {
    const std::string most = std::to_string(domain::limits::filter_kinds);
    input.breach("INPUT_TOO_MANY", "kinds",
                 {"För många slag: högst " + most + ".", "Too many kinds: at most " + most + "."},
                 {"Ange färre, eller inget för alla.", "Name fewer, or none for all."});
  } else {
    for (const std::string& kind : kinds) {
      filter.kinds.push_back(event_of(kind));
      if (!filter.kinds.back().empty()) continue;
      input.breach("INPUT_UNKNOWN_VALUE", "kinds",
                   {"Det finns inget sådant slag av händelse.", "There is no such kind of event."},
                   {"Använd fältens namn i JournalEntry, till exempel level_changed.",
                    "Use the names of the fields of JournalEntry, such as level_changed."});
    }
  }
  if (!input.ok()) return std::unexpected(std::move(input).rejection());
  return filter;
}

}  // namespace ckl::edge
