// Parts of a workspace's image in words: used by `status`, `callout status` and `obligation list`.
#pragma once

#include <string>

#include "ckl/v1/model.pb.h"
#include "cli/stockholm.hpp"
#include "cli/voice.hpp"

namespace ckl::cli {

struct Picture {
  const v1::WorkspaceImage& image;
  const Voice& voice;
  Instant now;

  [[nodiscard]] std::string person(const std::string& id) const;
  [[nodiscard]] std::string position(const std::string& id) const;
  [[nodiscard]] std::string time(const google::protobuf::Timestamp& time) const;

  // Mode, CKL and KN.
  [[nodiscard]] std::string posture() const;
  [[nodiscard]] std::string incidents() const;
  // What one person answered: the last, then those before it.
  [[nodiscard]] std::string answers(const v1::Call& call) const;
  // One line per position: "2 av 3".
  [[nodiscard]] std::string callouts() const;
  // Every called person of one call-out.
  [[nodiscard]] std::string callout(const v1::Callout& callout) const;
  // Proposals, takeovers in force and those returned, with the parts that went back before.
  [[nodiscard]] std::string takeovers() const;
  [[nodiscard]] std::string decisions() const;
  [[nodiscard]] std::string obligations(bool closed_too) const;
};

}  // namespace ckl::cli
