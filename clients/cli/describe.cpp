#include "cli/describe.hpp"

#include <array>

#include <fmt/format.h>

#include "cli/words.hpp"

namespace ckl::cli {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// `{field}` is replaced by the value of that field; `{a.b}` by that of a part.
struct Sentence {
  v1::JournalEntry::EventCase event;
  std::string_view sv;
  std::string_view en;
};

using J = v1::JournalEntry;

constexpr std::array sentences = {
    Sentence{J::kWorkspaceOpened, "Arbetsytan {workspace} öppnades ({mode})",
             "Workspace {workspace} was opened ({mode})"},
    Sentence{J::kOrganisationAdopted, "Organisationen antogs", "The organisation was adopted"},
    Sentence{J::kSettingsAdopted, "Inställningarna antogs", "The settings were adopted"},
    Sentence{J::kPlanAdopted, "Inkallningsplan {plan.id} antogs", "Plan {plan.id} was adopted"},
    Sentence{J::kIncidentReported, "{incident} rapporterades: {kind}, ”{headline}” {place}",
             "{incident} was reported: {kind}, \"{headline}\" {place}"},
    Sentence{J::kLevelChanged, "Nivå för {incident}: {from} → {to}",
             "Level of {incident}: {from} → {to}"},
    Sentence{J::kLevelConfirmed, "Nivån för {incident} bekräftades",
             "The level of {incident} was confirmed"},
    Sentence{J::kLevelLeftUnconfirmed, "Nivån för {incident} bekräftades INTE i tid",
             "The level of {incident} was NOT confirmed in time"},
    Sentence{J::kPhaseChanged, "Skede för {incident}: {from} → {to}",
             "Phase of {incident}: {from} → {to}"},
    Sentence{J::kCklStateChanged, "Central krisledning: {from} → {to}",
             "Central crisis management: {from} → {to}"},
    Sentence{J::kCklAttachmentChanged, "{incident} på central krisledning: {attached}",
             "{incident} on central crisis management: {attached}"},
    Sentence{J::kExtraordinaryDeclared, "{incident} FÖRKLARADES EXTRAORDINÄR",
             "{incident} WAS DECLARED EXTRAORDINARY"},
    Sentence{J::kCommitteeStateChanged, "Krisledningsnämnden: {from} → {to}",
             "The crisis committee: {from} → {to}"},
    Sentence{J::kHindranceRecorded, "Förhinder för {hindrance.person} ({hindrance.kind})",
             "Hindrance of {hindrance.person} ({hindrance.kind})"},
    Sentence{J::kHindranceEnded, "{hindrance} upphörde", "{hindrance} ended"},
    Sentence{J::kPowerRefused, "AVSLAG: {person} försökte {command}",
             "REFUSED: {person} tried {command}"},
    Sentence{J::kObligationOpened, "{obligation.id} ({obligation.rule}) uppstod",
             "{obligation.id} ({obligation.rule}) was opened"},
    Sentence{J::kObligationReminded, "Påminnelse om {obligation}", "Reminder of {obligation}"},
    Sentence{J::kObligationOverdue, "{obligation} är FÖRSENAD", "{obligation} is OVERDUE"},
    Sentence{J::kObligationClosed, "{obligation} fullgjordes", "{obligation} was closed"},
    Sentence{J::kCalloutStarted, "{callout} började för {incident} (plan {plan})",
             "{callout} began for {incident} (plan {plan})"},
    Sentence{J::kPersonCalled, "{person} söks för {position}", "{person} is called for {position}"},
    Sentence{J::kPersonUnreachable, "{person} går inte att nå ({position})",
             "{person} can't be reached ({position})"},
    Sentence{J::kAnswerRecorded, "{person} svarade: {answer} ({position}, {via})",
             "{person} answered: {answer} ({position}, {via})"},
    Sentence{J::kAnswerUnclear, "OKLART SVAR {answer.id}: ”{answer.raw}” ({answer.reason})",
             "UNCLEAR ANSWER {answer.id}: \"{answer.raw}\" ({answer.reason})"},
    Sentence{J::kAnswerSettled, "{unclear} tyddes (inget svar: {dismissed}) {reason}",
             "{unclear} was settled (no answer: {dismissed}) {reason}"},
    Sentence{J::kSilenceNoted, "{person} har inte svarat ({position})",
             "{person} has not answered ({position})"},
    Sentence{J::kPositionFilled, "{position} är fylld", "{position} is filled"},
    Sentence{J::kPositionReopened, "{position} söks igen", "{position} is sought again"},
    Sentence{J::kPersonStoodDown, "{person} avlystes ({position})",
             "{person} was stood down ({position})"},
    Sentence{J::kPersonPassedOver, "{person} kallas inte för {position}: {reason}",
             "{person} is not called for {position}: {reason}"},
    Sentence{J::kPersonTakenIn, "{person} kommer ändå ({position})",
             "{person} comes all the same ({position})"},
    Sentence{J::kWordSent, "Besked till {persons} i {callout}: {kind} {text}",
             "Word to {persons} in {callout}: {kind} {text}"},
    Sentence{J::kCalloutRecalled, "{callout} ÅTERKALLADES: {reason}",
             "{callout} WAS RECALLED: {reason}"},
    Sentence{J::kAbsenceNoted, "{absence.person} kallas inte: {absence.kind}",
             "{absence.person} is not called: {absence.kind}"},
    Sentence{J::kAbsenceEnded, "{person} kan kallas igen", "{person} can be called again"},
    Sentence{J::kGatewayLost, "PORT FÖRLORAD: {gateway.id} ({gateway.kind}): {gateway.trouble}",
             "GATEWAY LOST: {gateway.id} ({gateway.kind}): {gateway.trouble}"},
    Sentence{J::kGatewayRecovered, "Porten {gateway} ({kind}) fungerar igen",
             "Gateway {gateway} ({kind}) works again"},
    Sentence{J::kGatewayPinned, "{pin.id} låstes till porten {pin.gateway}: {pin.reason}",
             "{pin.id} was pinned to gateway {pin.gateway}: {pin.reason}"},
    Sentence{J::kGatewayReleased, "{kind} är inte längre låst till en port",
             "{kind} is no longer pinned to a gateway"},
    Sentence{J::kStaffingGapRaised, "PERSONALBRIST: {position} saknar {missing}",
             "STAFFING GAP: {position} lacks {missing}"},
    Sentence{J::kCalloutEnded, "{callout} avslutades", "{callout} ended"},
    Sentence{J::kPersonNotified, "{person} underrättas ({subject})",
             "{person} is notified ({subject})"},
    Sentence{J::kAttemptStarted, "{message}: försök {attempt} över {channel} ({gateway})",
             "{message}: attempt {attempt} by {channel} ({gateway})"},
    Sentence{J::kAttemptHandedOver, "{message}: försök {attempt} överlämnat",
             "{message}: attempt {attempt} handed over"},
    Sentence{J::kAttemptDelivered, "{message}: försök {attempt} levererat",
             "{message}: attempt {attempt} delivered"},
    Sentence{J::kAttemptFailed, "{message}: försök {attempt} misslyckades: {reason}",
             "{message}: attempt {attempt} failed: {reason}"},
    Sentence{J::kAttemptDoubted, "{message}: försök {attempt} är ovisst",
             "{message}: attempt {attempt} is in doubt"},
    Sentence{J::kObligationDated, "{obligation} fick en tid", "{obligation} got a date"},
    Sentence{J::kMeetingCalled, "Kallelse: {meeting.id}", "Called: {meeting.id}"},
    Sentence{J::kMeetingOpened, "{meeting} öppnades av {presiding}",
             "{meeting} was opened by {presiding}"},
    Sentence{J::kAttendanceChanged, "{meeting}: {seat.person} närvarande: {present}",
             "{meeting}: {seat.person} present: {present}"},
    Sentence{J::kMeetingClosed, "{meeting} avslutades", "{meeting} was closed"},
    Sentence{J::kMinutesRecorded, "Protokoll för {meeting}: {reference}",
             "Minutes of {meeting}: {reference}"},
    Sentence{J::kDecisionMade,
             "{decision.id}: {decision.matter.title} (antaget: {decision.adopted})",
             "{decision.id}: {decision.matter.title} (adopted: {decision.adopted})"},
    Sentence{J::kDecisionEnded, "{decision} gäller inte längre: {reason}",
             "{decision} no longer holds: {reason}"},
    Sentence{J::kUrgentDecisionsNoted, "Ordförandens beslut anmäldes vid {meeting}",
             "The chair's decisions were noted at {meeting}"},
    Sentence{J::kTakeoverEntered, "ÖVERTAGANDE {takeover.id}: {takeover.scope.unit}",
             "TAKEOVER {takeover.id}: {takeover.scope.unit}"},
    Sentence{J::kTakeoverProposed, "FÖRSLAG {takeover.id}: ta över {takeover.scope.unit}",
             "PROPOSAL {takeover.id}: take over {takeover.scope.unit}"},
    Sentence{J::kTakeoverProposalDropped, "Förslaget {takeover} gäller inte: {reason}",
             "The proposal {takeover} is dropped: {reason}"},
    Sentence{J::kWarningRequested, "VMA BEGÄRT: {warning.place}: {warning.action}",
             "PUBLIC WARNING REQUESTED: {warning.place}: {warning.action}"},
    Sentence{J::kTakeoverExtended, "{takeover} omprövades", "{takeover} was reviewed"},
    Sentence{J::kTakeoverReturned, "{takeover} återlämnades: {reason}",
             "{takeover} was returned: {reason}"},
    Sentence{J::kHandbackAcknowledged, "{takeover}: överlämningen mottagen",
             "{takeover}: handback received"},
    Sentence{J::kContributionRequested, "{contribution.unit} ombads medverka",
             "{contribution.unit} was asked to contribute"},
    Sentence{J::kContributionAnswered, "{contribution}: medverkar {agreed}",
             "{contribution}: contributes {agreed}"},
    Sentence{J::kNotExtraordinaryAssessed, "{incident}: inte extraordinär: {reason}",
             "{incident}: not extraordinary: {reason}"},
    Sentence{J::kOralDecisionRecorded, "MUNTLIGT BESLUT av {oral.speaker}, OBEKRÄFTAT",
             "ORAL DECISION by {oral.speaker}, UNCONFIRMED"},
    Sentence{J::kOralDecisionSettled, "{oral}: {state}", "{oral}: {state}"},
    Sentence{J::kCouncilMeetingRegistered, "Fullmäktige sammanträder: {meeting.id}",
             "The council meets: {meeting.id}"},
    Sentence{J::kCouncilMeetingCancelled, "{meeting} är inställt", "{meeting} is cancelled"},
    Sentence{J::kCouncilReportMade, "Anmält i fullmäktige: {reference}",
             "Reported to the council: {reference}"},
    Sentence{J::kExternalDecisionEntered, "Infört, OBEKRÄFTAT: {record.reference}",
             "Entered, UNCONFIRMED: {record.reference}"},
    Sentence{J::kExternalDecisionSettled, "{record}: {state}", "{record}: {state}"},
    Sentence{J::kAlertChanged, "HÖJD BEREDSKAP: {grade} (gäller staden: {in_area})",
             "HEIGHTENED ALERT: {grade} (covers the city: {in_area})"},
    Sentence{J::kReadinessAlarmChanged, "BEREDSKAPSLARM: {sounding}",
             "READINESS ALARM: {sounding}"},
    Sentence{J::kWartimeLawChanged, "Lag 1988:97 tillämpas: {law.on}",
             "Law 1988:97 applies: {law.on}"},
    Sentence{J::kTasksAssigned, "{assignment.task} flyttades till {assignment.to}",
             "{assignment.task} was assigned to {assignment.to}"},
    Sentence{J::kAssignmentEnded, "{assignment} gick tillbaka", "{assignment} went back"},
    Sentence{J::kParticipantJoined, "{unit} deltar i {incident}", "{unit} joined {incident}"},
    Sentence{J::kFactRecorded, "{fact.incident}: uppgift från {fact.unit}",
             "{fact.incident}: a fact from {fact.unit}"},
    Sentence{J::kCrisisSupportRouted, "Krisstöd för {support.id}: {support.responsible}",
             "Crisis support for {support.id}: {support.responsible}"},
    Sentence{J::kCrisisSupportOffered, "Krisstöd för {incident} erbjuds {to}",
             "Crisis support for {incident} is offered to {to}"},
    Sentence{J::kCrisisSupportAccepted, "{unit} tog emot krisstödet för {incident}",
             "{unit} accepted crisis support for {incident}"},
    Sentence{J::kDelegationGranted, "{delegation.person} fick rollen {delegation.role}",
             "{delegation.person} was given the role {delegation.role}"},
    Sentence{J::kDelegationEnded, "{delegation} återkallades", "{delegation} was revoked"},
    Sentence{J::kExerciseRecorded, "Övning: {exercise.kind}", "Exercise: {exercise.kind}"},
    Sentence{J::kReadinessRecorded, "Beredskap för {readiness.id} antecknad",
             "Readiness of {readiness.id} recorded"},
    Sentence{J::kMonthlySummaryMade, "Digitala händelser {summary.month} sammanställda",
             "Digital incidents of {summary.month} summarised"},
    Sentence{J::kReadinessYearBegan, "Övningsåret {year} började",
             "The exercise year {year} began"},
    Sentence{J::kMandatePeriodBegan, "Mandatperioden från {period} började",
             "The mandate period from {period} began"},
    Sentence{J::kUnitSucceeded, "{unit} upphörde; {successor} ärver tills vidare",
             "{unit} ended; {successor} inherits for now"},
    Sentence{J::kSuccessionSettled, "{unit} övergick till {successor}",
             "{unit} passed to {successor}"},
    Sentence{J::kBoundariesAdopted, "Stadsdelsnämndernas gränser antogs",
             "The district boundaries were adopted"},
    Sentence{J::kRosterAdopted, "Jourlista för {function} antogs ({source})",
             "A roster of {function} was adopted ({source})"},
    Sentence{J::kDutyChanged, "Jouren {change.function} ändrades: {change.person}",
             "The duty {change.function} was changed: {change.person}"},
    Sentence{J::kSwapProposed, "{swap.giver} föreslog {swap.taker} ett byte ({swap.function})",
             "{swap.giver} proposed a swap to {swap.taker} ({swap.function})"},
    Sentence{J::kSwapSettled, "{swap}: {state}", "{swap}: {state}"},
    Sentence{J::kDutyGapFound, "LUCKA i jouren {function} ({obligation})",
             "GAP in the duty {function} ({obligation})"},
    Sentence{J::kDutyGapFilled, "Luckan i jouren {function} är fylld",
             "The gap in the duty {function} is filled"},
    Sentence{J::kReliefProposed, "Avlösningsplan {plan.id} föreslogs för {plan.position}",
             "Relief plan {plan.id} was proposed for {plan.position}"},
    Sentence{J::kShiftAssigned, "Pass {shift.id}: {shift.person} {reason}",
             "Shift {shift.id}: {shift.person} {reason}"},
    Sentence{J::kShiftCleared, "Pass {shift}: {person} togs bort: {reason}",
             "Shift {shift}: {person} was taken off: {reason}"},
    Sentence{J::kAvailabilityAnswered, "Pass {shift}: {person} svarade, kan: {available} {reason}",
             "Shift {shift}: {person} answered, available: {available} {reason}"},
    Sentence{J::kReliefGapFound, "BEMANNINGEN TAR SLUT i {plan}: {gap.missing} ({gap.obligation})",
             "RUNS DRY in {plan}: {gap.missing} ({gap.obligation})"},
    Sentence{J::kReliefGapFilled, "Luckan i {plan} är fylld", "The gap in {plan} is filled"},
    Sentence{J::kHandoverDue, "Dags för skifte: {shift} till {incoming}",
             "Time to change over: {shift} to {incoming}"},
    Sentence{J::kHandoverWritten,
             "Överlämning {handover.id}: {handover.outgoing} till {handover.incoming}",
             "Handover {handover.id}: {handover.outgoing} to {handover.incoming}"},
    Sentence{J::kHandoverSigned, "Överlämning {handover} är undertecknad av båda",
             "Handover {handover} is signed by both"},
    Sentence{J::kReliefEnded, "Avlösningsplan {plan} upphörde: {reason}",
             "Relief plan {plan} ended: {reason}"},
    Sentence{J::kContactTested, "Kontaktprov till {person} ({channel})",
             "Contact test to {person} ({channel})"},
    Sentence{J::kContactConfirmed, "{person} svarade på kontaktprovet ({via})",
             "{person} answered the contact test ({via})"},
    Sentence{J::kContactForgotten, "Kontaktvägen till {person} är ändrad och oprövad ({channel})",
             "The contact path to {person} was changed and is untested ({channel})"},
    Sentence{J::kDutyContactsChecked, "Kontaktvägarna till {on_duty} med jour gicks igenom",
             "The contact paths to {on_duty} with duty were looked through"},
    Sentence{J::kDrillPlanned, "Larmövning {drill} av {plan} planerades {reason}",
             "Drill {drill} of {plan} was planned {reason}"},
    Sentence{J::kDrillStarted, "LARMÖVNING {drill} började ({callout})",
             "DRILL {drill} began ({callout})"},
    Sentence{J::kDrillEnded,
             "Larmövning {drill} är slut: {outcome.answered} av {outcome.called} svarade {reason}",
             "Drill {drill} is over: {outcome.answered} of {outcome.called} answered {reason}"},
    Sentence{J::kPostLost, "LEDNINGSPLATSEN {post.id} är inte ansluten",
             "THE COMMAND POST {post.id} is not connected"},
    Sentence{J::kPostReturned, "Ledningsplatsen {post} är ansluten igen",
             "The command post {post} is connected again"},
    Sentence{J::kProofKeyAdopted, "Loggens nyckel: {key}", "The log's key: {key}"},
    Sentence{J::kPasskeyChanged, "Passkey för {holder}: {change} {key}",
             "Passkey of {holder}: {change} {key}"},
    Sentence{J::kDecisionSigned, "Beslutet undertecknades med passkey {key}",
             "The decision was signed with passkey {key}"},
    Sentence{J::kSecrecyMarked, "Dagbok {number} sekretessmarkerades: {provision} {reason}",
             "Log {number} was marked for secrecy: {provision} {reason}"},
    Sentence{J::kSecrecyLifted, "Sekretessmarkeringen av dagbok {number} togs bort: {reason}",
             "The mark of secrecy on log {number} was lifted: {reason}"},
    Sentence{J::kLogEntryWritten, "Dagbok {number} ({kind}): {text}",
             "Log {number} ({kind}): {text}"},
};

std::string value_of(const Message& message, std::string_view path, const Voice& voice) {
  const auto dot = path.find('.');
  const auto* field = message.GetDescriptor()->FindFieldByName(std::string{path.substr(0, dot)});
  if (field == nullptr) return "?";
  const auto& reflection = *message.GetReflection();
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return dot == std::string_view::npos
                 ? std::string{"?"}
                 : value_of(reflection.GetMessage(message, field), path.substr(dot + 1), voice);
    case FieldDescriptor::CPPTYPE_STRING: {
      const std::string text = reflection.GetString(message, field);
      const bool is_way = field->name() == "via" || field->name() == "channel";
      return is_way ? word_for(text, voice) : text;
    }
    case FieldDescriptor::CPPTYPE_ENUM:
      return word_for(reflection.GetEnum(message, field)->name(), voice);
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection.GetBool(message, field) ? voice("ja", "yes") : voice("nej", "no");
    case FieldDescriptor::CPPTYPE_UINT32:
      return std::to_string(reflection.GetUInt32(message, field));
    default:
      return "?";
  }
}

