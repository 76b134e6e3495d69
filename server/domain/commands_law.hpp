// Commands of the law: committee, takeovers, heightened alert, organisation, obligations.
//
// Included by commands.hpp, which holds the one list of all commands.
#pragma once

#include "domain/governance.hpp"

namespace ckl::domain {

// Kalla krisledningsnämnden till sammanträde.
struct CallMeeting {
  std::optional<Instant> time;  // Tid.
  std::string place;            // Plats.
  std::string agenda;           // Föredragningslista.
};

// Öppna sammanträdet med närvaro (R34).
struct OpenMeeting {
  MeetingId meeting;          // Sammanträde.
  PersonId presiding;         // Vem som leder; empty = by the order of R34.
  std::vector<Seat> present;  // Närvarande.
};

// Anteckna att någon kom eller gick.
struct ChangeAttendance {
  MeetingId meeting;     // Sammanträde.
  Seat seat;             // Plats.
  bool present = false;  // Närvarande, or left.
};

// Anteckna ett beslut som nämnden fattat vid sammanträdet (T07, T08).
struct DecideInMeeting {
  MeetingId meeting;                 // Sammanträde.
  IncidentId incident;               // Händelse.
  Matter matter;                     // Ärende.
  std::vector<Ballot> ballots;       // Röster.
  std::vector<PersonId> conflicted;  // Jäviga.
  std::vector<Dissent> dissents;     // Reservationer.
  Handback handback;                 // Överlämning, for HAND_BACK.
  std::optional<Instant> decided;    // När, if entered afterwards; unset = now (R33).
};

// Förbered ett övertagande: an offer for the committee, which decides (T07).
struct ProposeTakeover {
  IncidentId incident;  // Händelse.
  Matter matter;        // Ärende, of the kind TAKEOVER.
};

// Dra tillbaka ett förberett övertagande.
struct WithdrawProposal {
  TakeoverId takeover;  // Förslag.
  std::string reason;   // Skäl.
};

// Begär viktigt meddelande till allmänheten hos SOS Alarm (G16).
struct RequestWarning {
  WarningRequest warning;  // Begäran.
};

// Avsluta sammanträdet.
struct CloseMeeting {
  MeetingId meeting;  // Sammanträde.
};

// Anteckna att protokollet justerats eller anslagits (O05).
struct RecordMinutes {
  MeetingId meeting;                         // Sammanträde.
  MinutesStep step = MinutesStep::adjusted;  // Steg.
  std::optional<Instant> done;               // När; unset = now.
  std::string reference;                     // Beteckning.
};

// Anmäl ordförandens beslut i nämnden (O02).
struct NoteUrgentDecisions {
  MeetingId meeting;                  // Sammanträde.
  std::vector<DecisionId> decisions;  // Beslut; empty = all not yet noted.
};

// Besluta ensam på nämndens vägnar när det inte kan vänta (T06).
struct DecideAlone {
  IncidentId incident;             // Händelse.
  Matter matter;                   // Ärende.
  std::string urgency_reason;      // Varför det inte kan vänta på nämnden.
  Handback handback;               // Överlämning, for HAND_BACK.
  std::optional<OralRecord> oral;  // Muntligt beslut.
  std::optional<Instant> decided;  // När, if entered afterwards; unset = now (R33).
};

// Ta emot överlämningen av ett återlämnat område (R31).
struct AcknowledgeHandback {
  TakeoverId takeover;  // Övertagande.
  std::string text;     // Anteckning.
};

// Be ett bolag att medverka (A07).
struct RequestContribution {
  IncidentId incident;  // Händelse.
  UnitId unit;          // Bolag.
  std::string text;     // Vad som begärs.
};

// Bolagets eget beslut om medverkan (A07).
struct AnswerContribution {
  ContributionId contribution;  // Begäran.
  bool agreed = false;          // Medverkar.
  std::string text;             // Beslutet.
};

// Ordföranden bedömer: inte extraordinär.
struct AssessNotExtraordinary {
  IncidentId incident;             // Händelse.
  std::string reason;              // Skäl.
  std::optional<OralRecord> oral;  // Muntligt beslut.
};

// För in kommunstyrelsens eller fullmäktiges beslut att nämnden upphör (T09).
struct EndCommittee {
  DecidingBody body = DecidingBody::committee;  // Kommunstyrelsen eller fullmäktige.
  std::string reference;                        // Beteckning.
  std::optional<Instant> decided;               // När; unset = now.
  std::string reason;                           // Skäl.
};

// Anteckna en nämnds eller ett bolags eget beslut (A06).
struct DecideForUnit {
  IncidentId incident;                // Händelse.
  UnitId unit;                        // Nämnd eller bolag.
  std::string part;                   // Del av området.
  std::string title;                  // Rubrik.
  std::string text;                   // Beslutet.
  std::optional<Instant> decided;     // När; unset = now.
  std::optional<Instant> review;      // Omprövas senast.
  std::optional<SpecialPower> power;  // Särskild befogenhet.
};

// Bekräfta det egna muntliga beslutet.
struct ConfirmOralDecision {
  OralId oral;  // Muntligt beslut.
};

// Bestrid ett muntligt beslut (R48).
struct DisputeOralDecision {
  OralId oral;         // Muntligt beslut.
  std::string reason;  // Skäl.
};

// Registrera fullmäktiges nästa sammanträde (R14).
struct RegisterCouncilMeeting {
  std::optional<Instant> time;  // Tid.
};

// Anteckna att fullmäktiges sammanträde är inställt.
struct CancelCouncilMeeting {
  MeetingId meeting;   // Sammanträde.
  std::string reason;  // Skäl.
};

// Anmäl krisledningsnämndens beslut i fullmäktige (O03, O16).
struct ReportToCouncil {
  MeetingId meeting;                  // Sammanträde.
  std::vector<DecisionId> decisions;  // Beslut; empty = all not yet reported.
  std::string reference;              // Beteckning.
};

// Bekräfta att ett infört beslut stämmer med handlingen (R29).
struct ConfirmExternalDecision {
  RecordId record;  // Införande.
};

// Ta tillbaka ett felaktigt infört beslut (R29).
struct WithdrawExternalDecision {
  RecordId record;     // Införande.
  std::string reason;  // Skäl.
};

// Registrera höjd beredskap, ändring eller upphörande (T13, T14, T19).
struct RegisterAlert {
  AlertGrade grade = AlertGrade::none;  // Grad.
  std::string reference;                // Beteckning.
  std::optional<Instant> decided;       // När regeringen beslutade.
  std::optional<Instant> from;          // Från; unset = as decided.
  std::vector<std::string> areas;       // Områden: SE, länskod, kommunkod.
  std::string activity;                 // Viss verksamhet.
  bool at_war = false;                  // Sverige är i krig.
  std::optional<LawAfter> law_after;    // Lag 1988:97 därefter, when lowered or ended (R20).
};

// Registrera beredskapslarm (T15).
struct RegisterReadinessAlarm {
  bool sounding = false;           // Ljuder.
  std::string reference;           // Beteckning.
  std::optional<Instant> decided;  // När.
};

// Registrera att lag 1988:97 tillämpas, underställts, godkänts eller upphört (T16).
struct RegisterWartimeLaw {
  bool on = false;                    // Tillämpas.
  std::optional<LawCause> cause;      // Varför.
  std::vector<std::string> sections;  // Paragrafer.
  std::string reference;              // Beteckning.
  std::optional<Instant> decided;     // När.
  std::optional<Instant> referred;    // Underställd riksdagen.
  bool approved = false;              // Godkänd.
  std::string reason;                 // Skäl.
};

// Kommunstyrelsen beslutar i fullmäktiges ställe (T17).
struct DecideForCouncil {
  CouncilMatter council_matter = CouncilMatter::ordinary;  // Slag av ärende.
  std::string title;                                       // Rubrik.
  std::string text;                                        // Beslutet.
  std::string urgency_reason;                              // Varför det inte kan vänta.
  std::string reference;                                   // Beteckning.
  std::optional<Instant> decided;                          // När; unset = now.
};

// För in fullmäktiges beslut att flytta uppgifter (T18).
struct AssignTasks {
  std::string task;                // Uppgift.
  UnitId from;                     // Från nämnd.
  UnitId to;                       // Till.
  std::optional<Instant> until;    // Till och med.
  std::string reference;           // Beteckning.
  std::optional<Instant> decided;  // När; unset = now.
  bool whole = false;              // Hela nämndens område.
};

// Anteckna att uppgiften går tillbaka.
struct EndAssignment {
  AssignmentId assignment;  // Uppgift.
  std::string reference;    // Beteckning.
  std::string reason;       // Skäl.
};

// Anteckna att en organisation deltar (A10).
struct JoinIncident {
  IncidentId incident;  // Händelse.
  UnitId unit;          // Organisation.
  std::string text;     // Med vad.
};

// Anteckna en uppgift som skyldigheter räknas från (O06-O11, O19).
struct RecordFact {
  IncidentId incident;                       // Händelse.
  FactKind kind = FactKind::cyber_assessed;  // Slag.
  UnitId unit;                               // Vem det gäller.
  bool serious = false;                      // Betydande, or high risk.
  std::string text;                          // Text.
  std::optional<Instant> known;              // När det blev känt; unset = now.
};

// Erbjud överlämning av krisstödet (A17).
struct OfferCrisisSupport {
  IncidentId incident;  // Händelse.
  UnitId to;            // Till.
};

// Ta emot krisstödet (A17).
struct AcceptCrisisSupport {
  IncidentId incident;  // Händelse.
};

// Delegera en roll under en tid.
struct GrantDelegation {
  PersonId person;               // Till vem.
  std::string role;              // Roll.
  UnitId unit;                   // Enhet.
  std::string scope;             // Omfattning.
  std::optional<Instant> from;   // Från; unset = now.
  std::optional<Instant> until;  // Till.
  std::string reference;         // Beslut.
};

// Återkalla en delegation.
struct EndDelegation {
  DelegationId delegation;  // Delegation.
  std::string reason;       // Skäl.
};

// Ta en roll i nödläge, with a reason; alarmed at once.
struct BreakGlass {
  std::string role;    // Roll.
  std::string reason;  // Skäl.
};

// Anteckna en genomförd övning (A14).
struct RecordExercise {
  std::vector<UnitId> units;    // Organisationer.
  std::string kind;             // Slag.
  std::optional<Instant> held;  // När.
  std::string reference;        // Redovisning.
};

// Anteckna beredskapsuppgifter (A13).
struct RecordReadiness {
  UnitId unit;                           // Nämnd eller bolag.
  bool organisation_designated = false;  // Krisledningsorganisation utsedd.
  std::optional<Instant> plan_reviewed;  // Planen omprövad.
  std::optional<Instant> review_by;      // Nästa omprövning.
  bool endurance_planned = false;        // Uthållighet planerad.
  std::string reference;                 // Redovisning.
};

// Besluta om vad som övergår till en efterföljare (R44).
struct SettleSuccession {
  UnitId unit;         // Enhet.
  UnitId successor;    // Efterföljare.
  std::string reason;  // Beslut.
};

// Anteckna hur länsstyrelsen vill ha rapporter (O04, O17).
struct OrderReports {
  ObligationId obligation;      // Skyldighet.
  std::optional<Instant> next;  // Nästa rapport.
  bool released = false;        // Rapporteringen upphör.
  std::string reference;        // Beteckning.
};

// From inside the server only: stadsdelsnämndernas gränser antas.
struct AdoptBoundaries {
  std::vector<District> districts;
  std::string source_hash;
};

}  // namespace ckl::domain
