#include "cli/outcome.hpp"

#include <array>
#include <cstdio>

#include <fmt/format.h>
#include <google/protobuf/util/json_util.h>
#include <nlohmann/json.hpp>

#include "cli/stockholm.hpp"
#include "cli/words.hpp"

namespace ckl::cli {

namespace {

constexpr std::array exit_names = {
    "ok",        "internal", "usage",           "refused",     "not_permitted",
    "not_found", "invalid",  "unauthenticated", "unavailable", "conflict"};

void add_line(std::string& text, const std::string& label, const std::string& value) {
  if (!value.empty()) text += fmt::format("      {} {}\n", label, value);
}

std::string json_of(const Trouble& trouble) {
  nlohmann::ordered_json error;
  const auto exit = static_cast<std::size_t>(trouble.exit);
  error["code"] = exit_names[exit];
  error["exit"] = exit;
  error["message"] = trouble.words;
  if (trouble.rejection) error["rejection"] = nlohmann::json::parse(to_json(*trouble.rejection));
  nlohmann::ordered_json whole;
  whole["error"] = std::move(error);
  return whole.dump();
}

std::string accepted_in_words(const v1::Accepted& accepted, const Session& session) {
  const std::string time = show_time(to_instant(accepted.time()), session.now());
  const std::string numbers =
      accepted.last_sequence() < accepted.first_sequence()
          ? std::string{}
          : fmt::format(", journal {}–{}", accepted.first_sequence(), accepted.last_sequence());
  return session.voice()("Klart", "Done") +
         fmt::format(": {} ({}{})\n", accepted.subject().empty() ? "–" : accepted.subject(), time,
                     numbers);
}

}  // namespace

std::string to_json(const google::protobuf::Message& message) {
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(message, &json);
  return status.ok() ? json : "{}";
}

void print(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
  std::fflush(stdout);
}

std::string in_words(const v1::Rejection& rejection, const Voice& voice) {
  std::string text =
      fmt::format("{}: {}\n", voice("Avslag", "Refused"), word_for(rejection.code(), voice));
  for (const v1::Breach& breach : rejection.breaches()) {
    text += fmt::format("  {}  {}\n", breach.rule(), voice(breach.message()));
    add_line(text, voice("Fält:", "Field:"), breach.field());
    add_line(text, voice("Grund:", "Basis:"), breach.basis());
    add_line(text, voice("Vem får:", "Who may:"), voice(breach.who_may()));
    add_line(text, voice("Gör nu:", "Do now:"), voice(breach.what_now()));
  }
  return text;
}

int fail(const Session& session, const Trouble& trouble) {
  if (session.options().json) {
    print(json_of(trouble) + "\n");
  } else {
    const std::string words =
        trouble.rejection ? in_words(*trouble.rejection, session.voice()) : trouble.words + "\n";
    std::fwrite(words.data(), 1, words.size(), stderr);
  }
  return static_cast<int>(trouble.exit);
}

int command(Session& session, const std::string& method, const google::protobuf::Message& request) {
  return ask<v1::CommandResult>(session, method, request, [&](const v1::CommandResult& result) {
    return accepted_in_words(result.accepted(), session);
  });
}

}  // namespace ckl::cli