std::string fill_in(std::string_view sentence, const Message& event, const Voice& voice) {
  std::string text;
  while (!sentence.empty()) {
    const auto open = sentence.find('{');
    text += sentence.substr(0, open);
    if (open == std::string_view::npos) break;
    const auto close = sentence.find('}', open);
    text += value_of(event, sentence.substr(open + 1, close - open - 1), voice);
    sentence.remove_prefix(close + 1);
  }
  return text;
}

std::string event_in_words(const v1::JournalEntry& entry, const Voice& voice) {
  const auto& reflection = *entry.GetReflection();
  const auto* oneof = v1::JournalEntry::descriptor()->oneof_decl(0);
  const auto* field = reflection.GetOneofFieldDescriptor(entry, oneof);
  if (field == nullptr) return voice("okänd händelse", "unknown event");
  const Message& event = reflection.GetMessage(entry, field);
  for (const Sentence& sentence : sentences) {
    if (sentence.event == entry.event_case()) {
      const auto text = fill_in(voice(sentence.sv, sentence.en), event, voice);
      return entry.masked() ? text + voice("[sekretessmarkerad]", "[marked for secrecy]") : text;
    }
  }
  return event.GetDescriptor()->name();
}

}  // namespace

std::string describe(const v1::JournalEntry& entry, const Voice& voice, Instant today) {
  const v1::Actor& actor = entry.actor();
  std::string who = actor.person().empty() ? actor.machine() : actor.person();
  if (!actor.capacity().empty()) who += fmt::format(", {}", word_for(actor.capacity(), voice));
  return fmt::format("{}  #{}  {:<4} {} · {}", show_time(to_instant(entry.time()), today),
                     entry.sequence(), entry.rule(), event_in_words(entry, voice), who);
}

}  // namespace ckl::cli
