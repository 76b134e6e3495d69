// The nouns of the law: meetings, decisions, takeovers, heightened alert, organisation through
// time.
//
// Pure values inside `State` and inside events; the C++ twins of proto/ckl/v1/governance.proto,
// whose numbers their enumerators carry. Who may make them stands in the procedure table.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/ids.hpp"

namespace ckl::domain {

// Vem som beslutade.
enum class DecidingBody : std::uint8_t {
  committee = 1,          // Krisledningsnämnden vid sammanträde.
  committee_chair = 2,    // Ordföranden på nämndens vägnar (LEH 2:3 p2).
  unit = 3,               // En nämnd eller ett bolag inom sitt eget område.
  executive_board = 4,    // Kommunstyrelsen.
  city_council = 5,       // Kommunfullmäktige.
  government = 6,         // Regeringen.
  board_for_council = 7,  // Kommunstyrelsen i fullmäktiges ställe (1988:97 7 §).
};

// Beslutets läge.
enum class DecisionState : std::uint8_t {
  in_force = 1,  // Gäller.
  rejected = 2,  // Avslaget: röstades ned.
  expired = 3,   // Giltighetstiden har gått ut.
  renewed = 4,   // Ersatt av ett förnyat beslut.
  disputed = 5,  // Bestritt av den som ska ha fattat det (R48).
  revoked = 6,   // Upphävt.
};

// Vad ärendet gäller.
enum class MatterKind : std::uint8_t {
  other = 1,      // Annat beslut inom krisledningsnämndens uppgift.
  takeover = 2,   // Ta över hela eller delar av en nämnds område (T07).
  hand_back = 3,  // Återlämna (T08).
  renew = 4,      // Förnya ett beslut eller övertagande som löper ut (R10).
  review = 5,     // Ompröva ett övertagande och sätta nästa omprövning (R09).
  own_order = 6,  // Nämndens egen ordning (R47).
  revoke = 7,     // Upphäva ett tidigare beslut.
};

// Befogenhet som bara finns ibland (LEH 4 kap., KL 6:39).
enum class SpecialPower : std::uint8_t {
  economic_support = 1,  // Ekonomiskt stöd till enskilda (LEH 4:3): under extraordinär händelse.
  reimbursement = 2,     // Bistånd mellan kommuner mot ersättning (LEH 4:1): likaså.
  urgent_chair = 3,      // Nämndens ordförande ensam, på nämndens uppdrag (KL 6:39).
};

// En röst.
enum class Vote : std::uint8_t {
  yes = 1,      // Ja.
  no = 2,       // Nej.
  abstain = 3,  // Avstår.
};

// Övertagandets läge.
enum class TakeoverState : std::uint8_t {
  in_force = 1,  // Gäller: krisledningsnämnden beslutar inom området.
  returned = 2,  // Återlämnat.
  proposed = 3,  // Förberett förslag: ingen beslutanderätt har flyttat.
  dropped = 4,   // Förslaget drogs tillbaka eller röstades ned.
};

// Om en uppgift är bekräftad.
enum class Confirmation : std::uint8_t {
  unconfirmed = 1,  // Obekräftad: gäller, men är märkt på varje skärm.
  confirmed = 2,    // Bekräftad.
  disputed = 3,     // Bestridd.
  withdrawn = 4,    // Återtagen genom rättelse.
};

// Steg för ett protokoll (O05).
enum class MinutesStep : std::uint8_t {
  adjusted = 1,  // Justerat.
  posted = 2,    // Anslaget på anslagstavlan.
};

// Beredskapsgrad.
enum class AlertGrade : std::uint8_t {
  none = 1,    // Ingen höjd beredskap.
  skarpt = 2,  // Skärpt beredskap.
  hogsta = 3,  // Högsta beredskap.
};

// Vilken del av beredskapen ett infört beslut ändrade.
enum class AlertAspect : std::uint8_t {
  grade = 1,  // Grad, område och krig.
  alarm = 2,  // Beredskapslarm.
  law = 3,    // Lag 1988:97.
};

// Varför lag 1988:97 tillämpas (T16).
enum class LawCause : std::uint8_t {
  war = 1,              // Sverige är i krig.
  readiness_alarm = 2,  // Beredskapslarm.
  prescription = 3,     // Regeringens föreskrift vid krigsfara.
};

// Vad som blir av lag 1988:97 när beredskapen sänks eller upphör (R20).
enum class LawAfter : std::uint8_t {
  kept = 1,   // Fortsätter att tillämpas.
  ended = 2,  // Tillämpas inte längre.
};

// Slag av ärende som kommunstyrelsen avgör i fullmäktiges ställe (T17, G09).
enum class CouncilMatter : std::uint8_t {
  ordinary = 1,          // Annat ärende.
  election = 2,          // Val av ledamöter, ersättare eller revisorer: aldrig tillåtet.
  discharge = 3,         // Entledigande av ledamöter: aldrig tillåtet.
  municipal_rights = 4,  // Åtgärd för att bevaka kommunens rätt: aldrig tillåtet.
};

// Slag av uppgift som en skyldighet räknas från.
enum class FactKind : std::uint8_t {
  cyber_assessed = 1,     // Bedömning av en it-incident: betydande eller inte (O06, O07).
  personal_breach = 2,    // Personuppgiftsincident hos en personuppgiftsansvarig (O08).
  security_incident = 3,  // Händelse som rör säkerhetsskyddet; utan innehåll (O09, A31).
  work_injury = 4,        // Allvarligt arbetsolycksfall eller tillbud (O10).
  warning_sent = 5,       // VMA har sänts på stadens begäran (O11).
  rescue_ended = 6,       // Räddningsinsatsen är avslutad (O19).
};

// En plats på jorden, WGS 84.
struct GeoPoint {
  double latitude = 0;   // Latitud i grader.
  double longitude = 0;  // Longitud i grader.
  bool operator==(const GeoPoint&) const = default;
};

// En närvarande vid ett sammanträde.
struct Seat {
  PersonId person;      // Person.
  bool remote = false;  // Deltar på distans.
  PersonId serves_for;  // Ersättare: för vilken ledamot; empty = own seat.
  bool operator==(const Seat&) const = default;
};

// En avgiven röst.
struct Ballot {
  PersonId person;        // Person.
  Vote vote = Vote::yes;  // Röst.
  bool operator==(const Ballot&) const = default;
};

// Reservation.
struct Dissent {
  PersonId person;   // Person.
  std::string text;  // Reservationens text.
  bool operator==(const Dissent&) const = default;
};

// Omfattning: en nämnds hela område eller namngivna delar.
struct Scope {
  UnitId unit;                     // Nämnd.
  bool whole = false;              // Hela området.
  std::vector<std::string> parts;  // Namngivna delar, when not the whole.
  bool operator==(const Scope&) const = default;
};

// Ett ärende: vad som beslutas.
struct Matter {
  MatterKind kind = MatterKind::other;  // Slag.
  std::string title;                    // Rubrik.
  std::string text;                     // Beslutstext.
  std::string necessity;                // Varför det behövs (LEH 2:4).
  std::optional<Instant> valid_from;    // Gäller från; unset = at once.
  std::optional<Instant> valid_until;   // Gäller till, exclusive; unset = until ended.
  std::optional<Instant> review;        // Omprövas senast.
  std::vector<UnitId> executors;        // Vem som verkställer.
  Scope scope;                          // Område, for TAKEOVER.
  TakeoverId takeover;                  // Övertagande, for HAND_BACK, RENEW, REVIEW, or a proposal.
  DecisionId decision;                  // Beslut, for RENEW and REVOKE.
  std::string delegation;               // Delegationsordning inom området, for TAKEOVER.
  std::optional<SpecialPower> power;    // Särskild befogenhet.
  bool operator==(const Matter&) const = default;
};

// Ett sammanträde i krisledningsnämnden.
struct Meeting {
  MeetingId id;              // Id.
  std::uint32_t number = 0;  // Nummer.
  Instant time;              // Kallad tid.
  std::string place;         // Plats.
  std::string agenda;        // Föredragningslista.
  bool remote_allowed =
      false;  // Deltagande på distans är tillåtet, as the city council had decided when it opened.
  PersonId presiding;               // Vem som leder.
  std::vector<Seat> present;        // Närvarande nu.
  std::optional<Instant> opened;    // När det öppnades.
  std::optional<Instant> closed;    // När det avslutades.
  std::optional<Instant> adjusted;  // När protokollet justerades.
  std::optional<Instant> posted;    // När det anslogs.
  std::string minutes;              // Protokollets beteckning.
  bool operator==(const Meeting&) const = default;
};

// Beslut: ett fattat beslut, med nummer, egenskap, grund och giltighet.
struct DecisionRecord {
  DecisionId id;                                  // Id.
  std::uint32_t number = 0;                       // Beslutsnummer.
  DecidingBody body = DecidingBody::committee;    // Beslutande organ.
  PersonId person;                                // Vem som beslutade, or who presided.
  std::string capacity;                           // I vilken egenskap.
  UnitId unit;                                    // Nämnd eller bolag, for a unit's own decision.
  std::string part;                               // Del av området, for a unit's own decision.
  IncidentId incident;                            // Händelse.
  MeetingId meeting;                              // Sammanträde.
  Matter matter;                                  // Ärende.
  std::string urgency_reason;                     // Varför det inte kunde vänta (O02, T17).
  std::vector<Ballot> ballots;                    // Röster.
  std::vector<PersonId> conflicted;               // Jäviga.
  std::vector<Dissent> dissents;                  // Reservationer.
  bool adopted = false;                           // Antaget; false = voted down (R12).
  DecisionState state = DecisionState::in_force;  // Läge.
  Instant decided;                                // När det fattades.
  Instant registered;                             // När det registrerades.
  OralId oral;                                    // Muntligt beslut det vilar på.
  HindranceId hindrance;                          // Förhinder som vice ordföranden stödde sig på.
  bool noted = false;                             // Anmält i nämnden (O02).
  std::string council_reference;                  // Redovisat för fullmäktige: beteckning (O03).
  CouncilMatter council_matter = CouncilMatter::ordinary;  // Slag av ärende, for a decision in the
                                                           // council's place; otherwise ORDINARY.
  std::vector<DecisionId> conflicts;  // Beslut som någon annan hann fatta i samma område (R33).
  bool operator==(const DecisionRecord&) const = default;
};

// Överlämning när ett område återlämnas (T08).
struct Handback {
  std::string open_decisions;  // Öppna beslut.
  std::string costs;           // Kostnader.
  std::string staff;           // Personal.
  std::string deadlines;       // Tider att passa.
  bool operator==(const Handback&) const = default;
};

// En del som återlämnades före resten (T08).
struct HandedBackPart {
  std::string part;                     // Del.
  Instant at;                           // När.
  DecisionId decision;                  // Beslut.
  Handback handback;                    // Överlämning.
  std::optional<Instant> acknowledged;  // När nämnden tog emot (R31).
  bool operator==(const HandedBackPart&) const = default;
};

// Övertagande av en nämnds område (T07).
struct Takeover {
  TakeoverId id;                                  // Id.
  IncidentId incident;                            // Händelsen det tjänar (R32).
  Scope scope;                                    // Område.
  DecisionId decision;                            // Beslut.
  std::string necessity;                          // Varför det behövs.
  Instant since;                                  // Från.
  std::optional<Instant> valid_until;             // Gäller till, exclusive (R10).
  std::optional<Instant> review;                  // Omprövas senast (R09).
  TakeoverState state = TakeoverState::in_force;  // Läge.
  std::optional<Instant> returned;                // När det återlämnades.
  Handback handback;                              // Överlämning.
  std::optional<Instant> acknowledged;            // När nämnden tog emot (R31).
  PersonId acknowledged_by;                       // Vem som tog emot.
  UnitId successor;                               // Nämnd som ärvt det preliminärt (R44).
  bool succession_settled = false;                // Övergången är uttryckligen beslutad.
  std::vector<HandedBackPart> handed_back;        // Delar som återlämnats före resten.
  bool operator==(const Takeover&) const = default;
};

// Begäran om medverkan från ett bolag eller en annan juridisk person (A07).
struct Contribution {
  ContributionId id;                // Id.
  IncidentId incident;              // Händelse.
  UnitId unit;                      // Bolag.
  std::string request;              // Vad som begärs.
  Instant requested;                // När.
  std::optional<Instant> answered;  // När det svarade.
  bool agreed = false;              // Bolaget beslutade att medverka.
  std::string answer;               // Bolagets eget beslut.
  bool operator==(const Contribution&) const = default;
};

// Uppgifter om ett muntligt beslut, given with the command it concerns.
struct OralRecord {
  PersonId speaker;              // Den som beslutade muntligt.
  PersonId witness;              // Vittne.
  std::string wording;           // Ordalydelse.
  bool read_back = false;        // Uppläst och godkänd av beslutsfattaren.
  std::string heard_via;         // Hur beslutet hördes: telefon, Rakel, på plats.
  std::optional<Instant> heard;  // När.
  bool operator==(const OralRecord&) const = default;
};

// Muntligt beslut: gäller genast, märkt obekräftat tills det undertecknats.
struct OralDecision {
  OralId id;                                       // Id.
  PersonId speaker;                                // Den som beslutade.
  PersonId registrar;                              // Registrator.
  PersonId witness;                                // Vittne.
  std::string capacity;                            // I vilken egenskap.
  std::string command;                             // Vilket slags beslut.
  std::string subject;                             // Vad det gäller: händelse eller beslut.
  IncidentId incident;                             // Händelse.
  std::string wording;                             // Ordalydelse.
  std::string heard_via;                           // Hur det hördes.
  Instant heard;                                   // När.
  Confirmation state = Confirmation::unconfirmed;  // Läge.
  std::string reason;                              // Skäl, when disputed.
  bool operator==(const OralDecision&) const = default;
};

// Ett annat organs beslut, infört av dess sekreterare (R29).
struct ExternalDecision {
  RecordId id;                                  // Id.
  DecidingBody body = DecidingBody::committee;  // Organ.
  std::string reference;                        // Beteckning.
  Instant decided;                              // När det fattades.
  std::string what;                             // Vad det gjorde: händelsens namn i journalen.
  std::string subject;                          // Beslutet eller uppgiften det gäller, or empty.
  PersonId entered_by;                          // Vem som förde in det.
  Confirmation state =
      Confirmation::unconfirmed;  // Jämfört med handlingen av en andra person, or not yet.
  PersonId confirmed_by;          // Vem som jämförde.
  std::string reason;             // Skäl till rättelse.
  bool operator==(const ExternalDecision&) const = default;
};

// Kommunfullmäktiges sammanträde.
struct CouncilMeeting {
  MeetingId id;            // Id.
  Instant time;            // Tid.
  bool cancelled = false;  // Inställt.
  bool reported = false;   // Krisledningsnämndens beslut är anmälda.
  bool operator==(const CouncilMeeting&) const = default;
};

// Lag 1988:97 om förfarandet hos kommunerna, regionerna och förvaltningsmyndigheterna under krig
// eller krigsfara m.m.
struct WartimeLaw {
  bool on = false;                    // Tillämpas.
  LawCause cause = LawCause::war;     // Varför.
  std::vector<std::string> sections;  // Vilka paragrafer.
  Instant since;                      // Från.
  std::string reference;              // Beteckning.
  std::optional<Instant> refer_by;    // Underställs riksdagen senast (1988:97 2 §).
  std::optional<Instant> referred;    // Underställd riksdagen.
  std::optional<Instant> approve_by;  // Godkänns senast (1988:97 3 §).
  bool approved = false;              // Godkänd.
  bool operator==(const WartimeLaw&) const = default;
};

// Höjd beredskap som staden registrerat den (T13-T16, T19).
struct Alert {
  AlertGrade grade = AlertGrade::none;  // Grad.
  std::string reference;                // Beslutets beteckning.
  Instant decided;                      // När regeringen beslutade.
  Instant from;                         // Från.
  std::vector<std::string> areas;       // Områden: SE, länskod eller kommunkod.
  std::string activity;                 // Viss verksamhet, or empty.
  bool in_area = false;                 // Gäller staden; otherwise information only.
  bool at_war = false;                  // Sverige är i krig.
  bool readiness_alarm = false;         // Beredskapslarm.
  WartimeLaw law;                       // Lag 1988:97.
  RecordId record;                      // Införandet.
  bool operator==(const Alert&) const = default;
};

// Vad ett infört beslut ledde till, kept so that a correction can fall back on what remains (R29).
struct AlertStep {
  RecordId record;                          // Införande, or empty when the law ended by itself.
  AlertAspect aspect = AlertAspect::grade;  // Vad som ändrades.
  Alert after;                              // Läget därefter.
  bool operator==(const AlertStep&) const = default;
};

// Uppgift som fullmäktige flyttat (T18).
struct Assignment {
  AssignmentId id;               // Id.
  std::string task;              // Uppgift.
  UnitId from;                   // Från nämnd.
  UnitId to;                     // Till kommunstyrelsen eller borgarrådsberedningen.
  std::string reference;         // Beteckning.
  Instant since;                 // Från.
  std::optional<Instant> until;  // Till.
  bool ended = false;            // Upphört.
  std::string end_reason;        // Varför.
  bool whole = false;            // Hela nämndens område; the task then only names it.
  bool operator==(const Assignment&) const = default;
};

// En uppgift som en skyldighet räknas från.
struct Fact {
  FactId id;                                 // Id.
  IncidentId incident;                       // Händelse.
  FactKind kind = FactKind::cyber_assessed;  // Slag.
  UnitId unit;                               // Vem det gäller.
  bool serious = false;                      // Betydande incident, or high risk for the persons.
  std::string text;                          // Text.
  Instant known;                             // När det blev känt.
  PersonId by;                               // Av vem.
  bool operator==(const Fact&) const = default;
};

// Begäran om viktigt meddelande till allmänheten (G16).
struct WarningRequest {
  IncidentId incident;  // Händelse.
  std::string place;    // Var faran finns.
  std::string danger;   // Vad som hotar: liv, hälsa eller omfattande skada.
  std::string action;   // Vad människor ska göra.
  std::string time;     // När och hur länge.
  bool operator==(const WarningRequest&) const = default;
};

// Krisstöd för en händelse (A17).
struct CrisisSupport {
  IncidentId id;              // Händelse.
  UnitId district;            // Platsens stadsdelsnämnd, or empty when the place is not known.
  UnitId responsible;         // Ansvarig nu.
  bool office_hours = false;  // Händelsen inträffade på kontorstid.
  UnitId offered_to;          // Erbjuden överlämning till, or empty.
  Instant since;              // Från.
  bool operator==(const CrisisSupport&) const = default;
};

// Delegation av en roll (or a role taken in an emergency).
struct Delegation {
  DelegationId id;           // Id.
  PersonId person;           // Till vem.
  std::string role;          // Roll.
  UnitId unit;               // Enhet.
  std::string scope;         // Omfattning.
  Instant from;              // Från.
  Instant until;             // Till, exclusive.
  std::string reference;     // Beslut.
  PersonId granted_by;       // Av vem.
  bool break_glass = false;  // Tagen i nödläge, with reason in scope.
  bool ended = false;        // Återkallad.
  bool operator==(const Delegation&) const = default;
};

// Genomförd övning (A14, O14).
struct ExerciseRecord {
  ExerciseId id;              // Id.
  std::vector<UnitId> units;  // Vilka organisationer som övade.
  std::string kind;           // Slag.
  Instant held;               // När.
  std::string reference;      // Redovisning.
  bool operator==(const ExerciseRecord&) const = default;
};

// En organisations beredskapsuppgifter (A13).
struct Readiness {
  UnitId id;                             // Nämnd eller bolag.
  bool organisation_designated = false;  // Krisledningsorganisation utsedd.
  std::optional<Instant> plan_reviewed;  // Planen senast omprövad.
  std::optional<Instant> review_by;      // Nästa omprövning senast.
  bool endurance_planned = false;        // Uthållighet planerad.
  std::string reference;                 // Redovisning.
  bool operator==(const Readiness&) const = default;
};

// En rad i månadssammanställningen.
struct SummaryRow {
  UnitId unit;                    // Nämnd eller bolag.
  std::uint32_t incidents = 0;    // Digitala händelser.
  std::uint32_t significant = 0;  // Varav betydande.
  bool operator==(const SummaryRow&) const = default;
};

// Månadssammanställning av digitala händelser (A29, O18).
struct MonthlySummary {
  std::string month;             // Månad, "2026-10".
  std::vector<SummaryRow> rows;  // En rad per nämnd och bolag, also those with none.
  bool operator==(const MonthlySummary&) const = default;
};

// En sluten linje: yttre gräns eller hål.
struct Ring {
  std::vector<GeoPoint> points;  // Punkter; the last equals the first.
  bool operator==(const Ring&) const = default;
};

// En stadsdelsnämnds område under en tid.
struct District {
  UnitId unit;              // Stadsdelsnämnd.
  std::string valid_from;   // Från och med, ISO date.
  std::string valid_to;     // Till, exclusive, ISO date; empty = open.
  std::vector<Ring> rings;  // Gränser, even-odd.
  bool operator==(const District&) const = default;
};

}  // namespace ckl::domain
