#include "cluster/membership.hpp"

#include <string>

namespace ckl::cluster {

ports::Result<NodeRole> membership(std::string_view kind) {
  if (kind == name_of(NodeRole::alone)) return NodeRole::alone;
  return std::unexpected(ports::Failure{
      .code = ports::FailureCode::invalid,
      .what = "cluster kind '" + std::string(kind) + "' is not known; this version knows 'alone'"});
}

std::string_view name_of(NodeRole role) {
  switch (role) {
    case NodeRole::alone:
      return "alone";
  }
  return "unknown";
}

}  // namespace ckl::cluster
