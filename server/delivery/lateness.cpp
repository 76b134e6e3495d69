#include "delivery/lateness.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "delivery/civil_time.hpp"

namespace ckl::delivery {
namespace {

constexpr std::array<std::string_view, due_steps> names{"deadline", "message"};

std::size_t at_of(DueStep step) { return static_cast<std::size_t>(step) - 1; }

double seconds(Lateness::Late time) { return std::chrono::duration<double>(time).count(); }

// "2,4 s" and "2.4 s"; "14 min" when the server was down.
domain::Text in_words(Lateness::Late late) {
  constexpr std::chrono::minutes long_time{2};
  if (late >= long_time) {
    const auto minutes = std::chrono::floor<std::chrono::minutes>(late).count();
    return {fmt::format("{} min", minutes), fmt::format("{} min", minutes)};
  }
  const std::string en = fmt::format("{:.1f} s", seconds(late));
  std::string sv = en;
  std::ranges::replace(sv, '.', ',');
  return {sv, en};
}

}  // namespace

void Lateness::performed(DueStep step, Late late) {
  late = std::max(late, Late{0});
  Counts& counts = counts_.at(at_of(step));
  const auto in = std::ranges::lower_bound(classes, late);
  ++counts.in_class.at(static_cast<std::size_t>(in - classes.begin()));
  counts.sum += late;
  counts.worst = std::max(counts.worst, late);
  judge(step, late);
}

void Lateness::overdue(DueStep step, Late late) {
  counts_.at(at_of(step)).overdue = late;
  judge(step, late);
}

// One line of the log for a run, and one more each time that it has become twice as bad.
void Lateness::judge(DueStep step, Late late) {
  if (late <= bound) return;
  const domain::Instant now = clock_.now();
  if (!last_ || now - *last_ > shown) {
    first_ = now;
    greatest_ = Late{0};
  }
  last_ = now;
  if (late >= 2 * greatest_) {
    spdlog::error("a due step ({}) is {:.1f} s late; at most {:.0f} s is right",
                  names.at(at_of(step)), seconds(late), seconds(bound));
  }
  greatest_ = std::max(greatest_, late);
}

bool Lateness::behind() const {
  return std::ranges::any_of(counts_, [](const Counts& one) { return one.overdue > bound; });
}

Lateness::Late Lateness::worst() const {
  return std::max(counts_.front().worst, counts_.back().worst);
}

std::optional<domain::Text> Lateness::fault() const {
  if (!last_ || clock_.now() - *last_ > shown) return std::nullopt;
  const domain::Text late = in_words(greatest_);
  const std::string since = stockholm_clock(first_);
  const std::string last = stockholm_clock(*last_);
  if (behind()) {
    return domain::Text{
        fmt::format("Servern är efter sedan {}: det som skulle ha gjorts är upp till {} sent",
                    since, late.sv),
        fmt::format("The server is behind since {}: what was due is up to {} late", since,
                    late.en)};
  }
  return domain::Text{
      fmt::format("Servern har varit efter, senast {}: något gjordes upp till {} för sent", last,
                  late.sv),
      fmt::format("The server has been behind, last at {}: something was done up to {} late", last,
                  late.en)};
}

std::string Lateness::metrics() const {
  std::string out =
      "# HELP ckl_lateness_seconds How late due steps were performed.\n"
      "# TYPE ckl_lateness_seconds histogram\n";
  const auto to = std::back_inserter(out);
  for (std::size_t at = 0; at < counts_.size(); ++at) {
    const Counts& counts = counts_.at(at);
    std::uint64_t total = 0;
    for (std::size_t in = 0; in < counts.in_class.size(); ++in) {
      total += counts.in_class.at(in);
      const std::string le =
          in < classes.size() ? fmt::format("{:g}", seconds(classes.at(in))) : "+Inf";
      fmt::format_to(to, "ckl_lateness_seconds_bucket{{step=\"{}\",le=\"{}\"}} {}\n", names.at(at),
                     le, total);
    }
    fmt::format_to(to, "ckl_lateness_seconds_sum{{step=\"{}\"}} {:.3f}\n", names.at(at),
                   seconds(counts.sum));
    fmt::format_to(to, "ckl_lateness_seconds_count{{step=\"{}\"}} {}\n", names.at(at), total);
  }
  const auto gauge = [&](std::string_view name, std::string_view help, Late Counts::* value) {
    fmt::format_to(to, "# HELP {0} {1}\n# TYPE {0} gauge\n", name, help);
    for (std::size_t at = 0; at < counts_.size(); ++at) {
      fmt::format_to(to, "{}{{step=\"{}\"}} {:.3f}\n", name, names.at(at),
                     seconds(counts_.at(at).*value));
    }
  };
  gauge("ckl_worst_lateness_seconds", "Greatest lateness of a due step.", &Counts::worst);
  gauge("ckl_overdue_seconds", "Lateness of what is due and not performed.", &Counts::overdue);
  return out;
}

}  // namespace ckl::delivery
