// Events of the law. Past tense; the members of the `event` oneof from 80 on.
//
// Included by events.hpp, which holds the one list of all events.
#pragma once

#include "domain/governance.hpp"

namespace ckl::domain {

// En skyldighet fick en tid, or lost it (R14).
struct ObligationDated {
  ObligationId obligation;         // Skyldighet.
  std::optional<Instant> due;      // Förfaller.
  std::vector<Instant> remind_at;  // Påminns, rising.
  bool operator==(const ObligationDated&) const = default;
};

// Krisledningsnämnden kallades till sammanträde.
struct MeetingCalled {
  Meeting meeting;  // Sammanträde.
  bool operator==(const MeetingCalled&) const = default;
};

// Sammanträdet öppnades, beslutfört.
struct MeetingOpened {
  MeetingId meeting;            // Sammanträde.
  PersonId presiding;           // Vem som leder.
  bool remote_allowed = false;  // Distansdeltagande tillåtet.
  std::vector<Seat> present;    // Närvarande.
  bool operator==(const MeetingOpened&) const = default;
};

// Någon kom till eller lämnade sammanträdet.
struct AttendanceChanged {
  MeetingId meeting;     // Sammanträde.
  Seat seat;             // Plats.
  bool present = false;  // Närvarande från nu, or left.
  bool operator==(const AttendanceChanged&) const = default;
};

// Sammanträdet avslutades.
struct MeetingClosed {
  MeetingId meeting;  // Sammanträde.
  bool operator==(const MeetingClosed&) const = default;
};

// Protokollet justerades eller anslogs (O05).
struct MinutesRecorded {
  MeetingId meeting;                         // Sammanträde.
  MinutesStep step = MinutesStep::adjusted;  // Steg.
  Instant done;                              // När.
  std::string reference;                     // Beteckning.
  bool operator==(const MinutesRecorded&) const = default;
};

// Ett beslut fattades.
struct DecisionMade {
  DecisionRecord decision;  // Beslut.
  bool operator==(const DecisionMade&) const = default;
};

// Ett beslut upphörde att gälla.
struct DecisionEnded {
  DecisionId decision;                            // Beslut.
  DecisionState state = DecisionState::in_force;  // Nytt läge.
  std::string reason;                             // Skäl.
  bool operator==(const DecisionEnded&) const = default;
};

// Ordförandens beslut anmäldes i nämnden (O02).
struct UrgentDecisionsNoted {
  MeetingId meeting;                  // Sammanträde.
  std::vector<DecisionId> decisions;  // Beslut.
  bool operator==(const UrgentDecisionsNoted&) const = default;
};

// Krisledningsnämnden tog över (T07).
struct TakeoverEntered {
  Takeover takeover;  // Övertagande.
  bool operator==(const TakeoverEntered&) const = default;
};

// Övertagandet omprövades eller förnyades.
struct TakeoverExtended {
  TakeoverId takeover;                 // Övertagande.
  DecisionId decision;                 // Beslut.
  std::optional<Instant> review;       // Nästa omprövning.
  std::optional<Instant> valid_until;  // Gäller till.
  bool operator==(const TakeoverExtended&) const = default;
};

// Området återlämnades (T08, T09, R10).
struct TakeoverReturned {
  TakeoverId takeover;                  // Övertagande.
  DecisionId decision;                  // Beslut, or empty when it returned by itself.
  Handback handback;                    // Överlämning.
  std::string reason;                   // Skäl.
  std::vector<std::string> parts = {};  // Bara de här delarna; empty = all that is left.
  bool operator==(const TakeoverReturned&) const = default;
};

// Nämnden tog emot överlämningen (R31).
struct HandbackAcknowledged {
  TakeoverId takeover;  // Övertagande.
  std::string text;     // Anteckning.
  bool operator==(const HandbackAcknowledged&) const = default;
};

// Ett övertagande förbereddes; nothing has moved yet.
struct TakeoverProposed {
  Takeover takeover;  // Förslaget.
  std::string title;  // Rubrik för beslutet.
  std::string text;   // Beslutstext.
  bool operator==(const TakeoverProposed&) const = default;
};

// Förslaget drogs tillbaka, or was voted down.
struct TakeoverProposalDropped {
  TakeoverId takeover;  // Förslag.
  DecisionId decision;  // Beslutet som avslog det, or empty.
  std::string reason;   // Skäl.
  bool operator==(const TakeoverProposalDropped&) const = default;
};

// Ett viktigt meddelande till allmänheten begärdes hos SOS Alarm (G16).
struct WarningRequested {
  WarningRequest warning;  // Begäran.
  bool operator==(const WarningRequested&) const = default;
};

// Ett bolag ombads medverka (A07).
struct ContributionRequested {
  Contribution contribution;  // Begäran.
  bool operator==(const ContributionRequested&) const = default;
};

// Bolagets eget beslut (A07).
struct ContributionAnswered {
  ContributionId contribution;  // Begäran.
  bool agreed = false;          // Medverkar.
  std::string text;             // Beslutet.
  bool operator==(const ContributionAnswered&) const = default;
};

// Ordföranden bedömde: inte extraordinär.
struct NotExtraordinaryAssessed {
  IncidentId incident;    // Händelse.
  std::string reason;     // Skäl.
  HindranceId hindrance;  // Förhinder, when the vice chair assessed.
  bool operator==(const NotExtraordinaryAssessed&) const = default;
};

// Ett muntligt beslut antecknades av två.
struct OralDecisionRecorded {
  OralDecision oral;  // Muntligt beslut.
  bool operator==(const OralDecisionRecorded&) const = default;
};

// Det muntliga beslutet bekräftades eller bestreds (R48).
struct OralDecisionSettled {
  OralId oral;                                     // Muntligt beslut.
  Confirmation state = Confirmation::unconfirmed;  // Läge.
  std::string reason;                              // Skäl.
  bool operator==(const OralDecisionSettled&) const = default;
};

// Ett sammanträde i fullmäktige är känt (R14).
struct CouncilMeetingRegistered {
  CouncilMeeting meeting;  // Sammanträde.
  bool operator==(const CouncilMeetingRegistered&) const = default;
};

// Fullmäktiges sammanträde ställdes in.
struct CouncilMeetingCancelled {
  MeetingId meeting;   // Sammanträde.
  std::string reason;  // Skäl.
  bool operator==(const CouncilMeetingCancelled&) const = default;
};

// Krisledningsnämndens beslut anmäldes i fullmäktige (O03, O16).
struct CouncilReportMade {
  MeetingId meeting;                  // Sammanträde.
  std::vector<DecisionId> decisions;  // Beslut.
  std::string reference;              // Beteckning.
  bool operator==(const CouncilReportMade&) const = default;
};

// Ett annat organs beslut fördes in (R29).
struct ExternalDecisionEntered {
  ExternalDecision record;  // Beslut.
  bool operator==(const ExternalDecisionEntered&) const = default;
};

// Införandet bekräftades av en andra person, or was withdrawn (R29).
struct ExternalDecisionSettled {
  RecordId record;                                 // Införande.
  Confirmation state = Confirmation::unconfirmed;  // Läge.
  std::string reason;                              // Skäl.
  bool operator==(const ExternalDecisionSettled&) const = default;
};

// Höjd beredskap registrerades, ändrades eller upphörde (T13, T14, T19).
struct AlertChanged {
  AlertGrade grade = AlertGrade::none;  // Grad.
  std::string reference;                // Beteckning.
  Instant decided;                      // Beslutad.
  Instant from;                         // Från.
  std::vector<std::string> areas;       // Områden.
  std::string activity;                 // Verksamhet.
  bool in_area = false;                 // Gäller staden.
  bool at_war = false;                  // Krig.
  RecordId record;                      // Införande.
  bool operator==(const AlertChanged&) const = default;
};

// Beredskapslarm gavs eller upphörde (T15, R57).
struct ReadinessAlarmChanged {
  bool sounding = false;  // Ljuder.
  std::string reference;  // Beteckning.
  RecordId record;        // Införande.
  bool operator==(const ReadinessAlarmChanged&) const = default;
};

// Lag 1988:97 började eller upphörde att tillämpas (T16).
struct WartimeLawChanged {
  WartimeLaw law;      // Lagen.
  std::string reason;  // Skäl.
  RecordId record;     // Införande.
  bool operator==(const WartimeLawChanged&) const = default;
};

// Fullmäktige flyttade uppgifter (T18).
struct TasksAssigned {
  Assignment assignment;  // Uppgift.
  RecordId record;        // Införande.
  bool operator==(const TasksAssigned&) const = default;
};

// Uppgiften gick tillbaka.
struct AssignmentEnded {
  AssignmentId assignment;  // Uppgift.
  std::string reason;       // Skäl.
  bool operator==(const AssignmentEnded&) const = default;
};

// En organisation deltar i händelsen (A10, O13).
struct ParticipantJoined {
  IncidentId incident;  // Händelse.
  UnitId unit;          // Organisation.
  std::string text;     // Med vad.
  bool operator==(const ParticipantJoined&) const = default;
};

// En uppgift som skyldigheter räknas från.
struct FactRecorded {
  Fact fact;  // Uppgift.
  bool operator==(const FactRecorded&) const = default;
};

// Krisstödet fick en ansvarig (A17).
struct CrisisSupportRouted {
  CrisisSupport support;  // Krisstöd.
  bool operator==(const CrisisSupportRouted&) const = default;
};

// Överlämning av krisstödet erbjöds.
struct CrisisSupportOffered {
  IncidentId incident;  // Händelse.
  UnitId to;            // Till.
  bool operator==(const CrisisSupportOffered&) const = default;
};

// Överlämningen av krisstödet togs emot.
struct CrisisSupportAccepted {
  IncidentId incident;  // Händelse.
  UnitId unit;          // Ny ansvarig.
  bool operator==(const CrisisSupportAccepted&) const = default;
};

// En roll delegerades eller togs i nödläge.
struct DelegationGranted {
  Delegation delegation;  // Delegation.
  bool operator==(const DelegationGranted&) const = default;
};

// Delegationen återkallades.
struct DelegationEnded {
  DelegationId delegation;  // Delegation.
  std::string reason;       // Skäl.
  bool operator==(const DelegationEnded&) const = default;
};

// En övning genomfördes (A14).
struct ExerciseRecorded {
  ExerciseRecord exercise;  // Övning.
  bool operator==(const ExerciseRecorded&) const = default;
};

// Beredskapsuppgifter för en organisation (A13).
struct ReadinessRecorded {
  Readiness readiness;  // Uppgifter.
  bool operator==(const ReadinessRecorded&) const = default;
};

// Månadssammanställningen gjordes (O18).
struct MonthlySummaryMade {
  MonthlySummary summary;  // Sammanställning.
  bool operator==(const MonthlySummaryMade&) const = default;
};

// Ett kalenderår började: varje krisorganisation ska öva (O14).
struct ReadinessYearBegan {
  std::uint32_t year = 0;  // År.
  bool operator==(const ReadinessYearBegan&) const = default;
};

// En ny mandatperiod började (O15).
struct MandatePeriodBegan {
  std::string period;  // Första dagen, ISO date.
  bool operator==(const MandatePeriodBegan&) const = default;
};

// En enhet upphörde medan den hade öppna ärenden; efterföljaren ärver preliminärt (R44).
struct UnitSucceeded {
  UnitId unit;       // Enhet.
  UnitId successor;  // Efterföljare.
  bool operator==(const UnitSucceeded&) const = default;
};

// Övergången beslutades uttryckligen.
struct SuccessionSettled {
  UnitId unit;         // Enhet.
  UnitId successor;    // Efterföljare.
  std::string reason;  // Beslut.
  bool operator==(const SuccessionSettled&) const = default;
};

// Stadsdelsnämndernas gränser antogs.
struct BoundariesAdopted {
  std::vector<District> districts;  // Områden.
  std::string source_hash;          // Hash of the source.
  bool operator==(const BoundariesAdopted&) const = default;
};

}  // namespace ckl::domain
