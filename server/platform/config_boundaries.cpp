// The boundaries of the district councils: GeoJSON (RFC 7946), longitude before latitude.
//
// One feature per council and time: `unit`, and where needed `valid_from` and `valid_to`, as
// properties. JSON has no lines of its own; the reader counts them as it goes, so that a problem
// names the line where its feature begins.

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "platform/config_reading.hpp"
#include "platform/config_scalars.hpp"
#include "platform/directory.hpp"

namespace ckl::platform {
namespace {

using nlohmann::json;

constexpr std::uintmax_t most_bytes = 16ULL << 20U;
constexpr int feature_depth = 2;       // {"features": [ here ]}
constexpr double five_decimals = 1e5;  // about a metre

// Walks through a text and counts its lines.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, std::size_t* line) : at_(at), line_(line) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    if (*at_ == '\n') ++*line_;
    ++at_;
    return *this;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
  bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  std::size_t* line_;
};

struct Parsed {
  json root;
  std::vector<std::size_t> lines;  // of the features
};

class BoundaryReader {
 public:
  BoundaryReader(std::string file, Reading& reading) : file_(std::move(file)), reading_(reading) {}

  void read(const Parsed& parsed) {
    const auto features = parsed.root.find("features");
    if (parsed.root.value("type", "") != "FeatureCollection" || features == parsed.root.end() ||
        !features->is_array() || features->empty()) {
      at_ = {.file = file_, .line = 1};
      wrong("filen är ingen samling av områden", "the file is no collection of areas",
            {.sv = "{\"type\": \"FeatureCollection\", \"features\": [...]}",
             .en = "{\"type\": \"FeatureCollection\", \"features\": [...]}"});
      return;
    }
    for (std::size_t i = 0; i < features->size(); ++i) {
      at_ = {.file = file_, .line = i < parsed.lines.size() ? parsed.lines[i] : 0};
      read_feature((*features)[i]);
    }
  }

 private:
  void wrong(const std::string& sv, const std::string& en, domain::Text right) {
    reading_.problems.add(at_, {.sv = sv, .en = en}, std::move(right));
  }

  std::string text(const json& properties, const char* key) {
    const auto found = properties.find(key);
    return found != properties.end() && found->is_string() ? found->get<std::string>() : "";
  }

  std::string date(const json& properties, const char* key) {
    auto day = text(properties, key);
    if (!day.empty() && !is_date(day)) {
      wrong(
          fmt::format("\"{}\" är inget datum", day), fmt::format("\"{}\" is no date", day),
          {.sv = "ett datum som finns, som 2023-07-01", .en = "a date that exists, as 2023-07-01"});
    }
    return day;
  }

  void read_feature(const json& feature) {
    const auto properties =
        feature.is_object() ? feature.value("properties", json::object()) : json::object();
    domain::District district;
    district.unit = {properties.is_object() ? text(properties, "unit") : ""};
    if (district.unit.empty()) {
      wrong("området har ingen \"unit\"", "the area has no \"unit\"",
            {.sv = "\"unit\" i properties: stadsdelsnämndens beteckning",
             .en = "\"unit\" in properties: the id of the district council"});
      return;
    }
    reading_.refer(Named::unit, district.unit.value, at_);
    district.valid_from = date(properties, "valid_from");
    district.valid_to = date(properties, "valid_to");
    read_geometry(feature.value("geometry", json::object()), district);
    reading_.boundary_places.push_back(at_);
    reading_.config.districts.push_back(std::move(district));
  }

  void read_geometry(const json& geometry, domain::District& district) {
    const auto type = geometry.is_object() ? text(geometry, "type") : "";
    const auto& coordinates = geometry.is_object() ? geometry.value("coordinates", json{}) : json{};
    if (type == "Polygon" && coordinates.is_array()) {
      read_rings(coordinates, district);
    } else if (type == "MultiPolygon" && coordinates.is_array()) {
      for (const auto& polygon : coordinates) read_rings(polygon, district);
    } else {
      wrong(fmt::format("området för \"{}\" har geometrin \"{}\"", district.unit.value, type),
            fmt::format("the area of \"{}\" has the geometry \"{}\"", district.unit.value, type),
            {.sv = "Polygon eller MultiPolygon med koordinater",
             .en = "Polygon or MultiPolygon with coordinates"});
    }
  }

  void read_rings(const json& rings, domain::District& district) {
    for (const auto& points : rings) {
      domain::Ring ring;
      bool sound = points.is_array() && points.size() >= 4;
      if (points.is_array()) {
        for (const auto& pair : points) sound = read_point(pair, ring) && sound;
      }
      sound = sound && ring.points.front() == ring.points.back();
      if (!sound) {
        wrong(
            fmt::format("gränsen för \"{}\" är ingen sluten linje i WGS 84", district.unit.value),
            fmt::format("the boundary of \"{}\" is no closed line in WGS 84", district.unit.value),
            {.sv = "minst fyra par [longitud, latitud], det sista som det första",
             .en = "at least four pairs [longitude, latitude], the last as the first"});
        return;
      }
      district.rings.push_back(std::move(ring));
    }
  }

