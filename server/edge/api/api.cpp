#include "edge/api/api.hpp"

#include <array>
#include <map>

#include <spdlog/spdlog.h>

#include "ckl/v1/services/alert.pb.h"
#include "ckl/v1/services/callout.pb.h"
#include "ckl/v1/services/committee.pb.h"
#include "ckl/v1/services/incident.pb.h"
#include "ckl/v1/services/log.pb.h"
#include "codec/input.hpp"
#include "edge/api/queries.hpp"
#include "edge/api/rejections.hpp"
#include "edge/api/signing.hpp"

namespace ckl::edge {

namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::ServiceDescriptor;

// The files that hold services and no messages are linked, and so known, only because somebody
// names them: here.
const std::array service_files = {
    &descriptor_table_ckl_2fv1_2fservices_2fincident_2eproto,
    &descriptor_table_ckl_2fv1_2fservices_2fcallout_2eproto,
    &descriptor_table_ckl_2fv1_2fservices_2fcommittee_2eproto,
    &descriptor_table_ckl_2fv1_2fservices_2flog_2eproto,
    &descriptor_table_ckl_2fv1_2fservices_2fworkspace_2eproto,
    &descriptor_table_ckl_2fv1_2fservices_2faccess_2eproto,
    &descriptor_table_ckl_2fv1_2fservices_2falert_2eproto,
    &descriptor_table_ckl_2fv1_2fservices_2forganisation_2eproto,
    &descriptor_table_ckl_2fv1_2fservices_2froster_2eproto,
    &descriptor_table_ckl_2fv1_2fservices_2fgateway_2eproto,
    &descriptor_table_ckl_2fv1_2fservices_2frelief_2eproto,
    &descriptor_table_ckl_2fv1_2fservices_2ftrial_2eproto,
    &descriptor_table_ckl_2fv1_2fservices_2fdirectory_2eproto,
    &descriptor_table_ckl_2fv1_2fservices_2fproof_2eproto,
    &descriptor_table_ckl_2fv1_2fservices_2fpasskey_2eproto,
};

using Handler = std::function<void(const Question&, const Message&, Respond)>;

// What the asking methods do, by the type of their request.
class Handlers {
 public:
  Handlers() {
    add<v1::ListWorkspacesRequest>();
    add<v1::GetImageRequest>();
    add<v1::ListEntriesRequest>();
    add<v1::ListRulesRequest>();
    add<v1::ListScenariosRequest>();
    add<v1::StartScenarioRequest>();
    add<v1::WhoAmIRequest>();
    add<v1::CreateTokenRequest>();
    add<v1::ListTokensRequest>();
    add<v1::RevokeTokenRequest>();
    add<v1::GetPushRequest>();
    add<v1::SubscribePushRequest>();
    add<v1::UnsubscribePushRequest>();
    add<v1::ListUnclearAnswersRequest>();
    add<v1::ListLeadsRequest>();
    add<v1::GetReadinessRequest>();
    add<v1::GetCouncilReportRequest>();
    add<v1::PreviewCalloutRequest>();
    add<v1::GetCalloutReportRequest>();
    add<v1::PreviewRosterRequest>();
    add<v1::GetDutyRequest>();
    add<v1::GetDutyHoursRequest>();
    add<v1::ListSwapsRequest>();
    add<v1::CreateDutyFeedRequest>();
    add<v1::ListGatewaysRequest>();
    add<v1::PreviewTextsRequest>();
    add<v1::GetReliefRequest>();
    add<v1::ListContactTestsRequest>();
    add<v1::ListDrillsRequest>();
    add<v1::GetContactsRequest>();
    add<v1::SetContactsRequest>();
    add<v1::EraseContactsRequest>();
    add<v1::ChangeDirectoryKeyRequest>();
    add<v1::ListReadsRequest>();
    add<v1::ListPostsRequest>();
    add<v1::GetCheckpointRequest>();
    add<v1::GetConsistencyRequest>();
    add<v1::GetReceiptRequest>();
    add<v1::ExportRequest>();
    add<v1::AddCosignatureRequest>();
    add<v1::RotateProofKeyRequest>();
    add<v1::BeginSignInRequest>();
    add<v1::SignInRequest>();
    add<v1::BeginPasskeyRequest>();
    add<v1::AddPasskeyRequest>();
    add<v1::ListPasskeysRequest>();
    add<v1::RevokePasskeyRequest>();
    add<v1::InviteRequest>();
    add<v1::ListSessionsRequest>();
    add<v1::EndSessionRequest>();
    add<v1::PrepareDecisionRequest>();
  }

  [[nodiscard]] Handler find(const Descriptor* request) const {
    const auto found = all_.find(request);
    return found == all_.end() ? Handler{} : found->second;
  }

 private:
  template <class Request>
  void add() {
    all_[Request::descriptor()] = [](const Question& question, const Message& request,
                                     Respond respond) {
      answer(question, dynamic_cast<const Request&>(request), std::move(respond));
    };
  }

