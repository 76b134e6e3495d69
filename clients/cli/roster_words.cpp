#include "cli/roster_words.hpp"

#include <fmt/format.h>

#include "cli/table.hpp"

namespace ckl::cli {

namespace {

std::string span_words(const v1::DutySpan& span) {
  return fmt::format("{} – {}  {}", show_minute(span.from()), show_minute(span.until()),
                     span.person());
}

void add_spans(std::string& text, const std::string& head,
               const google::protobuf::RepeatedPtrField<v1::DutySpan>& spans) {
  constexpr int most = 40;
  if (spans.empty()) return;
  text += fmt::format("{} ({}):\n", head, spans.size());
  for (int at = 0; at < spans.size() && at < most; ++at) {
    text += "  " + span_words(spans.Get(at)) + "\n";
  }
  if (spans.size() > most) text += fmt::format("  … +{}\n", spans.size() - most);
}

std::string persons_of(const v1::DutyRow& row, const Voice& say) {
  std::string all;
  for (const v1::DutySpan& span : row.now()) all += (all.empty() ? "" : ", ") + span.person();
  return all.empty() ? say("INGEN", "NOBODY") : all;
}

std::string until_of(const v1::DutyRow& row, const Voice& say) {
  if (!row.by_roster()) return say("ingen jourlista", "no roster");
  return row.now().empty() ? "" : show_minute(row.now(0).until());
}

std::string next_of(const v1::DutyRow& row) {
  std::string all;
  for (const v1::DutySpan& span : row.next()) all += (all.empty() ? "" : ", ") + span.person();
  return all.empty() ? all : all + " " + show_minute(row.next(0).from());
}

std::string hours_text(std::uint64_t seconds) {
  return fmt::format("{}.{:02}", seconds / 3'600, seconds % 3'600 * 100 / 3'600);
}

std::string quoted(const std::string& text) {
  // A leading sign would be taken for a formula by a spreadsheet.
  const bool formula = !text.empty() && std::string_view("=+-@").contains(text.front());
  std::string out = formula ? "'" + text : text;
  if (out.find_first_of(",\"\r\n") == std::string::npos) return out;
  std::string doubled;
  for (const char c : out) doubled += c == '"' ? std::string("\"\"") : std::string(1, c);
  return "\"" + doubled + "\"";
}

}  // namespace

std::string show_preview(const v1::PreviewRosterResponse& preview, const Voice& say) {
  std::string text =
      fmt::format("{}: {} – {}, {} {}\n", say("Jourlista", "Roster"), show_minute(preview.from()),
                  show_minute(preview.until()), preview.spans_size(), say("pass", "shifts"));
  if (!preview.unmatched().empty()) {
    text += say("Namn som inte känns igen:\n", "Names that are not known:\n");
    for (const auto& name : preview.unmatched()) {
      text += fmt::format("  {} {}: ”{}”, {} {}{}\n", say("rad", "line"), name.line(), name.name(),
                          name.shifts(), say("pass", "shifts"),
                          name.stranger().empty()
                              ? ""
                              : say("; ", "; ") + name.stranger() +
                                    say(" har inte funktionen", " does not have the function"));
    }
  }
  for (const auto& remark : preview.remarks()) {
    text += fmt::format("{} {}: {}. {}\n", say("Rad", "Line"), remark.line(), say(remark.message()),
                        say(remark.what_now()));
  }
  add_spans(text, say("Tillkommer", "Added"), preview.added());
  add_spans(text, say("Försvinner", "Removed"), preview.removed());
  if (!preview.gaps().empty()) {
    text += fmt::format("{} ({}):\n", say("LUCKOR", "GAPS"), preview.gaps_size());
    for (const auto& gap : preview.gaps()) {
      text += fmt::format("  {} – {}\n", show_minute(gap.from()), show_minute(gap.until()));
    }
  }
  return text;
}

std::string show_duty(const v1::GetDutyResponse& duty, const Voice& say) {
  Table table{{say("Jour", "Duty"), say("Nu", "Now"), say("Till", "Until"), say("Sedan", "Next")}};
  for (const auto& row : duty.rows()) {
    table.add({say(row.name()), persons_of(row, say), until_of(row, say), next_of(row)});
  }
  return table.text();
}

std::string show_hours(const v1::GetDutyHoursResponse& hours, const Voice& say) {
  Table table{{say("Person", "Person"), say("Jour", "Duty"), say("Timmar", "Hours"),
               say("Pass", "Shifts")}};
  for (const auto& row : hours.rows()) {
    table.add(
        {row.person(), row.function(), hours_text(row.seconds()), std::to_string(row.shifts())});
  }
  return table.empty() ? say("Inga timmar.\n", "No hours.\n") : table.text();
}

std::string show_swaps(const v1::ListSwapsResponse& swaps, const Voice& say) {
  Table table{{say("Byte", "Swap"), say("Jour", "Duty"), say("Lämnar", "Gives"),
               say("Tar", "Takes"), say("Pass", "Shift"), say("I utbyte", "In return")}};
  for (const auto& swap : swaps.swaps()) {
    table.add({swap.id(), swap.function(), swap.giver(), swap.taker(),
               show_minute(swap.from()) + " – " + show_minute(swap.until()),
               swap.has_back_from()
                   ? show_minute(swap.back_from()) + " – " + show_minute(swap.back_until())
                   : ""});
  }
  return table.empty() ? say("Inga byten väntar.\n", "No swaps are waiting.\n") : table.text();
}

std::string csv_of(const v1::GetDutyHoursResponse& hours) {
  std::string text = "person,function,hours,shifts\r\n";
  for (const auto& row : hours.rows()) {
    text += fmt::format("{},{},{},{}\r\n", quoted(row.person()), quoted(row.function()),
                        hours_text(row.seconds()), row.shifts());
  }
  return text;
}

}  // namespace ckl::cli
