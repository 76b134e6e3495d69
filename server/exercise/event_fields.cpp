#include "exercise/event_fields.hpp"

#include <map>
#include <utility>

#include "domain/decide.hpp"
#include "exercise/event_fields_disclosure.hpp"
#include "exercise/words.hpp"

namespace ckl::exercise {
namespace {

using namespace domain;  // NOLINT: the events are the vocabulary of this file

struct Describe : DescribeDisclosure {
  using DescribeDisclosure::operator();

  void operator()(const WorkspaceOpened& e) {
    row.put("workspace", e.workspace);
    row.put("mode", e.mode);
  }
  void operator()(const OrganisationAdopted& e) {
    row.put("source-hash", e.source_hash);
    row.put("persons", static_cast<std::uint32_t>(e.organisation.persons.size()));
  }
  void operator()(const SettingsAdopted& e) { row.put("default-plan", e.settings.default_plan); }
  void operator()(const PlanAdopted& e) { row.put("plan", e.plan.id); }

  void operator()(const IncidentReported& e) {
    row.put("incident", e.incident);
    row.put("number", e.number);
    row.put("kind", e.kind);
    row.put("headline", e.headline);
    row.put("text", e.text);
    row.put("place", e.place);
    row.put("owner", e.owner);
    row.put("event-time", e.event_time);
  }
  void operator()(const LevelChanged& e) {
    row.put("incident", e.incident);
    row.put("from", e.from);
    row.put("to", e.to);
    row.put("reason", e.reason);
    row.put("provisional", e.provisional);
    row.put("confirm-by", e.confirm_by);
    row.put("checklist", e.checklist.has_value());
  }
  void operator()(const LevelConfirmed& e) { row.put("incident", e.incident); }
  void operator()(const LevelLeftUnconfirmed& e) { row.put("incident", e.incident); }
  void operator()(const PhaseChanged& e) {
    row.put("incident", e.incident);
    row.put("from", e.from);
    row.put("to", e.to);
    row.put("reason", e.reason);
  }
  void operator()(const CklStateChanged& e) {
    row.put("from", e.from);
    row.put("to", e.to);
    row.put("reason", e.reason);
    row.put("instruction", e.instruction);
  }
  void operator()(const CklAttachmentChanged& e) {
    row.put("incident", e.incident);
    row.put("attached", e.attached);
  }
  void operator()(const ExtraordinaryDeclared& e) {
    row.put("incident", e.incident);
    row.put("departs-from-normal", e.criteria.departs_from_normal);
    row.put("serious-disturbance", e.criteria.serious_disturbance);
    row.put("urgent-action", e.criteria.urgent_action);
    row.put("committee-functions", e.committee_functions);
    row.put("hindrance", e.hindrance);
  }
  void operator()(const CommitteeStateChanged& e) {
    row.put("from", e.from);
    row.put("to", e.to);
    row.put("cause", e.cause);
    row.put("reason", e.reason);
  }
  void operator()(const HindranceRecorded& e) {
    row.put("hindrance", e.hindrance.id);
    row.put("person", e.hindrance.person);
    row.put("kind", e.hindrance.kind);
    row.put("from", e.hindrance.from);
    row.put("to", e.hindrance.to);
    row.put("established-by", e.hindrance.established_by);
    row.put("incident", e.hindrance.incident);
  }
  void operator()(const HindranceEnded& e) {
    row.put("hindrance", e.hindrance);
    row.put("reason", e.reason);
  }
  void operator()(const PowerRefused& e) {
    row.put("person", e.person);
    row.put("command", e.command);
    row.put("incident", e.incident);
    std::string rules;
    for (const auto& rule : e.rules) {
      rules += (rules.empty() ? "" : ",") + rule.value;
    }
    row.put("rules", rules);
  }

  void operator()(const ObligationOpened& e) {
    row.put("obligation", e.obligation.id);
    row.put("rule", e.obligation.rule);
    row.put("incident", e.obligation.incident);
    row.put("owed-by-role", e.obligation.owed_by_role);
    row.put("owed-by-unit", e.obligation.owed_by_unit);
    row.put("subject", e.obligation.subject);
    row.put("due", e.obligation.due);
  }
  void operator()(const ObligationReminded& e) { row.put("obligation", e.obligation); }
  void operator()(const ObligationOverdue& e) { row.put("obligation", e.obligation); }
  void operator()(const ObligationClosed& e) {
    row.put("obligation", e.obligation);
    row.put("evidence", e.evidence);
    row.put("done", e.done);
  }

