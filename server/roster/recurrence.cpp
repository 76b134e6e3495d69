#include "roster/recurrence.hpp"

#include <algorithm>

namespace ckl::roster {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::weekday;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;
using Days = std::vector<Day>;
using Frequency = Rule::Frequency;

bool has(const std::vector<int>& values, int value) {
  return std::ranges::find(values, value) != values.end();
}

int days_in(year_month month) {
  const year_month_day last{month / std::chrono::last};
  return static_cast<int>(static_cast<unsigned>(last.day()));
}

bool month_fits(const Rule& rule, Day day) {
  const year_month_day date{day};
  return rule.by_month.empty() ||
         has(rule.by_month, static_cast<int>(static_cast<unsigned>(date.month())));
}

bool month_day_fits(const Rule& rule, Day day) {
  if (rule.by_month_day.empty()) return true;
  const year_month_day date{day};
  const int number = static_cast<int>(static_cast<unsigned>(date.day()));
  return has(rule.by_month_day, number) ||
         has(rule.by_month_day, number - days_in(date.year() / date.month()) - 1);
}

// The day is the n-th of its weekday in the stretch, counted from either end.
bool weekday_fits(const Rule& rule, Day day, Day first, Day last) {
  if (rule.by_day.empty()) return true;
  const int before = static_cast<int>((day - first).count()) / 7 + 1;
  const int after = static_cast<int>((last - day).count()) / 7 + 1;
  return std::ranges::any_of(rule.by_day, [&](const Weekday& wanted) {
    return wanted.day == weekday(day) &&
           (wanted.position == 0 || wanted.position == before || wanted.position == -after);
  });
}

// All days of the stretch that BYMONTH, BYMONTHDAY and BYDAY allow.
Days fitting(const Rule& rule, Day first, Day last) {
  Days found;
  for (Day day = first; day <= last; day += days(1)) {
    if (month_fits(rule, day) && month_day_fits(rule, day) &&
        weekday_fits(rule, day, first, last)) {
      found.push_back(day);
    }
  }
  return found;
}

void add_if_real(Days& found, year_month_day date) {
  if (date.ok()) found.push_back(Day(date));
}

Days of_week(const Rule& rule, Day first, Day start) {
  Days found;
  for (Day day = first; day < first + days(7); day += days(1)) {
    const bool wanted = rule.by_day.empty() ? weekday(day) == weekday(start)
                                            : weekday_fits(rule, day, first, first + days(6));
    if (wanted && month_fits(rule, day)) found.push_back(day);
  }
  return found;
}

Days of_month(const Rule& rule, year_month month, Day start) {
  const Day first{month / 1};
  if (!month_fits(rule, first)) return {};
  if (!rule.by_day.empty() || !rule.by_month_day.empty()) {
    return fitting(rule, first, Day(month / std::chrono::last));
  }
  Days found;
  add_if_real(found, month / year_month_day(start).day());
  return found;
}

Days of_year(const Rule& rule, year in, Day start) {
  const year_month_day began{start};
  const bool by_months = !rule.by_month.empty() || !rule.by_month_day.empty();
  if (!by_months && !rule.by_day.empty()) {
    return fitting(rule, Day(in / 1 / 1), Day(in / 12 / 31));
  }
  Days found;
  if (!by_months) {
    add_if_real(found, in / began.month() / began.day());
    return found;
  }
  for (unsigned month = 1; month <= 12; ++month) {
    const Days days_of = of_month(rule, in / std::chrono::month(month), start);
    found.insert(found.end(), days_of.begin(), days_of.end());
  }
  return found;
}

Days picked(const Rule& rule, Days all) {
  if (rule.by_set_pos.empty()) return all;
  const int size = static_cast<int>(all.size());
  Days found;
  for (int at = 0; at < size; ++at) {
    if (has(rule.by_set_pos, at + 1) || has(rule.by_set_pos, at - size)) {
      found.push_back(all[static_cast<std::size_t>(at)]);
    }
  }
  return found;
}

// The periods of a rule: the n-th begins n intervals after the one that holds the start.
class Periods {
 public:
  Periods(const Rule& rule, Day start) : rule_(rule), start_(start), date_(start) {
    const auto since = weekday(start) - rule.week_start;
    week_ = start - since;
  }

  [[nodiscard]] Day begin(int number) const {
    const int steps = number * rule_.interval;
    switch (rule_.frequency) {
      case Frequency::daily:
        return start_ + days(steps);
      case Frequency::weekly:
        return week_ + days(7 * steps);
      case Frequency::monthly:
        return Day(month(steps) / 1);
      case Frequency::yearly:
        return Day((date_.year() + std::chrono::years(steps)) / 1 / 1);
    }
    return start_;
  }

  [[nodiscard]] Days days_of(int number) const {
    const int steps = number * rule_.interval;
    switch (rule_.frequency) {
      case Frequency::daily:
        return picked(rule_, fitting_day(begin(number)));
      case Frequency::weekly:
        return picked(rule_, of_week(rule_, begin(number), start_));
      case Frequency::monthly:
        return picked(rule_, of_month(rule_, month(steps), start_));
      case Frequency::yearly:
        return picked(rule_, of_year(rule_, date_.year() + std::chrono::years(steps), start_));
    }
    return {};
  }

  // A period that begins well before that day, to go on from when nothing is counted.
  [[nodiscard]] int before(Day day) const {
    if (day <= start_) return 0;
    const auto passed = static_cast<int>((day - start_).count());
    constexpr int shortest_month = 31;
    constexpr int longest_year = 366;
    const int length = rule_.frequency == Frequency::daily     ? 1
                       : rule_.frequency == Frequency::weekly  ? 7
                       : rule_.frequency == Frequency::monthly ? shortest_month
                                                               : longest_year;
    return std::max(0, passed / (length * rule_.interval) - 2);
  }

 private:
  [[nodiscard]] year_month month(int steps) const {
    return date_.year() / date_.month() + months(steps);
  }
  [[nodiscard]] Days fitting_day(Day day) const { return fitting(rule_, day, day); }

  const Rule& rule_;
  Day start_;
  year_month_day date_;
  Day week_;
};

}  // namespace

bool each_day(const Rule& rule, const Walk& walk, Steps& steps,
              const std::function<bool(Day)>& visit) {
  if (walk.start > walk.last || !visit(walk.start)) return true;
  const Periods periods(rule, walk.start);
  int counted = 1;
  int number = rule.count > 0 ? 0 : periods.before(walk.from);
  for (; periods.begin(number) <= walk.last; ++number) {
    if (steps.left == 0) return false;
    --steps.left;
    for (const Day day : periods.days_of(number)) {
      if (day <= walk.start) continue;
      if (day > walk.last || (rule.count > 0 && counted >= rule.count)) return true;
      ++counted;
      if (!visit(day)) return true;
    }
  }
  return true;
}

bool gives_its_start(const Rule& rule, Day start) {
  const Days first = Periods(rule, start).days_of(0);
  return std::ranges::find(first, start) != first.end();
}

}  // namespace ckl::roster
