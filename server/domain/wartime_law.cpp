// Lag 1988:97 is registered as on, referred, approved or ended (T16, R36, R58).
#include "domain/alert.hpp"
#include "domain/calendar.hpp"
#include "domain/external.hpp"
#include "domain/handlers.hpp"

namespace ckl::domain {
namespace {

// R58: the whole of the last day counts, and it is not moved off a Sunday.
Instant end_after_months(Instant from, int months) {
  return calendar::instant_of(
      calendar::plus_days(calendar::plus_months(calendar::date_of(from), months), 1));
}

void object(std::string_view rule, std::string_view field, Text message, Objections& objections) {
  objections.add(Objection{.code = RejectionCode::precondition,
                           .rule = rule,
                           .message = std::move(message),
                           .what_now = {"Registrera det som regeringens föreskrift säger",
                                        "Register what the government's prescription says"},
                           .field = std::string(field)});
}

// What is prescribed in danger of war, from its decision and what has become of it since.
WartimeLaw prescribed(const RegisterWartimeLaw& command, Instant decided) {
  WartimeLaw law{.on = true,
                 .cause = LawCause::prescription,
                 .sections = command.sections,
                 .since = decided,
                 .reference = command.reference,
                 .refer_by = end_after_months(decided, 1),
                 .referred = command.referred,
                 .approve_by = {},
                 .approved = command.approved};
  if (law.referred) law.approve_by = end_after_months(*law.referred, 2);
  return law;
}

// A later registration for the same prescription: referred, approved, or other sections.
WartimeLaw updated(const WartimeLaw& before, const RegisterWartimeLaw& command) {
  WartimeLaw law = before;
  if (!command.sections.empty()) law.sections = command.sections;
  if (command.referred) {
    law.referred = command.referred;
    law.approve_by = end_after_months(*command.referred, 2);
  }
  law.approved = law.approved || command.approved;
  return law;
}

void require_in_time(const WartimeLaw& law, Instant now, Objections& objections) {
  if (law.referred && law.refer_by && *law.referred >= *law.refer_by) {
    object("R58", "referred",
           {"Föreskriften underställdes inte riksdagen inom en månad och är utan verkan",
            "The prescription was not referred within a month and is void"},
           objections);
  } else if (!law.referred && law.refer_by && *law.refer_by <= now) {
    object("R58", "decided",
           {"Månaden för att underställa riksdagen har gått ut",
            "The month for referring it to the riksdag has passed"},
           objections);
  }
  if (law.referred && !law.approved && law.approve_by && *law.approve_by <= now) {
    object("R36", "approved",
           {"De två månaderna för riksdagens godkännande har gått ut",
            "The two months for the riksdag's approval have passed"},
           objections);
  }
  if (law.referred && *law.referred < law.since) {
    object("T16", "referred",
           {"Underställd innan den beslutades", "Referred before it was decided"}, objections);
  }
  if (law.approved && !law.referred) {
    object("T16", "approved",
           {"Riksdagen godkänner det som är underställt", "The riksdag approves what is referred"},
           objections);
  }
}

// War and readiness alarm bring the law by themselves; only the prescription is registered here.
void require_prescription(const RegisterWartimeLaw& command, Objections& objections) {
  if (!command.cause) {
    objections.add(
        Objection{.code = RejectionCode::invalid,
                  .rule = "T16",
                  .message = {"Varför lagen tillämpas saknas", "Why the law applies is missing"},
                  .what_now = {"Ange grunden", "Give the cause"},
                  .field = "cause"});
  } else if (*command.cause != LawCause::prescription) {
    object("T16", "cause",
           {"Krig och beredskapslarm registreras som beredskap; då tillämpas lagen genast",
            "War and readiness alarm are registered as alert; then the law applies at once"},
           objections);
  }
}

void require_update(const WartimeLaw& law, const RegisterWartimeLaw& command,
                    Objections& objections) {
  if (law.cause != LawCause::prescription) {
    object("T16", "on",
           {"Lagen tillämpas redan, utan föreskrift", "The law applies already, unprescribed"},
           objections);
  } else if (updated(law, command) == law) {
    object("T16", "on", {"Det är redan registrerat", "That is registered already"}, objections);
  }
}

// R36: it ends by the government's prescription; never while war or a readiness alarm brings it.
void require_endable(const Alert& alert, Objections& objections) {
  if (!alert.law.on) {
    object("T16", "on", {"Lagen tillämpas inte", "The law does not apply"}, objections);
  } else if (alert.at_war || alert.readiness_alarm) {
    object("R36", "on",
           {"I krig och under beredskapslarm tillämpas lagen utan föreskrift",
            "At war and during a readiness alarm the law applies without prescription"},
           objections);
  }
}

WartimeLaw judged(const Case& c, const RegisterWartimeLaw& command, Objections& objections) {
  WartimeLaw law = c.state.alert.law;
  if (!command.on) {
    require_endable(c.state.alert, objections);
    law.on = false;
    return law;
  }
  if (law.on) {
    require_update(law, command, objections);
    law = updated(law, command);
  } else {
    require_prescription(command, objections);
    law = prescribed(command, command.decided.value_or(c.now));
  }
  if (law.cause == LawCause::prescription) require_in_time(law, c.now, objections);
  return law;
}

}  // namespace

Decision decide_on(const Case& c, const RegisterWartimeLaw& command) {
  Objections objections(c.now);
  std::string capacity = require_entry(
      c, {.rule = "T16", .guard = "T16", .body = DecidingBody::government}, objections);
  const WartimeLaw law = judged(c, command, objections);
  if (!objections.empty()) return objections.refuse();

  Ruling ruling(c);
  const RecordId record = enter(ruling, Entered{.body = DecidingBody::government,
                                                .reference = command.reference,
                                                .decided = command.decided.value_or(c.now),
                                                .what = "WartimeLawChanged"});
  change_law(ruling, law.on ? "T16" : "R36",
             WartimeLawChanged{.law = law, .reason = command.reason, .record = record});
  return ruling.accept(std::move(capacity), record.value);
}

}  // namespace ckl::domain
