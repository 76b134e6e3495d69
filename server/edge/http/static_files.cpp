#include "edge/http/static_files.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <openssl/sha.h>

namespace ckl::edge::http {
namespace {

// The dashboard's budget is a fiftieth of this.
constexpr std::size_t kMaxBytes = 64UL << 20U;
constexpr std::size_t kMaxFiles = 5'000;

// Addresses of the dashboard's own pages; all are the same file.
constexpr std::string_view kPages[] = {"/",       "/larma",  "/inkallning", "/forklara",
                                       "/dagbok", "/signin", "/nyckel"};

// A page of its own: push messages on and off in the browser it stands in.
constexpr std::string_view kTelephone = "/telefon";

constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".geojson", "application/geo+json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".mp3", "audio/mpeg"},
    {".ogg", "audio/ogg"},
    {".wav", "audio/wav"},
    {".txt", "text/plain; charset=utf-8"},
};

std::string_view type_of(std::string_view name) {
  for (const auto& [ending, type] : kTypes) {
    if (name.ends_with(ending)) {
      return type;
    }
  }
  return "application/octet-stream";
}

std::string etag_of(std::string_view bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), hash.data());
  std::string out = "\"";
  for (std::size_t at = 0; at < 12; ++at) {
    fmt::format_to(std::back_inserter(out), "{:02x}", hash[at]);
  }
  return out + "\"";
}

// Whether a comma-separated header names `wanted` without refusing it (q=0).
bool lists(std::string_view header, std::string_view wanted) {
  while (!header.empty()) {
    auto item = header.substr(0, header.find(','));
    header.remove_prefix(std::min(header.size(), item.size() + 1));
    item.remove_prefix(std::min(item.size(), item.find_first_not_of(' ')));
    const auto name = item.substr(0, item.find_first_of("; "));
    if (name == wanted) {
      return item.find("q=0") == std::string_view::npos ||
             item.find("q=0.") != std::string_view::npos;
    }
  }
  return false;
}

bool asks_page(std::string_view path) {
  return std::ranges::find(kPages, path) != std::end(kPages) || path.starts_with("/inkallning/");
}

}  // namespace

ports::Result<StaticFiles> StaticFiles::load(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  StaticFiles files;
  std::error_code error;
  if (folder.empty() || !fs::is_directory(folder, error)) {
    return files;
  }
  const auto failed = [](std::string what) {
    return std::unexpected(ports::Failure{ports::FailureCode::io, std::move(what)});
  };
  std::size_t bytes = 0;
  fs::recursive_directory_iterator at(folder, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (!at->is_regular_file(error) || at->is_symlink(error)) {
      continue;
    }
    std::ifstream in(at->path(), std::ios::binary);
    auto content = std::make_shared<std::string>(std::istreambuf_iterator<char>(in),
                                                 std::istreambuf_iterator<char>());
    bytes += content->size();
    if (in.bad() || bytes > kMaxBytes || files.files_.size() >= kMaxFiles) {
      return failed(fmt::format("cannot serve {}: unreadable, or the web folder is too large",
                                at->path().string()));
    }
    const std::string name = "/" + fs::relative(at->path(), folder, error).generic_string();
    std::string etag = etag_of(*content);
    files.files_[name] = File{std::move(content), std::move(etag)};
  }
  if (error) {
    return failed(
        fmt::format("cannot read the web folder {}: {}", folder.string(), error.message()));
  }
  return files;
}

const StaticFiles::File* StaticFiles::get(const std::string& name) const {
  const auto found = files_.find(name);
  return found == files_.end() ? nullptr : &found->second;
}

std::unique_ptr<Reply> StaticFiles::find(const Request& request) const {
  std::string name;
  if (!percent_decode(request.path, false, name)) {
    return nullptr;
  }
  if (asks_page(name)) {
    name = "/index.html";
  } else if (name == kTelephone) {
    name += ".html";
  }
  const File* plain = get(name);
  if (plain == nullptr || name.ends_with(".br") || name.ends_with(".gz")) {
    return nullptr;
  }
  auto reply = std::make_unique<Reply>();
  const File* chosen = plain;
  const auto accepts = request.header("accept-encoding");
  for (const auto& [coding, ending] : {std::pair{"br", ".br"}, std::pair{"gzip", ".gz"}}) {
    const File* packed = lists(accepts, coding) ? get(name + ending) : nullptr;
    if (packed != nullptr) {
      chosen = packed;
      reply->set("Content-Encoding", coding);
      break;
    }
  }
  reply->set("Vary", "Accept-Encoding");
  reply->set("ETag", chosen->etag);
  reply->set("Cache-Control",
             name.starts_with("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
  reply->content_type = type_of(name);
  if (lists(request.header("if-none-match"), chosen->etag)) {
    reply->status = 304;
    return reply;
  }
  reply->shared_body = chosen->bytes;
  return reply;
}

}  // namespace ckl::edge::http
