#include "cli/calendar_source.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <memory>

#include <curl/curl.h>
#include <fmt/format.h>

namespace ckl::cli {
namespace {

// What the server takes; more is not even fetched.
constexpr std::size_t most_bytes = 1UL << 20U;
constexpr long most_seconds = 30;
constexpr long most_redirections = 3;

struct Cleanup {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};

bool is_address(std::string_view where) {
  return where.starts_with("https://") || where.starts_with("http://");
}

bool is_of_this_machine(std::string_view where) {
  for (const std::string_view host : {"http://127.0.0.1", "http://localhost", "http://[::1]"}) {
    if (!where.starts_with(host)) continue;
    const std::string_view rest = where.substr(host.size());
    // "http://127.0.0.1:80@example.org": what stands before the sign is a name and a password.
    if (rest.substr(0, rest.find('/')).contains('@')) return false;
    if (rest.empty() || rest.front() == ':' || rest.front() == '/') return true;
  }
  return false;
}

std::size_t take(const char* bytes, std::size_t size, std::size_t count, void* to) {
  auto& body = *static_cast<std::string*>(to);
  if (body.size() + size * count > most_bytes) return 0;  // ends the transfer
  body.append(bytes, size * count);
  return size * count;
}

std::string too_large(const Voice& say) {
  return say("Kalendern är större än 1 MB. Exportera en kortare tid.",
             "The calendar is larger than 1 MB. Export a shorter time.");
}

std::expected<std::string, std::string> fetch(const std::string& where, const Voice& say) {
  if (where.starts_with("http://") && !is_of_this_machine(where)) {
    return std::unexpected(
        say("Adressen måste börja med https://", "The address must begin with https://"));
  }
  const std::unique_ptr<CURL, Cleanup> easy(curl_easy_init());
  if (easy == nullptr) return std::unexpected(say("Internt fel", "Internal error"));
  std::string body;
  std::array<char, CURL_ERROR_SIZE> why{};
  CURL* to = easy.get();
  curl_easy_setopt(to, CURLOPT_URL, where.c_str());
  curl_easy_setopt(to, CURLOPT_PROTOCOLS_STR, "https,http");
  curl_easy_setopt(to, CURLOPT_REDIR_PROTOCOLS_STR, "https");
  curl_easy_setopt(to, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(to, CURLOPT_MAXREDIRS, most_redirections);
  curl_easy_setopt(to, CURLOPT_TIMEOUT, most_seconds);
  curl_easy_setopt(to, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(to, CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt(to, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(to, CURLOPT_ERRORBUFFER, why.data());
  curl_easy_setopt(to, CURLOPT_WRITEFUNCTION, take);
  curl_easy_setopt(to, CURLOPT_WRITEDATA, &body);
  const CURLcode code = curl_easy_perform(to);
  if (code == CURLE_OK) return body;
  if (code == CURLE_WRITE_ERROR) return std::unexpected(too_large(say));
  return std::unexpected(fmt::format(
      "{}: {}", say("Kalendern gick inte att hämta", "The calendar could not be fetched"),
      why.front() == 0 ? curl_easy_strerror(code) : why.data()));
}

std::expected<std::string, std::string> read_file(const std::string& where, const Voice& say) {
  std::ifstream file(where, std::ios::binary);
  std::string body(most_bytes + 1, '\0');
  file.read(body.data(), static_cast<std::streamsize>(body.size()));
  if (!file.is_open() || file.bad()) {
    return std::unexpected(
        fmt::format("{}: {}", say("Filen går inte att läsa", "The file can not be read"), where));
  }
  body.resize(static_cast<std::size_t>(file.gcount()));
  if (body.size() > most_bytes) return std::unexpected(too_large(say));
  return body;
}

}  // namespace

std::string public_name(const std::string& where) {
  if (!is_address(where)) return std::filesystem::path(where).filename().string();
  const std::size_t host = where.find("//") + 2;
  const std::size_t end = std::min(where.find_first_of("/?#", host), where.size());
  std::string authority = where.substr(host, end - host);
  if (const auto at = authority.rfind('@'); at != std::string::npos) {
    authority = authority.substr(at + 1);
  }
  return where.substr(0, host) + authority + "/...";
}

std::expected<CalendarSource, std::string> read_source(const std::string& where, const Voice& say) {
  auto bytes = is_address(where) ? fetch(where, say) : read_file(where, say);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  return CalendarSource{.name = public_name(where), .bytes = *std::move(bytes)};
}

}  // namespace ckl::cli
