#include "golden/golden_file.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <sstream>

#include <fmt/format.h>
#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/gzip_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include "codec/codec.hpp"
#include "domain/evolve.hpp"

namespace ckl::golden {
namespace {

namespace fs = std::filesystem;
namespace io = google::protobuf::io;

constexpr std::string_view first_bytes = "CKLGOLD1";

std::unexpected<std::string> failed(std::string what) { return std::unexpected(std::move(what)); }

fs::path journal_file(const fs::path& folder, const std::string& name) {
  return folder / "journals" / (name + ".gz");
}
fs::path record_file(const fs::path& folder, const std::string& name) {
  return folder / "journals" / (name + ".txt");
}
fs::path fields_file(const fs::path& folder, int number) {
  return folder / "fields" / (std::to_string(number) + ".txt");
}

Outcome<std::string> read_file(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return failed(file.string() + " can't be read");
  return std::string(std::istreambuf_iterator<char>(in), {});
}

Outcome<void> write_new(const fs::path& file, const std::string& bytes) {
  if (fs::exists(file)) return failed(file.string() + " exists; a golden file is never changed");
  fs::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary);
  out << bytes;
  out.close();
  return out ? Outcome<void>() : failed(file.string() + " can't be written");
}

std::string packed(const std::vector<std::string>& entries) {
  std::string bytes;
  io::StringOutputStream file(&bytes);
  io::GzipOutputStream::Options options;
  options.compression_level = 9;
  io::GzipOutputStream zipped(&file, options);
  {
    io::CodedOutputStream out(&zipped);
    out.WriteString(std::string(first_bytes));
    for (const auto& entry : entries) {
      out.WriteLittleEndian32(static_cast<std::uint32_t>(entry.size()));
      out.WriteString(entry);
    }
  }
  zipped.Close();
  return bytes;
}

Outcome<std::vector<std::string>> unpacked(const std::string& bytes) {
  io::ArrayInputStream file(bytes.data(), static_cast<int>(bytes.size()));
  io::GzipInputStream zipped(&file);
  io::CodedInputStream in(&zipped);
  std::string head;
  if (!in.ReadString(&head, static_cast<int>(first_bytes.size())) || head != first_bytes) {
    return failed("no golden journal");
  }
  std::vector<std::string> entries;
  std::uint32_t size = 0;
  while (in.ReadLittleEndian32(&size)) {
    if (size > largest_entry || !in.ReadString(&entries.emplace_back(), static_cast<int>(size))) {
      return failed(fmt::format("entry {} is cut off", entries.size()));
    }
  }
  if (zipped.ZlibErrorMessage() != nullptr) return failed(zipped.ZlibErrorMessage());
  return entries;
}

// The list of fields that are there today: one that exists, or the next number.
Outcome<int> number_of_fields(const fs::path& folder) {
  const Fields today = Fields::of_today();
  int number = 1;
  for (; fs::exists(fields_file(folder, number)); ++number) {
    const auto text = read_file(fields_file(folder, number));
    if (!text) return failed(text.error());
    if (Fields::parse(*text) == today) return number;
  }
  if (auto written = write_new(fields_file(folder, number), today.text()); !written) {
    return failed(written.error());
  }
  return number;
}

bool is_mark(domain::Sequence sequence, std::size_t entries) {
  return sequence % entries_per_mark == 0 || sequence == entries;
}

// Folds the entries one after the other; `after` sees the state after each.
template <class Visit>
Outcome<void> fold(const std::vector<std::string>& entries, Visit after) {
  domain::State state;
  for (const auto& bytes : entries) {
    const auto entry = codec::decode_entry(bytes);
    if (!entry) return failed(entry.error().what);
    if (entry->sequence != state.sequence + 1) {
      return failed(fmt::format("entry {} follows entry {}", entry->sequence, state.sequence));
    }
    domain::evolve(state, *entry);
    after(state, *entry, bytes);
  }
  return {};
}

template <class Number>
bool read_number(const std::string& text, Number& number) {
  const auto* last = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), last, number);
  return error == std::errc{} && rest == last;
}

}  // namespace

std::vector<std::string> list_goldens(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& file : fs::directory_iterator(folder / "journals")) {
    names.insert(file.path().stem().string());
  }
  return {names.begin(), names.end()};
}

