// What surrounds the methods: health, reflection, where it may listen.
#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include "edge_grpc/client.hpp"
#include "edge_grpc/house.hpp"

namespace ckl::test {
namespace {

// One request and one response of a streaming method, as bytes.
std::string exchange(const Client& client, const std::string& method, const std::string& request) {
  ::grpc::GenericStub stub{client.channel()};
  ::grpc::CompletionQueue queue;
  ::grpc::ClientContext context;
  const auto wait = [&] {
    void* tag = nullptr;
    bool ok = false;
    return queue.Next(&tag, &ok) && ok;
  };
  auto stream = stub.PrepareCall(&context, method, &queue);
  stream->StartCall(nullptr);
  if (!wait()) return {};
  const ::grpc::Slice out{request};
  stream->Write(::grpc::ByteBuffer{&out, 1}, nullptr);
  if (!wait()) return {};
  ::grpc::ByteBuffer answer;
  stream->Read(&answer, nullptr);
  const bool read = wait();
  ::grpc::Slice in;
  std::string bytes;
  if (read && answer.DumpToSingleSlice(&in).ok()) bytes.assign(in.begin(), in.end());
  context.TryCancel();
  ::grpc::Status status;
  stream->Finish(&status, nullptr);
  std::ignore = wait();
  queue.Shutdown();
  return bytes;
}

TEST(Health, IsServedWithoutAToken) {
  House house;
  Client client{house.address(), ""};
  std::string response;
  ASSERT_TRUE(client.call_raw("/grpc.health.v1.Health/Check", "", response).ok());
  EXPECT_EQ(response, "\x08\x01");  // SERVING
  house.on_main([&] { house.server().set_serving(false); });
  ASSERT_TRUE(client.call_raw("/grpc.health.v1.Health/Check", "", response).ok());
  EXPECT_EQ(response, "\x08\x02");  // NOT_SERVING
}

TEST(Reflection, ListsTheServices) {
  House house;
  const Client client{house.address(), ""};
  const std::string listed = exchange(
      client, "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", "\x3a\x01*");
  for (const char* service : {"ckl.v1.IncidentService", "ckl.v1.AccessService",
                              "ckl.v1.StreamService", "grpc.health.v1.Health"}) {
    EXPECT_THAT(listed, testing::HasSubstr(service));
  }
  const std::string file =
      exchange(client, "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
               "\x22\x16"
               "ckl.v1.IncidentService");
  EXPECT_THAT(file, testing::HasSubstr("ReportIncident"));
}

ports::Result<std::uint16_t> start_on(edge::rpc::Options options) {
  boost::asio::io_context io;
  const edge::Services services;
  edge::Api api{services};
  edge::rpc::Server server{io.get_executor(), services, api, std::move(options)};
  return server.start();
}

TEST(Listening, InPlainTextIsForLoopback) {
  edge::rpc::Options options;
  options.port = 0;
  options.host = "0.0.0.0";
  const auto refused = start_on(options);
  ASSERT_FALSE(refused.has_value());
  EXPECT_THAT(refused.error().what, testing::HasSubstr("certificate"));
  options.host = "127.0.0.1";
  EXPECT_TRUE(start_on(options).has_value());
}

TEST(Listening, WithACertificateThatIsNotThereIsRefused) {
  edge::rpc::Options options;
  options.port = 0;
  options.certificate_file = "/nowhere/cert.pem";
  options.key_file = "/nowhere/key.pem";
  EXPECT_FALSE(start_on(options).has_value());
}

TEST(Listening, TwiceOnOnePortIsRefused) {
  House house;
  edge::rpc::Options options;
  options.port =
      static_cast<std::uint16_t>(std::stoi(house.address().substr(house.address().find(':') + 1)));
  EXPECT_FALSE(start_on(options).has_value());
}

}  // namespace
}  // namespace ckl::test
