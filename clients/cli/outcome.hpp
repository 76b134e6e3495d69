// How results and refusals are shown: in words for people, as JSON for programs.
#pragma once

#include <string>

#include <google/protobuf/message.h>

#include "cli/session.hpp"

namespace ckl::cli {

// One line of protobuf JSON.
[[nodiscard]] std::string to_json(const google::protobuf::Message& message);

// Every breach with its basis, who may instead and what to do now.
[[nodiscard]] std::string in_words(const v1::Rejection& rejection, const Voice& voice);

// Says what went wrong, on stderr in words or on stdout as {"error": ...}; the exit code.
int fail(const Session& session, const Trouble& trouble);

// Calls a query; prints its response as JSON, or hands it to `show`.
template <class Response, class Show>
int ask(Session& session, const std::string& method, const google::protobuf::Message& request,
        const Show& show);

// Sends a command and says what became of it.
int command(Session& session, const std::string& method, const google::protobuf::Message& request);

void print(const std::string& text);

template <class Response, class Show>
int ask(Session& session, const std::string& method, const google::protobuf::Message& request,
        const Show& show) {
  Response response;
  if (const auto trouble = session.call(method, request, response)) return fail(session, *trouble);
  if (session.options().json) {
    print(to_json(response) + "\n");
  } else {
    print(show(response));
  }
  return static_cast<int>(Exit::ok);
}

}  // namespace ckl::cli
