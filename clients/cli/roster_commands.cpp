// Duty rosters: adopt, swap, override, take over, hours, feeds; and who is on duty.
#include "ckl/v1/roster.pb.h"
#include "ckl/v1/services/roster.pb.h"
#include "cli/calendar_source.hpp"
#include "cli/commands.hpp"
#include "cli/roster_words.hpp"

namespace ckl::cli {

namespace {

struct Adoption {
  std::string where;
  std::vector<std::string> names;
  bool preview = false;
  bool leave_out = false;
};

int usage(const Session& session, std::string words) {
  return fail(session, {.exit = Exit::usage, .words = std::move(words), .rejection = std::nullopt});
}

// "A. Andersson=tib-1"
bool add_alias(const std::string& text, v1::PreviewRosterRequest& request) {
  const std::size_t equals = text.rfind('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size()) return false;
  v1::NameAlias& alias = *request.add_aliases();
  alias.set_name(text.substr(0, equals));
  alias.set_person(text.substr(equals + 1));
  return true;
}

int send_adoption(Session& session, const std::string& function, const CalendarSource& source,
                  const v1::PreviewRosterResponse& preview) {
  v1::AdoptRoster request;
  session.address(request);
  request.set_function(function);
  request.set_source(source.name);
  request.set_source_hash(preview.source_hash());
  *request.mutable_from() = preview.from();
  *request.mutable_until() = preview.until();
  *request.mutable_spans() = preview.spans();
  return command(session, "RosterService/AdoptRoster", request);
}

int adopt(Session& session, v1::PreviewRosterRequest& request, const Adoption& adoption) {
  const Voice& say = session.voice();
  const auto source = read_source(adoption.where, say);
  if (!source) return usage(session, source.error());
  for (const std::string& name : adoption.names) {
    if (!add_alias(name, request)) {
      return usage(session, say("--name skrivs \"A. Andersson=tib-1\"",
                                "--name is written \"A. Andersson=tib-1\""));
    }
  }
  request.set_workspace(session.options().workspace);
  request.set_calendar(source->bytes);
  v1::PreviewRosterResponse preview;
  const auto trouble = session.call("RosterService/PreviewRoster", request, preview);
  if (trouble) return fail(session, *trouble);
  if (adoption.preview && session.options().json) {
    print(to_json(preview) + "\n");
    return static_cast<int>(Exit::ok);
  }
  if (!session.options().json) print(show_preview(preview, say));
  if (adoption.preview) return static_cast<int>(Exit::ok);
  if (!preview.unmatched().empty() && !adoption.leave_out) {
    return fail(
        session,
        {.exit = Exit::invalid,
         .words = say("Inget antogs: namn känns inte igen. Säg vem med --name \"namn=person\" "
                      "eller lämna dem utanför med --leave-out-unmatched.",
                      "Nothing was adopted: names are not known. Say who by --name "
                      "\"name=person\" or leave them out by --leave-out-unmatched."),
         .rejection = std::nullopt});
  }
  return send_adoption(session, request.function(), *source, preview);
}

void add_adopt(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  using Request = v1::PreviewRosterRequest;
  Form<Request> form{group, "adopt",
                     say("Läs en kalender (iCalendar) och anta den för en jourfunktion",
                         "Read a calendar (iCalendar) and adopt it for a duty function")};
  auto adoption = std::make_shared<Adoption>();
  CLI::App& sub = form.sub();
  sub.add_option("source", adoption->where, say("Fil eller https-adress", "File or https address"))
      ->required();
  form.text("--function", &Request::set_function, say("Jourfunktion", "Duty function"))->required();
  form.time("--from", &Request::mutable_from, say("Från; annars nu", "From; otherwise now"));
  form.time("--until", &Request::mutable_until,
            say("Till; annars ett år framåt", "Until; otherwise a year ahead"));
  form.text("--zone", &Request::set_zone,
            say("Tidszon för tider utan zon", "Zone of times without one"));
  sub.add_option("--name", adoption->names,
                 say("Vem ett namn står för: \"A. Andersson=tib-1\"",
                     "Who a name stands for: \"A. Andersson=tib-1\""));
  sub.add_flag("--preview", adoption->preview, say("Visa bara", "Only show"));
  sub.add_flag("--leave-out-unmatched", adoption->leave_out,
               say("Lämna okända namn utanför", "Leave unknown names out"));
  form.then(registry, [adoption](Session& session, Request& request) {
    return adopt(session, request, *adoption);
  });
}

void add_override(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  using Request = v1::OverrideDuty;
  Form<Request> form{group, "override",
                     say("Ersätt någon för en tid", "Put somebody else for a time")};
  form.text("function", &Request::set_function, say("Jourfunktion", "Duty function"))->required();
  form.text("--person", &Request::set_person,
            say("Vem; utan blir det ingen", "Who; without it nobody"));
  form.text("--replaces", &Request::set_replaces,
            say("I stället för vem; annars alla", "In whose place; otherwise everyone's"));
  form.time("--from", &Request::mutable_from, say("Från", "From"))->required();
  form.time("--until", &Request::mutable_until, say("Till", "Until"))->required();
  form.text("--reason", &Request::set_reason, say("Skäl", "Reason"))->required();
  form.then_send(registry, "RosterService/OverrideDuty");
}

void add_swap(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  using Request = v1::ProposeSwap;
  Form<Request> form{group, "swap", say("Föreslå ett byte av eget pass", "Propose a swap")};
  form.text("function", &Request::set_function, say("Jourfunktion", "Duty function"))->required();
  form.text("--with", &Request::set_taker, say("Med vem", "With whom"))->required();
  form.time("--from", &Request::mutable_from, say("En tid i ditt pass", "A time in your shift"))
      ->required();
  form.time("--until", &Request::mutable_until, say("Till; annars hela", "Until; otherwise all"));
  form.time("--back-from", &Request::mutable_back_from,
            say("En tid i den andras pass, i utbyte", "A time in the other's shift, in return"));
  form.time("--back-until", &Request::mutable_back_until,
            say("Till; annars hela", "Until; otherwise all"));
  form.text("--reason", &Request::set_reason, say("Skäl", "Reason"));
  form.then_send(registry, "RosterService/ProposeSwap");
}

void add_answer(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  using Request = v1::AnswerSwap;
  Form<Request> form{group, "answer", say("Svara på ett byte", "Answer a swap")};
  form.id("swap", "swap", &Request::set_swap, say("Byte", "Swap"))->required();
  form.sub()
      .add_flag_function(
          "--accept,!--decline",
          [request = &form.request()](std::int64_t count) { request->set_accept(count > 0); },
          say("Godta eller avböj (den som föreslog tar tillbaka)",
              "Accept or decline (the one who proposed withdraws)"))
      ->required();
  form.text("--reason", &Request::set_reason, say("Skäl", "Reason"));
  form.then_send(registry, "RosterService/AnswerSwap");
}

void add_take_over(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  using Request = v1::TakeOverDuty;
  Form<Request> form{group, "take-over", say("Ta över jouren nu", "Take the duty over now")};
  form.text("function", &Request::set_function, say("Jourfunktion", "Duty function"))->required();
  form.text("--person", &Request::set_person,
            say("Vem; annars du själv", "Who; otherwise yourself"));
  form.time("--until", &Request::mutable_until,
            say("Till; annars passets slut", "Until; otherwise the end of the turn"));
  form.text("--reason", &Request::set_reason, say("Skäl", "Reason"));
  form.then_send(registry, "RosterService/TakeOverDuty");
}

void add_hours(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  using Request = v1::GetDutyHoursRequest;
  Form<Request> form{group, "hours", say("Timmar per person", "Hours per person")};
  form.time("--from", &Request::mutable_from, say("Från", "From"))->required();
  form.time("--until", &Request::mutable_until, say("Till", "Until"))->required();
  auto csv = std::make_shared<bool>(false);
  form.sub().add_flag("--csv", *csv, say("Som CSV", "As CSV"));
  form.then(registry, [csv](Session& session, Request& request) {
    request.set_workspace(session.options().workspace);
    return ask<v1::GetDutyHoursResponse>(
        session, "RosterService/GetDutyHours", request, [&](const v1::GetDutyHoursResponse& hours) {
          return *csv ? csv_of(hours) : show_hours(hours, session.voice());
        });
  });
}

void add_swaps(const Registry& registry, CLI::App& group) {
  Form<v1::ListSwapsRequest> form{
      group, "swaps", registry.voice("Byten som väntar på svar", "Swaps that wait for an answer")};
  form.then(registry, [](Session& session, v1::ListSwapsRequest& request) {
    request.set_workspace(session.options().workspace);
    return ask<v1::ListSwapsResponse>(
        session, "RosterService/ListSwaps", request,
        [&](const v1::ListSwapsResponse& all) { return show_swaps(all, session.voice()); });
  });
}

void add_feed(const Registry& registry, CLI::App& group) {
  const Voice& say = registry.voice;
  using Request = v1::CreateDutyFeedRequest;
  Form<Request> form{group, "feed",
                     say("Ny adress att prenumerera på; den förra slutar gälla",
                         "A new address to subscribe to; the one before stops working")};
  form.text("--function", &Request::set_function,
            say("Jourfunktion; annars dina egna jourer", "Duty function; otherwise your own"));
  form.then(registry, [](Session& session, Request& request) {
    request.set_workspace(session.options().workspace);
    return ask<v1::CreateDutyFeedResponse>(
        session, "RosterService/CreateDutyFeed", request,
        [&](const v1::CreateDutyFeedResponse& feed) { return feed.path() + "\n"; });
  });
}

void add_duty(const Registry& registry) {
  const Voice& say = registry.voice;
  using Request = v1::GetDutyRequest;
  Form<Request> form{
      registry.app, "duty",
      say("Vem har jouren, nu eller vid en tidpunkt", "Who is on duty, now or at an instant")};
  form.time("--at", &Request::mutable_at, say("När", "When"));
  form.text("--function", &Request::set_function, say("Bara en jour", "One duty alone"));
  form.then(registry, [](Session& session, Request& request) {
    request.set_workspace(session.options().workspace);
    return ask<v1::GetDutyResponse>(
        session, "RosterService/GetDuty", request,
        [&](const v1::GetDutyResponse& duty) { return show_duty(duty, session.voice()); });
  });
}

}  // namespace

void add_roster_commands(const Registry& registry) {
  CLI::App& group = *registry.app.add_subcommand("roster", registry.voice("Jourlistor", "Rosters"));
  group.require_subcommand(1);
  add_adopt(registry, group);
  add_override(registry, group);
  add_swap(registry, group);
  add_swaps(registry, group);
  add_answer(registry, group);
  add_take_over(registry, group);
  add_hours(registry, group);
  add_feed(registry, group);
  add_duty(registry);
}

}  // namespace ckl::cli