  std::map<const Descriptor*, Handler> all_;
};

// The member of the Command oneof that a message is, or nullptr.
const FieldDescriptor* command_member(const Descriptor* message) {
  const auto* oneof = v1::Command::descriptor()->oneof_decl(0);
  for (int at = 0; at < oneof->field_count(); ++at) {
    if (oneof->field(at)->message_type() == message) return oneof->field(at);
  }
  return nullptr;
}

struct Method {
  const Message* prototype = nullptr;
  const FieldDescriptor* command = nullptr;  // it is a command; else `handler` answers
  Handler handler;
};

using Methods = std::map<std::string, Method, std::less<>>;

void add_service(const ServiceDescriptor& service, const Handlers& handlers, Methods& methods) {
  auto* factory = google::protobuf::MessageFactory::generated_factory();
  for (int at = 0; at < service.method_count(); ++at) {
    const auto& rpc = *service.method(at);
    Method method{.prototype = factory->GetPrototype(rpc.input_type()),
                  .command = command_member(rpc.input_type()),
                  .handler = handlers.find(rpc.input_type())};
    if (method.command == nullptr && !method.handler) {
      // Somebody added an rpc to a .proto and nobody answers it: found by every test and start.
      spdlog::critical("the method {} has no handler", rpc.full_name());
      std::abort();
    }
    methods.emplace("/" + service.full_name() + "/" + rpc.name(), std::move(method));
  }
}

Methods all_methods() {
  Methods methods;
  const Handlers handlers;
  for (const auto* file : service_files) {
    const auto* pool = google::protobuf::DescriptorPool::generated_pool();
    const auto* descriptor = pool->FindFileByName(file->filename);
    for (int at = 0; at < descriptor->service_count(); ++at) {
      add_service(*descriptor->service(at), handlers, methods);
    }
  }
  return methods;
}

// Of a command that could not be decoded.
std::string command_id_of(const v1::Command& command) {
  const auto& reflection = *command.GetReflection();
  const auto* oneof = v1::Command::descriptor()->oneof_decl(0);
  const auto* member = reflection.GetOneofFieldDescriptor(command, oneof);
  if (member == nullptr) return {};
  const Message& body = reflection.GetMessage(command, member);
  const auto* id = body.GetDescriptor()->FindFieldByName("command_id");
  return body.GetReflection()->GetString(body, id);
}

domain::Rejection method_unknown() {
  return thing_unknown("INPUT_UNKNOWN_METHOD", {},
                       {"Metoden finns inte.", "There is no such method."},
                       {"Se proto/ckl/v1/services.", "See proto/ckl/v1/services."});
}

}  // namespace

struct Api::Impl {
  const Services& services;
  Methods methods = all_methods();

  void submit(const v1::Command& command, codec::DecodedCommand decoded, const Caller& caller,
              engine::Completion done) const {
    const Workspace* workspace = services.find_workspace(decoded.workspace.value);
    if (workspace == nullptr) return done(workspace_unknown(decoded.workspace.value));
    auto signature = check_signature(services, caller, {command, decoded, *workspace});
    if (!signature) return done(std::move(signature.error()));
    workspace->engine->submit_here({.command = std::move(decoded.command),
                                    .actor = {.person = caller.principal.person,
                                              .capacity = std::move(decoded.capacity),
                                              .machine = {},
                                              .via = caller.via},
                                    .command_id = std::move(decoded.command_id),
                                    .fingerprint = decoded.fingerprint,
                                    .signature = *std::move(signature)},
                                   std::move(done));
  }
};

Api::Api(const Services& services) : impl_(std::make_unique<Impl>(services)) {}

Api::~Api() = default;

std::unique_ptr<Message> Api::new_request(std::string_view method) const {
  const auto found = impl_->methods.find(method);
  if (found == impl_->methods.end()) return nullptr;
  return std::unique_ptr<Message>{found->second.prototype->New()};
}

void Api::call(std::string_view method, const Message& request, const Caller& caller,
               Respond respond) {
  const auto found = impl_->methods.find(method);
  if (found == impl_->methods.end()) return respond(std::unexpected(method_unknown()));
  if (found->second.command == nullptr) {
    codec::Input input;
    input.no_unknown_fields(request);
    if (!input.ok()) return respond(std::unexpected(std::move(input).rejection()));
    return found->second.handler({impl_->services, caller}, request, std::move(respond));
  }
  v1::Command command;
  Message& body = *command.GetReflection()->MutableMessage(&command, found->second.command);
  body.CopyFrom(request);
  auto decoded = codec::decode_command(command);
  if (!decoded) return respond(std::unexpected(std::move(decoded.error())));
  engine::Completion done = [command_id = decoded->command_id,
                             respond = std::move(respond)](const ports::Reply& reply) mutable {
    if (const auto* rejection = std::get_if<domain::Rejection>(&reply)) {
      return respond(std::unexpected(*rejection));
    }
    auto result = std::make_unique<v1::CommandResult>();
    codec::encode(reply, command_id, *result);
    respond(std::move(result));
  };
  impl_->submit(command, *std::move(decoded), caller, std::move(done));
}

void Api::command(const v1::Command& command, const Caller& caller, Answered answered) {
  auto decoded = codec::decode_command(command);
  if (!decoded) return answered(std::move(decoded.error()), command_id_of(command));
  engine::Completion done = [command_id = decoded->command_id, answered = std::move(answered)](
                                const ports::Reply& reply) mutable { answered(reply, command_id); };
  impl_->submit(command, *std::move(decoded), caller, std::move(done));
}

}  // namespace ckl::edge
