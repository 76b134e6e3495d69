// Relief: how long positions last, who relieves whom, answers, and handovers.
#include <fmt/format.h>

#include "ckl/v1/command.pb.h"
#include "ckl/v1/services/relief.pb.h"
#include "cli/commands.hpp"
#include "cli/stockholm.hpp"
#include "cli/table.hpp"
#include "cli/words.hpp"

namespace ckl::cli {

namespace {

std::string persons_of(const google::protobuf::RepeatedPtrField<v1::ReliefShift>& shifts,
                       const Voice& say) {
  std::string all;
  for (const auto& shift : shifts) {
    const bool nobody = shift.person().empty();
    const bool unsure = shift.state() == v1::SHIFT_STATE_ASKED;
    all += (all.empty() ? "" : ", ") + (nobody ? say("INGEN", "NOBODY") : shift.person()) +
           (unsure ? "?" : "");
  }
  return all.empty() ? "-" : all;
}

// A shape besides the words, for whoever sees no colours.
std::string show_forecast(const v1::GetReliefResponse& response, const Voice& say) {
  Table table({"", say("händelse", "incident"), say("befattning", "position"), say("nu", "now"),
               say("sedan", "then"), say("räcker till", "lasts until"),
               say("bekräftat till", "confirmed until"), "plan"});
  for (const auto& row : response.forecast()) {
    table.add({row.red() ? "▲" : "●", row.incident(), say(row.name().sv(), row.name().en()),
               persons_of(row.now(), say), persons_of(row.next(), say),
               show_minute(row.staffed_until()), show_minute(row.answered_until()),
               row.plan().empty() ? say("ingen", "none") : row.plan()});
  }
  return table.empty() ? say("Ingen befattning är bemannad i en allvarlig händelse.\n",
                             "No position is staffed in a serious incident.\n")
                       : table.text();
}

std::string show_plans(const v1::GetReliefResponse& response, const Voice& say) {
  std::string text;
  for (const auto& plan : response.plans()) {
    text += fmt::format("{}  {}  {}  {}\n", plan.id(), plan.incident(), plan.position(),
                        say("till ", "until ") + show_minute(plan.until()));
    Table table({say("pass", "shift"), say("från", "from"), say("till", "until"), say("vem", "who"),
                 say("läge", "state"), say("avsteg", "departure")});
    for (const auto& shift : plan.shifts()) {
      table.add({shift.id(), show_minute(shift.from()), show_minute(shift.until()), shift.person(),
                 word_for(shift.state(), say), shift.override_reason()});
    }
    text += table.text();
  }
  for (const auto& handover : response.handovers()) {
    const std::string state =
        handover.has_signed_off()
            ? say("undertecknad av båda ", "signed by both ") + show_minute(handover.signed_off())
            : say("VÄNTAR PÅ UNDERSKRIFT av ", "WAITS FOR THE SIGNATURE of ") + handover.incoming();
    text += fmt::format("{}  {} → {}  {}\n  {}\n", handover.id(), handover.outgoing(),
                        handover.incoming(), state, handover.note().picture());
  }
  return text.empty() ? say("Ingen avlösningsplan.\n", "No relief plan.\n") : text;
}

void add_question(const Registry& registry, CLI::App& group, bool forecast) {
  const Voice& say = registry.voice;
  using Request = v1::GetReliefRequest;
  Form<Request> form{group, forecast ? "forecast" : "show",
                     forecast
                         ? say("Hur länge räcker folket?", "How long do the people last?")
                         : say("Planer, pass och överlämningar", "Plans, shifts and handovers")};
  form.id("incident", "incident", &Request::set_incident,
          say("Bara denna händelse", "One incident alone"));
  form.then(registry, [say, forecast](Session& session, Request& request) {
    request.set_workspace(session.options().workspace);
    return ask<v1::GetReliefResponse>(
        session, "ReliefService/GetRelief", request, [&](const v1::GetReliefResponse& response) {
          return forecast ? show_forecast(response, say) : show_plans(response, say);
        });
  });
}

void add_planning(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  Form<v1::ProposeRelief> propose{group, "propose",
                                  say("Föreslå avlösning, eller gör om förslaget",
                                      "Propose relief, or make the proposal anew")};
  propose.id("incident", "incident", &v1::ProposeRelief::set_incident, say("Händelse", "Incident"))
      ->required();
  propose.text("--position", &v1::ProposeRelief::set_position,
               say("Befattning; annars alla", "Position; otherwise all"));
  propose.then_send(registry, "ReliefService/ProposeRelief");

  using Assign = v1::AssignShift;
  Form<Assign> assign{group, "assign", say("Sätt någon på ett pass", "Put somebody on a shift")};
  assign.text("person", &Assign::set_person, say("Vem", "Who"))->required();
  assign.text("--shift", &Assign::set_shift, say("Pass (relief-1-2)", "Shift (relief-1-2)"));
  assign.id("--plan", "relief", &Assign::set_plan,
            say("Plan, för ett nytt pass", "Plan, for a new shift"));
  assign.time("--from", &Assign::mutable_from, say("Från", "From"));
  assign.time("--until", &Assign::mutable_until, say("Till", "Until"));
  assign.text("--override", &Assign::set_override_reason,
              say("Skriftligt skäl till avsteg från gränserna",
                  "Written reason to depart from the limits"));
  assign.then_send(registry, "ReliefService/AssignShift");

  using Clear = v1::ClearShift;
  Form<Clear> clear{group, "clear", say("Ta bort den som har passet", "Take who has it off")};
  clear.text("shift", &Clear::set_shift, say("Pass", "Shift"))->required();
  clear.text("--reason", &Clear::set_reason, say("Skäl", "Reason"))->required();
  clear.then_send(registry, "ReliefService/ClearShift");

  using End = v1::EndRelief;
  Form<End> end{group, "end", say("Avsluta en plan", "End a plan")};
  end.id("plan", "relief", &End::set_plan, say("Plan", "Plan"))->required();
  end.text("--reason", &End::set_reason, say("Skäl", "Reason"))->required();
  end.then_send(registry, "ReliefService/EndRelief");
}

void add_answer(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  using Request = v1::AnswerShift;
  Form<Request> form{group, "answer", say("Svara om ett pass", "Answer for a shift")};
  form.text("shift", &Request::set_shift, say("Pass", "Shift"))->required();
  form.sub()
      .add_flag_function(
          "--available,!--not-available",
          [request = &form.request()](std::int64_t count) { request->set_available(count > 0); },
          say("Kan eller kan inte; ett nej går till nästa",
              "Can or can not; a no goes to the next"))
      ->required();
  form.text("--person", &Request::set_person,
            say("Vem det gäller; annars du själv", "Who; otherwise yourself"));
  form.text("--reason", &Request::set_reason, say("Skäl", "Reason"));
  form.then_send(registry, "ReliefService/AnswerShift");
}

void add_handover(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  using Request = v1::WriteHandover;
  Form<Request> form{group, "hand-over",
                     say("Skriv en överlämning, och underteckna den som den som går",
                         "Write a handover, and sign it as the one who leaves")};
  form.text("shift", &Request::set_shift, say("Passet som lämnas", "The shift that is left"))
      ->required();
  form.text("--to", &Request::set_incoming,
            say("Vem som tar över; annars enligt planen", "Who takes over; otherwise by the plan"));
  const auto note = [&](const char* option, void (v1::HandoverNote::*set)(const std::string&),
                        const std::string& words) {
    return form.sub().add_option_function<std::string>(
        option,
        [request = &form.request(), set](const std::string& text) {
          (request->mutable_note()->*set)(text);
        },
        words);
  };
  using Note = v1::HandoverNote;
  note("--picture", &Note::set_picture, say("Läget", "The picture"))->required();
  note("--open-tasks", &Note::set_open_tasks, say("Öppna uppgifter", "Open tasks"));
  note("--pending-decisions", &Note::set_pending_decisions,
       say("Beslut som väntar", "Pending decisions"));
  note("--promises", &Note::set_promises, say("Löften till andra", "Promises to others"));
  note("--contacts", &Note::set_contacts, say("Kontakter", "Contacts"));
  note("--next-clock", &Note::set_next_clock, say("Nästa tid att passa", "The next time to keep"));
  form.then_send(registry, "ReliefService/WriteHandover");

  using Sign = v1::SignHandover;
  Form<Sign> sign{group, "sign",
                  say("Underteckna som den som tar över", "Sign as the one who takes over")};
  sign.id("handover", "handover", &Sign::set_handover, say("Överlämning", "Handover"))->required();
  sign.then_send(registry, "ReliefService/SignHandover");
}

}  // namespace

void add_relief_commands(const Registry& registry) {
  CLI::App& group = *registry.app.add_subcommand(
      "relief", registry.voice("Uthållighet: avlösning, pass och överlämning",
                               "Endurance: relief, shifts and handover"));
  group.require_subcommand(1);
  add_question(registry, group, true);
  add_question(registry, group, false);
  add_planning(registry, group);
  add_answer(registry, group);
  add_handover(registry, group);
}

}  // namespace ckl::cli
