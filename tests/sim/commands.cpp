#include "sim/commands.hpp"

#include <iterator>
#include <utility>

#include "domain/decide.hpp"

namespace ckl::sim {
namespace {

// So often a row is drawn that has nothing to work on, and a refusal is what is looked for.
constexpr std::uint32_t unfit_percent = 12;
constexpr int most_draws = 12;

const std::vector<CommandKind>& table() {
  static const std::vector<CommandKind> all = [] {
    auto kinds = core_kinds();
    for (auto part : {committee_kinds(), body_kinds(), organisation_kinds(), roster_kinds(),
                      relief_kinds(), trial_kinds(), disclosure_kinds()}) {
      kinds.insert(kinds.end(), std::make_move_iterator(part.begin()),
                   std::make_move_iterator(part.end()));
    }
    return kinds;
  }();
  return all;
}

std::size_t pick_by_weight(Random& random) {
  static const auto total = [] {
    std::uint64_t sum = 0;
    for (const auto& kind : table()) sum += kind.weight;
    return sum;
  }();
  auto at = random.below(total);
  for (std::size_t row = 0; row < table().size(); ++row) {
    if (at < table()[row].weight) return row;
    at -= table()[row].weight;
  }
  return 0;
}

template <std::size_t... Is>
std::vector<std::string_view> names(std::index_sequence<Is...>) {
  return {domain::name_of(std::variant_alternative_t<Is, domain::AnyCommand>{})...};
}

}  // namespace

std::size_t place_of(std::string_view name) {
  static const auto all =
      names(std::make_index_sequence<std::variant_size_v<domain::AnyCommand>>{});
  return static_cast<std::size_t>(std::ranges::find(all, name) - all.begin());
}

std::span<const CommandKind> command_kinds() { return table(); }

std::size_t pick_kind(Random& random, const domain::State& state, domain::Instant now) {
  auto row = pick_by_weight(random);
  for (int draws = 1; draws < most_draws; ++draws) {
    const auto& kind = table()[row];
    if (kind.fits == nullptr || kind.fits(state, now) || random.chance(unfit_percent)) break;
    row = pick_by_weight(random);
  }
  return row;
}

}  // namespace ckl::sim
