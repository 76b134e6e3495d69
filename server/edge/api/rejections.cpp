#include "edge/api/rejections.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "codec/codec.hpp"

namespace ckl::edge {

namespace {

using domain::Rejection;
using domain::RejectionCode;
using domain::Text;

Rejection refuse(RejectionCode code, std::string_view rule, Text message, Text what_now) {
  Rejection rejection = codec::input_rejection(rule, {}, std::move(message), std::move(what_now));
  rejection.code = code;
  return rejection;
}

}  // namespace

Rejection thing_unknown(std::string_view rule, std::string_view field, Text message,
                        Text what_now) {
  Rejection rejection =
      refuse(RejectionCode::not_found, rule, std::move(message), std::move(what_now));
  rejection.breaches.front().field = field;
  return rejection;
}

Rejection workspace_unknown(std::string_view id) {
  return thing_unknown("INPUT_UNKNOWN_WORKSPACE", "workspace",
                       {fmt::format("Arbetsytan ”{}” finns inte.", id),
                        fmt::format("There is no workspace \"{}\".", id)},
                       {"Välj en av arbetsytorna; skarpt läge heter ”skarpt”.",
                        "Choose one of the workspaces; the live one is \"skarpt\"."});
}

Rejection plan_unknown(std::string_view id) {
  return thing_unknown("INPUT_UNKNOWN_PLAN", "plan",
                       {fmt::format("Inkallningsplanen ”{}” finns inte.", id),
                        fmt::format("There is no call-out plan \"{}\".", id)},
                       {"Välj en av arbetsytans planer.", "Choose one of the workspace's plans."});
}

Rejection callout_unknown(std::string_view id) {
  return thing_unknown("INPUT_UNKNOWN_CALLOUT", "callout",
                       {fmt::format("Inkallningen ”{}” finns inte.", id),
                        fmt::format("There is no call-out \"{}\".", id)},
                       {"Se ckl callout status, eller inkallningarna på lägesbilden.",
                        "See ckl callout status, or the call-outs on the board."});
}

Rejection person_unknown() {
  return thing_unknown(
      "INPUT_UNKNOWN_PERSON", "person",
      {"Personen finns inte i organisationen.", "The person is not in the organisation."},
      {"Lägg till personen i konfigurationen först.",
       "Add the person to the configuration first."});
}

Rejection token_refused() {
  return refuse(RejectionCode::unauthenticated, "ACCESS_TOKEN",
                {"Du är inte inloggad, eller så gäller din åtkomstnyckel inte längre.",
                 "You are not signed in, or your token is no longer valid."},
                {"Ange en giltig åtkomstnyckel; en administratör kan ge dig en ny.",
                 "Give a valid token; an administrator can make you a new one."});
}

Rejection administrators_only() {
  Rejection rejection = refuse(RejectionCode::not_permitted, "ACCESS_ADMINISTRATOR_ONLY",
                               {"Bara en administratör får hantera åtkomstnycklar.",
                                "Only an administrator may handle tokens."},
                               {"Be en administratör.", "Ask an administrator."});
  rejection.breaches.front().who_may = {"Den som har en administratörs åtkomstnyckel.",
                                        "Whoever has an administrator's token."};
  return rejection;
}

Rejection beyond_head(domain::Sequence after, domain::Sequence head) {
  Rejection rejection =
      refuse(RejectionCode::precondition, "STREAM_BEYOND_HEAD",
             {fmt::format("Händelse {} finns inte än; den senaste är {}.", after, head),
              fmt::format("There is no event {} yet; the last one is {}.", after, head)},
             {"Börja om från en ögonblicksbild.", "Start again from a snapshot."});
  rejection.breaches.front().field = "after";
  return rejection;
}

Rejection too_many_of_one(std::size_t most) {
  return refuse(RejectionCode::exhausted, "STREAM_TOO_MANY_OF_ONE",
                {fmt::format("Du följer redan arbetsytan på {} ställen.", most),
                 fmt::format("You follow the workspace in {} places already.", most)},
                {"Stäng några skärmar, eller logga in som en annan person på den här.",
                 "Close some screens, or sign in as another person on this one."});
}

Rejection other_journal() {
  Rejection rejection =
      refuse(RejectionCode::precondition, "STREAM_OTHER_JOURNAL",
             {"Numret du vill fortsätta från hör till en annan journal.",
              "The number you resume from belongs to another journal."},
             {"Börja om från en ögonblicksbild.", "Start again from a snapshot."});
  rejection.breaches.front().field = "journal";
  return rejection;
}

Rejection server_failed(const ports::Failure& failure) {
  spdlog::error("a request failed: {}", failure.what);
  return refuse(RejectionCode::unavailable, "SERVER_FAILED",
                {"Servern kunde inte utföra det.", "The server could not do it."},
                {"Försök igen; säg till driften om det fortsätter.",
                 "Try again; tell operations if it goes on."});
}

std::string in_one_line(const Rejection& rejection) {
  if (rejection.breaches.empty()) return {};
  const domain::Breach& first = rejection.breaches.front();
  return fmt::format("{} / {}", first.message.sv, first.message.en);
}

}  // namespace ckl::edge
