// The built dashboard, read into memory at start: what is not in the folder then can't be asked
// for, so no path can lead out of it.
//
// Immutable after loading. Hashed names under /assets/ may be cached for ever, everything else is
// asked for again (ETag). Compressed twins (.br, .gz) made by the build are used when the client
// takes them.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "edge/http/message.hpp"
#include "ports/failure.hpp"

namespace ckl::edge::http {

class StaticFiles {
 public:
  // An empty or missing folder has no files. A file that can't be read, or too much in all, is a
  // failure.
  [[nodiscard]] static ports::Result<StaticFiles> load(const std::filesystem::path& folder);

  // The reply to GET or HEAD, or nothing when there is no such page or file.
  [[nodiscard]] std::unique_ptr<Reply> find(const Request& request) const;

  [[nodiscard]] bool empty() const { return files_.empty(); }

 private:
  struct File {
    std::shared_ptr<const std::string> bytes;
    std::string etag;
  };

  [[nodiscard]] const File* get(const std::string& name) const;

  std::map<std::string, File> files_;  // by path with a leading slash
};

}  // namespace ckl::edge::http
