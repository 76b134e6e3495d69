#include "auth/contact_log.hpp"

#include <array>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "auth/durable_file.hpp"

namespace ckl::auth {
namespace {

using ports::ContactAct;
using ports::ContactNote;

constexpr std::array<std::pair<ContactAct, std::string_view>, 5> kWords{
    {{ContactAct::read_masked, "read_masked"},
     {ContactAct::read_full, "read_full"},
     {ContactAct::changed, "changed"},
     {ContactAct::erased, "erased"},
     {ContactAct::key_changed, "key_changed"}}};

std::string print(const ContactNote& note) {
  std::string_view act;
  for (const auto& [value, word] : kWords) {
    if (value == note.act) act = word;
  }
  const nlohmann::ordered_json json{{"at", note.at.time_since_epoch().count()},
                                    {"by", note.by.value},
                                    {"whose", note.whose.value},
                                    {"act", act},
                                    {"kinds", note.kinds},
                                    {"reason", note.reason}};
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::optional<ContactNote> parse(std::string_view line) {
  const auto json = nlohmann::json::parse(line, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  const auto text = [&](const char* name) {
    const auto found = json.find(name);
    const auto* value = found == json.end() ? nullptr : found->get_ptr<const std::string*>();
    return value == nullptr ? std::string() : *value;
  };
  ContactNote note{.by = {text("by")}, .whose = {text("whose")}, .reason = text("reason")};
  const auto at = json.find("at");
  const auto kinds = json.find("kinds");
  const auto act = text("act");
  bool sound = at != json.end() && at->is_number_integer() && kinds != json.end() &&
               kinds->is_array() && !note.by.empty() && !note.whose.empty();
  if (!sound) return std::nullopt;
  note.at = domain::Instant(std::chrono::milliseconds(at->get<std::int64_t>()));
  for (const auto& kind : *kinds) {
    if (!kind.is_string()) return std::nullopt;
    note.kinds.push_back(kind.get<std::string>());
  }
  sound = false;
  for (const auto& [value, word] : kWords) {
    if (word != act) continue;
    note.act = value;
    sound = true;
  }
  return sound ? std::optional(std::move(note)) : std::nullopt;
}

}  // namespace

ports::Result<ContactLog> ContactLog::open(std::filesystem::path file, domain::Instant now) {
  auto contents = read_file(file);
  if (!contents) return std::unexpected(contents.error());
  ContactLog log(file);
  std::string_view rest = *contents ? std::string_view(**contents) : std::string_view();
  std::size_t number = 0;
  bool as_read = contents->has_value();
  while (!rest.empty()) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) {
      as_read = false;
      break;
    }
    ++number;
    auto note = parse(rest.substr(0, end));
    if (!note) {
      return std::unexpected(ports::Failure{
          ports::FailureCode::corrupt,
          fmt::format("{}:{}: the log of looks at contact addresses is damaged. Restore it from a "
                      "backup, or move it away and keep it",
                      file.string(), number)});
    }
    rest.remove_prefix(end + 1);
    if (note->at + kept < now) {
      as_read = false;
    } else {
      log.notes_.push_back(*std::move(note));
    }
  }
  if (as_read) return log;
  if (auto written = log.rewrite(); !written) return std::unexpected(written.error());
  return log;
}

ports::Result<void> ContactLog::rewrite() const {
  std::string text;
  for (const auto& note : notes_) text += print(note);
  return replace_file(file_, text);
}

ports::Result<void> ContactLog::add(ContactNote note) {
  if (notes_.size() >= most) {
    return std::unexpected(ports::Failure{
        ports::FailureCode::invalid,
        fmt::format("{} holds {} looks at contact addresses, and takes no more: stop the server, "
                    "move the file away and keep it",
                    file_.string(), most)});
  }
  notes_.push_back(std::move(note));
  auto written = whole_ ? append_file(file_, print(notes_.back())) : rewrite();
  whole_ = written.has_value();
  if (!written) notes_.pop_back();
  return written;
}

std::vector<ContactNote> ContactLog::of(const domain::PersonId& whose, std::size_t so_many) const {
  std::vector<ContactNote> found;
  for (auto each = notes_.rbegin(); each != notes_.rend() && found.size() < so_many; ++each) {
    if (each->whose == whose) found.push_back(*each);
  }
  return found;
}

}  // namespace ckl::auth
