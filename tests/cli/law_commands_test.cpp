// The commands of the law can all be given on the command line.
#include <array>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "ckl/v1/command_law.pb.h"
#include "ckl/v1/services/alert.pb.h"
#include "ckl/v1/services/committee.pb.h"
#include "ckl/v1/services/incident.pb.h"
#include "ckl/v1/services/organisation.pb.h"
#include "cli/open_form.hpp"

namespace ckl::test {
namespace {

// The names of the messages that some form was made for.
std::set<std::string> known_requests() {
  std::set<std::string> known;
  cli::each_law_command([&](const cli::OpenCommand& command) {
    known.insert(command.request.GetDescriptor()->name());
  });
  return known;
}

TEST(LawCommands, CoverEveryMethodWhoseRequestIsACommandOfTheLaw) {
  const auto known = known_requests();
  const auto& file = *v1::CallMeeting::descriptor()->file();
  for (int at = 0; at < file.message_type_count(); ++at) {
    const std::string& name = file.message_type(at)->name();
    EXPECT_TRUE(known.contains(name)) << name << " has no form";
  }
}

// A file of services alone is linked, and so known, only because somebody names it.
const std::array service_files = {
    &descriptor_table_ckl_2fv1_2fservices_2falert_2eproto,
    &descriptor_table_ckl_2fv1_2fservices_2fcommittee_2eproto,
    &descriptor_table_ckl_2fv1_2fservices_2fincident_2eproto,
    &descriptor_table_ckl_2fv1_2fservices_2forganisation_2eproto,
};

TEST(LawCommands, NameTheServiceThatHasTheMethod) {
  for (const auto* file : service_files) ASSERT_NE(file, nullptr);
  const std::map<std::string, const google::protobuf::FileDescriptor*> files{
      {"CommitteeService", google::protobuf::DescriptorPool::generated_pool()->FindFileByName(
                               "ckl/v1/services/committee.proto")},
      {"IncidentService", google::protobuf::DescriptorPool::generated_pool()->FindFileByName(
                              "ckl/v1/services/incident.proto")},
      {"AlertService", google::protobuf::DescriptorPool::generated_pool()->FindFileByName(
                           "ckl/v1/services/alert.proto")},
      {"OrganisationService", google::protobuf::DescriptorPool::generated_pool()->FindFileByName(
                                  "ckl/v1/services/organisation.proto")}};
  cli::each_law_command([&](const cli::OpenCommand& command) {
    const auto slash = command.method.find('/');
    const auto found = files.find(command.method.substr(0, slash));
    ASSERT_NE(found, files.end()) << command.method;
    ASSERT_NE(found->second, nullptr) << command.method;
    const auto* service = found->second->FindServiceByName(found->first);
    const auto* method = service->FindMethodByName(command.method.substr(slash + 1));
    ASSERT_NE(method, nullptr) << command.method;
    EXPECT_EQ(method->input_type()->name(), command.request.GetDescriptor()->name());
  });
}

TEST(LawCommands, ReadASeat) {
  EXPECT_EQ(cli::read_seat("anna").person, "anna");
  EXPECT_FALSE(cli::read_seat("anna").remote);
  EXPECT_EQ(cli::read_seat("bo@").person, "bo");
  EXPECT_TRUE(cli::read_seat("bo@").remote);
  EXPECT_EQ(cli::read_seat("cia>dan").person, "cia");
  EXPECT_EQ(cli::read_seat("cia>dan").serves_for, "dan");
  EXPECT_EQ(cli::read_seat("cia>dan@").serves_for, "dan");
  EXPECT_TRUE(cli::read_seat("cia>dan@").remote);
}

}  // namespace
}  // namespace ckl::test
