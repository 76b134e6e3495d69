#include "edge/grpc/hall.hpp"

#include <algorithm>

#include "codec/json.hpp"
#include "edge/api/rejections.hpp"

namespace ckl::edge::rpc {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

}  // namespace

::grpc::Status stopping() {
  return {::grpc::StatusCode::UNAVAILABLE,
          "Servern stängs av; fortsätt när den är tillbaka. / The server is stopping; go on when "
          "it is back."};
}

std::string bearer_of(const ::grpc::CallbackServerContext& context) {
  constexpr std::string_view scheme = "bearer ";
  const auto& metadata = context.client_metadata();
  const auto found = metadata.find("authorization");
  if (found == metadata.end()) return {};
  const std::string_view value{found->second.data(), found->second.size()};
  const bool bearer = value.size() > scheme.size() &&
                      std::ranges::equal(value.substr(0, scheme.size()), scheme, {}, lower);
  return bearer ? std::string{value.substr(scheme.size())} : std::string{};
}

std::expected<ports::Principal, domain::Rejection> authenticate(const Services& services,
                                                                std::string_view token) {
  auto principal = services.authenticator->authenticate(token);
  if (!principal) return std::unexpected(token_refused());
  return *std::move(principal);
}

std::expected<void, domain::Rejection> parse(const ::grpc::ByteBuffer& bytes,
                                             google::protobuf::Message& out) {
  ::grpc::Slice slice;
  if (!bytes.DumpToSingleSlice(&slice).ok()) return {};  // an empty message has no slices
  return codec::from_bytes({reinterpret_cast<const char*>(slice.begin()), slice.size()}, out);
}

}  // namespace ckl::edge::rpc
