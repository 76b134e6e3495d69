// gRPC over TLS: whoever trusts the city's authority is served, and nobody else.
#include <gtest/gtest.h>

#include "auth/scratch_folder.hpp"
#include "edge_grpc/client.hpp"
#include "edge_grpc/house.hpp"

namespace ckl::test {
namespace {

using namespace std::chrono_literals;
using ::grpc::StatusCode;

class Tls : public ::testing::Test {
 protected:
  // A call that finds no way to the server; what the client says about it.
  ::grpc::Status try_with(const std::string& authority) {
    Client client{house_.address(), "tib", authority};
    v1::ReportIncident request;
    v1::CommandResult result;
    return client.call("/ckl.v1.IncidentService/ReportIncident", request, result, 5s);
  }

  ScratchFolder folder_;
  Vouched files_ = make_vouched_certificate(folder_ / "");
  House house_{edge::rpc::Limits{}, files_};
};

TEST_F(Tls, ServesWhoeverTrustsItsAuthority) {
  Client tib{house_.address(), "tib", contents_of(files_.authority)};
  v1::CommandResult result;
  const auto status = tib.report("c-1", "Över TLS", result);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(result.accepted().subject(), "incident-1");

  v1::SubscribeRequest request;
  request.set_workspace("skarpt");
  request.set_after(result.accepted().first_sequence() - 1);
  Subscription subscription{tib, request};
  EXPECT_TRUE(subscription.next().has_hello());
  EXPECT_EQ(subscription.events(1).at(0), result.accepted().first_sequence());
}

TEST_F(Tls, IsNotTakenForAnotherServer) {
  const auto before = house_.head();
  const ScratchFolder elsewhere;
  const auto other = make_vouched_certificate(elsewhere / "");
  EXPECT_EQ(try_with(contents_of(other.authority)).error_code(), StatusCode::UNAVAILABLE);
  EXPECT_EQ(house_.head(), before);
}

TEST_F(Tls, SpeaksNoPlainText) {
  const auto before = house_.head();
  EXPECT_EQ(try_with("").error_code(), StatusCode::UNAVAILABLE);
  EXPECT_EQ(house_.head(), before);
}

}  // namespace
}  // namespace ckl::test
