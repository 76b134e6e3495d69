// Reading YAML with a memory for lines: every complaint says where, what, and what would be right.
//
// Used only by the configuration's own files. A `YamlMap` is one mapping; whoever reads it asks for
// the keys it knows, and `finish` complains about the rest, with the nearest known key. A value of
// the wrong kind is reported and replaced by the preset, so that one reading finds all problems.
// Nothing here knows what the values mean.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <yaml-cpp/yaml.h>

#include "platform/config.hpp"

namespace ckl::platform {

struct Place {
  std::string file;
  std::size_t line = 0;

  auto operator<=>(const Place&) const = default;
};

// Collects problems, at most a thousand: a file that is something else entirely shall not flood.
class Problems {
 public:
  void add(const Place& place, domain::Text what, domain::Text right);
  [[nodiscard]] bool empty() const { return list_.empty(); }
  // In the order of files and lines.
  [[nodiscard]] std::vector<ConfigProblem> take();

 private:
  std::vector<ConfigProblem> list_;
};

struct YamlFile {
  std::filesystem::path path;
  std::string name;  // as shown
  YAML::Node root;
};

// Reads and parses; an unreadable or malformed file is a problem and gives nothing. `asked` is the
// line that names the file.
[[nodiscard]] std::optional<YamlFile> read_yaml(const std::filesystem::path& path,
                                                const Place& asked, Problems& problems);

[[nodiscard]] Place place_of(const std::string& file, const YAML::Node& node);

// The known word nearest to a misspelt one, or empty when none is near.
[[nodiscard]] std::string nearest(std::string_view word, const std::set<std::string>& known);

// What an id looks like, in words, for messages.
[[nodiscard]] domain::Text id_rule();

class YamlMap {
 public:
  // A node that is no mapping is reported; then every key counts as absent.
  YamlMap(std::string file, YAML::Node node, Problems& problems);

  [[nodiscard]] bool has(const std::string& key);
  // The key was read by walking the mapping: one with ten thousand keys is slow to search for each.
  void read(const std::string& key) { known_.insert(key); }
  [[nodiscard]] YAML::Node node(const std::string& key);
  [[nodiscard]] Place place() const { return place_of(file_, node_); }
  [[nodiscard]] Place place(const std::string& key) const;
  [[nodiscard]] const std::string& file() const { return file_; }
  [[nodiscard]] Problems& problems() { return problems_; }

  // Values: the second form reports a missing key.
  [[nodiscard]] std::string text(const std::string& key, const std::string& otherwise = {});
  [[nodiscard]] std::string required(const std::string& key);
  [[nodiscard]] std::string id(const std::string& key);
  [[nodiscard]] domain::Text bilingual(const std::string& key);
  [[nodiscard]] domain::Seconds duration(const std::string& key, domain::Seconds otherwise);
  [[nodiscard]] std::uint64_t size(const std::string& key, std::uint64_t otherwise);
  [[nodiscard]] std::uint32_t number(const std::string& key, std::uint32_t otherwise);
  [[nodiscard]] double rate(const std::string& key, double otherwise);
  [[nodiscard]] bool flag(const std::string& key, bool otherwise);
  [[nodiscard]] std::string date(const std::string& key);
  // The elements of a list; anything else is reported. An absent key is an empty list.
  [[nodiscard]] std::vector<YAML::Node> list(const std::string& key);
  [[nodiscard]] YamlMap map(const std::string& key);

  // Reports keys that nobody asked for, and keys that stand twice.
  void finish();

  void wrong(const std::string& key, domain::Text what, domain::Text right);

 private:
  [[nodiscard]] std::optional<std::string> scalar(const std::string& key);

  std::string file_;
  YAML::Node node_;
  Problems& problems_;
  std::set<std::string> known_;
};

// A scalar element of a list, or nothing with a problem.
[[nodiscard]] std::optional<std::string> scalar_of(const std::string& file, const YAML::Node& node,
                                                   Problems& problems);

}  // namespace ckl::platform