  static bool read_point(const json& pair, domain::Ring& ring) {
    if (!pair.is_array() || pair.size() < 2 || !pair[0].is_number() || !pair[1].is_number()) {
      return false;
    }
    const auto rounded = [](double degrees) {
      return std::round(degrees * five_decimals) / five_decimals;
    };
    const domain::GeoPoint point{.latitude = rounded(pair[1].get<double>()),
                                 .longitude = rounded(pair[0].get<double>())};
    ring.points.push_back(point);
    return std::abs(point.latitude) <= 90 && std::abs(point.longitude) <= 180;
  }

  std::string file_;
  Reading& reading_;
  Place at_;
};

std::optional<Parsed> parse(const std::string& file, const std::string& text, Reading& reading) {
  Parsed parsed;
  std::size_t line = 1;
  const auto note_features = [&](int depth, json::parse_event_t event, json&) {
    if (depth == feature_depth && event == json::parse_event_t::object_start) {
      parsed.lines.push_back(line);
    }
    return true;
  };
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  try {
    parsed.root =
        json::parse(CountingIterator(begin, &line), CountingIterator(end, &line), note_features);
  } catch (const json::exception&) {
    reading.problems.add({.file = file, .line = line},
                         {.sv = "filen är inte giltig JSON", .en = "the file is not valid JSON"},
                         {.sv = "GeoJSON enligt RFC 7946", .en = "GeoJSON by RFC 7946"});
    return std::nullopt;
  }
  return parsed;
}

bool overlap(const domain::District& a, const domain::District& b) {
  const auto before = [](const std::string& end, const std::string& begin) {
    return !end.empty() && !begin.empty() && end <= begin;
  };
  return !before(a.valid_to, b.valid_from) && !before(b.valid_to, a.valid_from);
}

const domain::Unit* find(const Reading& reading, const domain::UnitId& id) {
  const auto& units = reading.config.organisation.units;
  const auto found = std::ranges::find(units, id, &domain::Unit::id);
  return found == units.end() ? nullptr : &*found;
}

void check_one(Reading& reading, std::size_t at) {
  const auto& district = reading.config.districts[at];
  const auto& place = reading.boundary_places[at];
  const auto& id = district.unit.value;
  const auto* unit = find(reading, district.unit);
  if (unit != nullptr && unit->kind != domain::UnitKind::district_council) {
    reading.problems.add(
        place,
        {.sv = fmt::format("\"{}\" är ingen stadsdelsnämnd", id),
         .en = fmt::format("\"{}\" is no district council", id)},
        {.sv = "en enhet med kind: district_council", .en = "a unit with kind: district_council"});
  }
  if (!district.valid_from.empty() && !district.valid_to.empty() &&
      district.valid_to <= district.valid_from) {
    reading.problems.add(place,
                         {.sv = fmt::format("gränsen för \"{}\" slutar innan den börjar", id),
                          .en = fmt::format("the boundary of \"{}\" ends before it begins", id)},
                         {.sv = "ett senare datum i valid_to än i valid_from",
                          .en = "a later date in valid_to than in valid_from"});
  }
  for (std::size_t earlier = 0; earlier < at; ++earlier) {
    const auto& other = reading.config.districts[earlier];
    if (other.unit != district.unit || !overlap(other, district)) {
      continue;
    }
    const auto line = reading.boundary_places[earlier].line;
    reading.problems.add(place,
                         {.sv = fmt::format("\"{}\" har två områden samtidigt (rad {})", id, line),
                          .en = fmt::format("\"{}\" has two areas at once (line {})", id, line)},
                         {.sv = "ett område i taget: valid_to för det ena när det andra börjar",
                          .en = "one area at a time: valid_to of the one when the other begins"});
  }
}

}  // namespace

void read_boundaries(const std::filesystem::path& path, const Place& asked, Reading& reading) {
  std::error_code error;
  const auto bytes = std::filesystem::file_size(path, error);
  std::ifstream stream(path, std::ios::binary);
  if (error || bytes > most_bytes || !stream) {
    reading.problems.add(asked,
                         {.sv = fmt::format("filen {} kan inte läsas", path.string()),
                          .en = fmt::format("the file {} can not be read", path.string())},
                         {.sv = "en läsbar fil med GeoJSON på högst 16 MiB",
                          .en = "a readable file of GeoJSON of at most 16 MiB"});
    return;
  }
  std::ostringstream text;
  text << stream.rdbuf();
  const auto parsed = parse(path.string(), text.str(), reading);
  if (!parsed) {
    return;
  }
  BoundaryReader(path.string(), reading).read(*parsed);
  reading.config.districts_hash = hash_of(reading.config.districts);
}

void check_boundaries(Reading& reading) {
  for (std::size_t at = 0; at < reading.config.districts.size(); ++at) {
    check_one(reading, at);
  }
}

}  // namespace ckl::platform