  void operator()(const CalloutStarted& e) {
    row.put("callout", e.callout);
    row.put("incident", e.incident);
    row.put("plan", e.plan);
    row.put("message", e.message);
    row.put("deadline", e.deadline);
  }
  void operator()(const PersonCalled& e) {
    place(e);
    row.put("message", e.message);
    row.put("answer-by", e.answer_by);
  }
  void operator()(const PersonUnreachable& e) {
    place(e);
    row.put("reason", e.reason);
  }
  void operator()(const AnswerRecorded& e) {
    place(e);
    row.put("answer", e.answer);
    row.put("state", e.state);
    row.put("eta", e.eta);
    row.put("via", e.via);
    row.put("raw", e.raw);
    row.put("taken-by", e.taken_by);
  }
  void operator()(const AnswerUnclear& e) {
    row.put("id", e.answer.id);
    row.put("raw", e.answer.raw);
    row.put("reason", e.answer.reason);
    row.put("via", e.answer.via);
  }
  void operator()(const AnswerSettled& e) {
    row.put("unclear", e.unclear);
    row.put("callout", e.callout);
    row.put("person", e.person);
    row.put("dismissed", e.dismissed);
    row.put("reason", e.reason);
  }
  void operator()(const PersonPassedOver& e) {
    place(e);
    row.put("reason", e.reason);
  }
  void operator()(const PersonTakenIn& e) { place(e); }
  void operator()(const WordSent& e) {
    row.put("callout", e.callout);
    row.put("kind", e.kind);
    row.put("audience", e.audience);
    row.put("text", e.text);
    row.put("persons", e.persons);
  }
  void operator()(const CalloutRecalled& e) {
    row.put("callout", e.callout);
    row.put("reason", e.reason);
  }
  void operator()(const AbsenceNoted& e) {
    row.put("person", e.absence.person);
    row.put("kind", e.absence.kind);
    row.put("until", e.absence.until);
    row.put("reason", e.absence.reason);
    row.put("noted-by", e.absence.noted_by);
  }
  void operator()(const GatewayLost& e) {
    row.put("gateway", e.gateway.id);
    row.put("kind", e.gateway.kind);
    row.put("trouble", e.gateway.trouble);
    row.put("since", e.gateway.since);
  }
  void operator()(const GatewayRecovered& e) {
    row.put("gateway", e.gateway);
    row.put("kind", e.kind);
    row.put("since", e.since);
  }
  void operator()(const GatewayPinned& e) {
    row.put("kind", e.pin.id);
    row.put("gateway", e.pin.gateway);
    row.put("until", e.pin.until);
    row.put("reason", e.pin.reason);
    row.put("by", e.pin.by);
  }
  void operator()(const GatewayReleased& e) {
    row.put("kind", e.kind);
    row.put("reason", e.reason);
  }
  void operator()(const AbsenceEnded& e) {
    row.put("person", e.person);
    row.put("reason", e.reason);
  }
  void operator()(const SilenceNoted& e) { place(e); }
  void operator()(const PositionFilled& e) { position(e); }
  void operator()(const PositionReopened& e) { position(e); }
  void operator()(const PersonStoodDown& e) {
    place(e);
    row.put("message", e.message);
  }
  void operator()(const StaffingGapRaised& e) {
    position(e);
    row.put("missing", e.missing);
    row.put("reason", e.reason);
  }
  void operator()(const CalloutEnded& e) {
    row.put("callout", e.callout);
    row.put("reason", e.reason);
  }

  void operator()(const PersonNotified& e) {
    row.put("message", e.message);
    row.put("person", e.person);
    row.put("subject", e.subject);
    row.put("incident", e.incident);
    row.put("text", *e.text);
  }
  void operator()(const AttemptStarted& e) {
    attempt(e);
    row.put("step", e.step);
    row.put("channel", e.channel);
    row.put("gateway", e.gateway);
    row.put("repeated", e.repeated);
  }
  void operator()(const AttemptHandedOver& e) { attempt(e); }
  void operator()(const AttemptDelivered& e) { attempt(e); }
  void operator()(const AttemptFailed& e) {
    attempt(e);
    row.put("permanent", e.permanent);
    row.put("reason", e.reason);
  }
  void operator()(const AttemptDoubted& e) { attempt(e); }

  void operator()(const LogEntryWritten& e) {
    row.put("number", e.number);
    row.put("incident", e.incident);
    row.put("kind", e.kind);
    row.put("text", e.text);
    row.put("event-time", e.event_time);
    row.put("source", e.source);
    row.put("corrects", e.corrects);
    row.put("reason", e.reason);
  }

 private:
  template <class Event>
  void position(const Event& e) {
    row.put("callout", e.callout);
    row.put("position", e.position);
  }
  template <class Event>
  void place(const Event& e) {
    position(e);
    row.put("person", e.person);
  }
  template <class Event>
  void attempt(const Event& e) {
    row.put("message", e.message);
    row.put("attempt", e.attempt);
  }
};

using Names = std::map<std::string, std::vector<std::string>, std::less<>>;

template <std::size_t... Index>
Names make_names(std::index_sequence<Index...> /*alternatives*/) {
  Names names;
  const auto add = [&](const Event& event) {
    auto& list = names[name_of(event)];
    for (auto& field : fields_of(event)) {
      list.push_back(std::move(field.name));
    }
  };
  (add(Event{std::variant_alternative_t<Index, domain::AnyEvent>{}}), ...);
  return names;
}

const Names& names() {
  static const Names table =
      make_names(std::make_index_sequence<std::variant_size_v<domain::AnyEvent>>{});
  return table;
}

}  // namespace

std::vector<EventField> fields_of(const Event& event) {
  Describe describe;
  std::visit(describe, event);
  return describe.row.take();
}

std::optional<std::vector<std::string>> field_names(std::string_view event) {
  const auto found = names().find(event);
  return found == names().end() ? std::nullopt : std::optional(found->second);
}

std::vector<std::string> event_names() {
  std::vector<std::string> list;
  for (const auto& [name, fields] : names()) {
    list.push_back(name);
  }
  return list;
}

}  // namespace ckl::exercise
