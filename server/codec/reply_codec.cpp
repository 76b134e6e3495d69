// Answers to commands, and the small parts that other messages need.
#include <array>

#include "codec/codec.hpp"
#include "codec/parts.hpp"

namespace ckl::codec {

namespace {

void read(const v1::Rejection& from, domain::Rejection& to, Reader& reader) {
  reader.complete(from);
  reader.choice(from.code(), to.code);
  for (const v1::Breach& breach : from.breaches()) {
    reader.complete(breach);
    domain::Breach& out = to.breaches.emplace_back();
    out.rule.value = breach.rule();
    out.basis = breach.basis();
    read(breach.message(), out.message, reader);
    read(breach.who_may(), out.who_may, reader);
    read(breach.what_now(), out.what_now, reader);
    out.field = breach.field();
  }
}

void read(const v1::Accepted& from, ports::AcceptedReply& to, Reader& reader) {
  reader.complete(from);
  to.first = from.first_sequence();
  to.last = from.last_sequence();
  reader.instant(from.has_time(), from.time(), to.time);
  to.subject = from.subject();
}

struct ReplyWriter {
  v1::CommandResult& out;

  void operator()(const ports::AcceptedReply& reply) const {
    v1::Accepted& accepted = *out.mutable_accepted();
    accepted.set_first_sequence(reply.first);
    accepted.set_last_sequence(reply.last);
    encode(reply.time, *accepted.mutable_time());
    accepted.set_subject(reply.subject);
  }
  void operator()(const domain::Rejection& rejection) const {
    encode(rejection, *out.mutable_rejected());
  }
};

}  // namespace

void encode(const domain::Text& text, v1::Text& out) { write(text, out); }

void encode(const domain::Organisation& organisation, v1::Organisation& out) {
  write(organisation, out);
}

void encode(const domain::Person& person, v1::Person& out) { write(person, out); }

void encode(const domain::Mandate& mandate, v1::Mandate& out) { write(mandate, out); }

void encode(domain::Instant instant, google::protobuf::Timestamp& out) {
  const auto whole = std::chrono::floor<std::chrono::seconds>(instant);
  out.set_seconds(whole.time_since_epoch().count());
  out.set_nanos(static_cast<std::int32_t>(
      std::chrono::duration_cast<std::chrono::nanoseconds>(instant - whole).count()));
}

v1::Mode to_proto(domain::Mode mode) { return wire(mode); }

void encode(const domain::Rejection& rejection, v1::Rejection& out) {
  out.set_code(wire(rejection.code));
  for (const domain::Breach& breach : rejection.breaches) {
    v1::Breach& to = *out.add_breaches();
    to.set_rule(breach.rule.value);
    to.set_basis(breach.basis);
    write(breach.message, *to.mutable_message());
    if (breach.who_may != domain::Text{}) write(breach.who_may, *to.mutable_who_may());
    if (breach.what_now != domain::Text{}) write(breach.what_now, *to.mutable_what_now());
    to.set_field(breach.field);
  }
}

domain::Rejection decode(const v1::Rejection& rejection) {
  domain::Rejection out;
  Reader reader;
  read(rejection, out, reader);
  return out;
}

void encode(const ports::Reply& reply, std::string_view command_id, v1::CommandResult& out) {
  out.set_command_id(std::string{command_id});
  std::visit(ReplyWriter{out}, reply);
}

ports::Result<ports::Reply> decode_reply(const v1::CommandResult& result) {
  Reader reader;
  reader.complete(result);
  ports::Reply reply;
  if (result.has_accepted()) {
    read(result.accepted(), reply.emplace<ports::AcceptedReply>(), reader);
  } else if (result.has_rejected()) {
    read(result.rejected(), reply.emplace<domain::Rejection>(), reader);
  } else {
    reader.fail("neither acceptance nor rejection");
  }
  if (!reader.ok()) {
    return std::unexpected(ports::Failure{.code = ports::FailureCode::corrupt,
                                          .what = "remembered reply: " + reader.fault()});
  }
  return reply;
}

}  // namespace ckl::codec