Outcome<Golden> read_golden(const fs::path& folder, const std::string& name) {
  const auto text = read_file(record_file(folder, name));
  if (!text) return failed(text.error());
  auto record = parse_record(*text);
  if (!record) return failed(name + ".txt: " + record.error());
  const auto list = read_file(fields_file(folder, record->fields));
  if (!list) return failed(list.error());
  auto fields = Fields::parse(*list);
  if (!fields) return failed(fields_file(folder, record->fields).string() + ": no list of fields");
  const auto bytes = read_file(journal_file(folder, name));
  if (!bytes) return failed(bytes.error());
  if (hash_of(*bytes) != record->file_sum) return failed(name + ".gz is not what was written");
  auto entries = unpacked(*bytes);
  if (!entries) return failed(name + ".gz: " + entries.error());
  return Golden{
      .record = std::move(*record), .fields = std::move(*fields), .entries = std::move(*entries)};
}

Outcome<Record> write_golden(const fs::path& folder, const std::string& name,
                             const std::string& scenario, const std::vector<std::string>& entries) {
  for (const auto& file : {journal_file(folder, name), record_file(folder, name)}) {
    if (fs::exists(file)) return failed(file.string() + " exists; a golden file is never changed");
  }
  const auto number = number_of_fields(folder);
  if (!number) return failed(number.error());
  const std::string bytes = packed(entries);
  Record record{.scenario = scenario,
                .entries = entries.size(),
                .file_sum = hash_of(bytes),
                .fields = *number,
                .marks = {}};
  const Fields fields = Fields::of_today();
  auto folded = fold(entries, [&](const auto& state, const auto&, const auto&) {
    if (is_mark(state.sequence, entries.size())) {
      record.marks.push_back({.after = state.sequence, .hash = state_hash(state, fields)});
    }
  });
  if (!folded) return failed(folded.error());
  if (auto written = write_new(journal_file(folder, name), bytes); !written) {
    return failed(written.error());
  }
  if (auto written = write_new(record_file(folder, name), to_text(record)); !written) {
    return failed(written.error());
  }
  return record;
}

std::vector<std::string> check_golden(const Golden& golden) {
  std::vector<std::string> wrong;
  const auto object = [&](std::string what) { wrong.push_back(std::move(what)); };
  if (golden.entries.size() != golden.record.entries) {
    object(fmt::format("{} entries where {} were written", golden.entries.size(),
                       golden.record.entries));
  }
  std::vector<Mark> marks;
  auto folded = fold(golden.entries, [&](const domain::State& state, const domain::Entry& entry,
                                         const std::string& bytes) {
    if (codec::encode(entry) != bytes) {
      object(fmt::format("entry {} ({}) is encoded to other bytes", entry.sequence,
                         domain::name_of(entry.event)));
    }
    if (is_mark(state.sequence, golden.entries.size())) {
      marks.push_back({.after = state.sequence, .hash = state_hash(state, golden.fields)});
    }
  });
  if (!folded) object(folded.error());
  for (const auto& mark : golden.record.marks) {
    if (std::ranges::find(marks, mark) != marks.end()) continue;
    object(fmt::format("after entry {} the state is another than it was", mark.after));
    break;  // those that follow rest on it
  }
  if (marks.size() != golden.record.marks.size()) object("another number of marks");
  return wrong;
}

Outcome<domain::State> replay(const std::vector<std::string>& entries) {
  domain::State last;
  auto folded = fold(entries, [&](const domain::State& state, const auto&, const auto&) {
    if (state.sequence == entries.size()) last = state;
  });
  if (!folded) return failed(folded.error());
  return last;
}

std::string to_text(const Record& record) {
  std::string text = fmt::format("scenario {}\nentries {}\nfile {}\nfields {}\n", record.scenario,
                                 record.entries, record.file_sum, record.fields);
  for (const auto& mark : record.marks) text += fmt::format("state {} {}\n", mark.after, mark.hash);
  return text;
}

Outcome<Record> parse_record(std::string_view text) {
  Record record;
  std::istringstream lines{std::string(text)};
  std::string line;
  while (std::getline(lines, line)) {
    std::istringstream words(line);
    std::string name;
    std::string value;
    std::string hash;
    words >> name >> value >> hash;
    bool good = true;
    if (name == "scenario") {
      record.scenario = value;
    } else if (name == "entries") {
      good = read_number(value, record.entries);
    } else if (name == "file") {
      record.file_sum = value;
    } else if (name == "fields") {
      good = read_number(value, record.fields);
    } else if (name == "state") {
      good = read_number(value, record.marks.emplace_back().after) && !hash.empty();
      record.marks.back().hash = hash;
    } else {
      good = false;
    }
    if (!good) return failed("not understood: " + line);
  }
  if (record.marks.empty() || record.fields == 0) return failed("no sum of a state");
  return record;
}

}  // namespace ckl::golden
