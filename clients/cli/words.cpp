#include "cli/words.hpp"

#include <array>

namespace ckl::cli {

namespace {

struct Word {
  std::string_view name;
  std::string_view sv;
  std::string_view en;
};

constexpr std::array words = {
    Word{"call", "inkallning", "call-out"},
    Word{"stand_down", "återtagen inkallning", "stand-down"},
    Word{"recall", "återkallat larm", "recalled alarm"},
    Word{"notice", "underrättelse", "notice"},
    Word{"ESCALATION_LEVEL_NONE", "ingen nivå", "no level"},
    Word{"ESCALATION_LEVEL_DISTURBANCE", "störning", "disturbance"},
    Word{"ESCALATION_LEVEL_SERIOUS", "allvarlig händelse", "serious event"},
    Word{"ESCALATION_LEVEL_EXTRAORDINARY", "extraordinär händelse", "extraordinary event"},
    Word{"INCIDENT_PHASE_REPORTED", "rapporterad", "reported"},
    Word{"INCIDENT_PHASE_ASSESSING", "bedöms", "assessing"},
    Word{"INCIDENT_PHASE_OPEN", "pågår", "open"},
    Word{"INCIDENT_PHASE_RECOVERING", "återgång", "recovering"},
    Word{"INCIDENT_PHASE_EVALUATING", "utvärderas", "evaluating"},
    Word{"INCIDENT_PHASE_CLOSED", "avslutad", "closed"},
    Word{"INCIDENT_PHASE_ARCHIVED", "arkiverad", "archived"},
    Word{"INCIDENT_KIND_VIOLENCE", "hot och våld", "violence"},
    Word{"INCIDENT_KIND_ACCIDENT", "olycka", "accident"},
    Word{"INCIDENT_KIND_SUPPLY", "försörjning", "supply"},
    Word{"INCIDENT_KIND_DIGITAL", "it och cyber", "digital"},
    Word{"INCIDENT_KIND_WEATHER", "väder", "weather"},
    Word{"INCIDENT_KIND_HEALTH", "hälsa", "health"},
    Word{"INCIDENT_KIND_OTHER", "annat", "other"},
    Word{"CKL_STATE_INACTIVE", "vilande", "inactive"},
    Word{"CKL_STATE_STANDBY", "i beredskap", "standby"},
    Word{"CKL_STATE_ACTIVE", "aktiv", "active"},
    Word{"CKL_STATE_WINDING_DOWN", "avvecklas", "winding down"},
    Word{"COMMITTEE_STATE_DORMANT", "vilande", "dormant"},
    Word{"COMMITTEE_STATE_FUNCTIONING", "har trätt i funktion", "functioning"},
    Word{"COMMITTEE_STATE_ENDED", "upphört", "ended"},
    Word{"SWAP_STATE_PROPOSED", "föreslaget", "proposed"},
    Word{"SWAP_STATE_ACCEPTED", "godtaget", "accepted"},
    Word{"SWAP_STATE_DECLINED", "avböjt", "declined"},
    Word{"SWAP_STATE_WITHDRAWN", "återtaget", "withdrawn"},
    Word{"SHIFT_STATE_SERVING", "tjänstgör", "serving"},
    Word{"SHIFT_STATE_ASKED", "tillfrågad", "asked"},
    Word{"SHIFT_STATE_AVAILABLE", "kan", "available"},
    Word{"SHIFT_STATE_OPEN", "ingen", "nobody"},
    Word{"DRILL_STATE_PLANNED", "planerad", "planned"},
    Word{"DRILL_STATE_RUNNING", "PÅGÅR", "UNDER WAY"},
    Word{"DRILL_STATE_ENDED", "genomförd", "held"},
    Word{"DRILL_STATE_CANCELLED", "inställd", "cancelled"},
    Word{"MODE_LIVE", "skarpt läge", "live"},
    Word{"MODE_EXERCISE", "övning", "exercise"},
    Word{"MODE_TEST", "tekniskt prov", "technical test"},
    Word{"ANSWER_COMING", "kommer", "coming"},
    Word{"ANSWER_CANNOT", "kan inte", "cannot"},
    Word{"ANSWER_LATER", "kan senare", "later"},
    Word{"CALL_STATE_CALLING", "söks", "being called"},
    Word{"CALL_STATE_COMING", "kommer", "coming"},
    Word{"CALL_STATE_DECLINED", "kan inte", "declined"},
    Word{"CALL_STATE_LATER", "kan senare", "later"},
    Word{"CALL_STATE_SILENT", "inget svar", "no answer"},
    Word{"CALL_STATE_UNREACHABLE", "går inte att nå", "unreachable"},
    Word{"CALL_STATE_STOOD_DOWN", "avlyst", "stood down"},
    Word{"CALL_STATE_SPARE", "i reserv", "spare"},
    Word{"CALL_STATE_PASSED_OVER", "kallas inte", "not called"},
    Word{"voice", "telefon", "telephone"},
    Word{"link", "svarslänk", "answer link"},
    Word{"mail", "e-post", "e-mail"},
    Word{"sms", "SMS", "SMS"},
    Word{"websocket", "webben", "the web"},
    Word{"connect", "webben", "the web"},
    Word{"grpc", "terminal", "terminal"},
    Word{"ON_SCENE", "redan på plats", "on scene already"},
    Word{"RESTING", "vilar", "resting"},
    Word{"AWAY", "frånvarande", "away"},
    Word{"ELSEWHERE", "kommer till en annan inkallning", "coming to another call-out"},
    Word{"UNQUALIFIED", "saknar behörigheten", "lacks the qualification"},
    Word{"NO_LADDER", "har ingen kontaktväg", "has no way to be reached"},
    Word{"ALL_STEPS_FAILED", "ingen kontaktväg fungerade", "no way worked"},
    Word{"PASSKEY_CHANGE_INVITED", "inbjuden", "invited"},
    Word{"PASSKEY_CHANGE_ADDED", "tillagd", "added"},
    Word{"PASSKEY_CHANGE_REVOKED", "återkallad", "revoked"},
    Word{"GATEWAY_TROUBLE_FAILING", "svarar inte", "does not answer"},
    Word{"GATEWAY_TROUBLE_SLOW", "för långsam", "too slow"},
    Word{"GATEWAY_TROUBLE_SILENT", "släpper inte igenom provlarm", "lets no test alarm through"},
    Word{"GATEWAY_USE_IN_USE", "används", "in use"},
    Word{"GATEWAY_USE_STANDBY", "reserv", "standby"},
    Word{"GATEWAY_USE_LOST", "förlorad", "lost"},
    Word{"GATEWAY_USE_TRIED", "prövas", "tried"},
    Word{"GATEWAY_USE_LAST_RESORT", "används ändå", "used all the same"},
    Word{"ABSENCE_KIND_ON_SCENE", "på plats", "on scene"},
    Word{"ABSENCE_KIND_RESTING", "vilar", "resting"},
    Word{"ABSENCE_KIND_AWAY", "borta", "away"},
    Word{"WORD_KIND_STAND_BY", "var beredd", "stand by"},
    Word{"WORD_KIND_MORE_NEEDED", "fler behövs", "more needed"},
    Word{"WORD_KIND_DONE", "klart", "done"},
    Word{"WORD_KIND_OTHER", "annat", "other"},
    Word{"WORD_AUDIENCE_ASKED", "alla larmade", "asked"},
    Word{"WORD_AUDIENCE_COMING", "de som kommer", "coming"},
    Word{"WORD_AUDIENCE_OPEN", "utan svar", "open"},
    Word{"OBLIGATION_STATE_OPEN", "öppen", "open"},
    Word{"OBLIGATION_STATE_OVERDUE", "FÖRSENAD", "OVERDUE"},
    Word{"OBLIGATION_STATE_CLOSED", "fullgjord", "closed"},
    Word{"TAKEOVER_STATE_PROPOSED", "förslag", "proposed"},
    Word{"TAKEOVER_STATE_IN_FORCE", "gäller", "in force"},
    Word{"TAKEOVER_STATE_RETURNED", "återlämnat", "returned"},
    Word{"TAKEOVER_STATE_DROPPED", "förfallet förslag", "dropped"},
    Word{"DECISION_STATE_IN_FORCE", "gäller", "in force"},
    Word{"DECISION_STATE_REJECTED", "avslaget", "rejected"},
    Word{"DECISION_STATE_EXPIRED", "upphört", "expired"},
    Word{"DECISION_STATE_RENEWED", "förnyat", "renewed"},
    Word{"DECISION_STATE_DISPUTED", "BESTRITT", "DISPUTED"},
    Word{"DECISION_STATE_REVOKED", "upphävt", "revoked"},
    Word{"ALERT_GRADE_NONE", "ingen höjd beredskap", "no heightened alert"},
    Word{"ALERT_GRADE_SKARPT", "skärpt beredskap", "increased alert"},
    Word{"ALERT_GRADE_HOGSTA", "högsta beredskap", "highest alert"},
    Word{"CONFIRMATION_UNCONFIRMED", "OBEKRÄFTAT", "UNCONFIRMED"},
    Word{"CONFIRMATION_CONFIRMED", "bekräftat", "confirmed"},
    Word{"CONFIRMATION_DISPUTED", "bestritt", "disputed"},
    Word{"CONFIRMATION_WITHDRAWN", "återtaget", "withdrawn"},
    Word{"LOG_KIND_INCOMING", "inkommande", "incoming"},
    Word{"LOG_KIND_OUTGOING", "utgående", "outgoing"},
    Word{"LOG_KIND_OBSERVATION", "iakttagelse", "observation"},
    Word{"LOG_KIND_DECISION", "beslut", "decision"},
    Word{"LOG_KIND_TASK", "uppgift", "task"},
    Word{"LOG_KIND_CORRECTION", "rättelse", "correction"},
    Word{"REJECTION_CODE_INVALID", "Uppgifterna är fel ifyllda", "The input is not right"},
    Word{"REJECTION_CODE_NOT_PERMITTED", "Du får inte göra detta", "You may not do this"},
    Word{"REJECTION_CODE_PRECONDITION", "Det går inte i nuvarande läge",
         "Not in the present state"},
    Word{"REJECTION_CODE_NOT_FOUND", "Det finns inte", "There is no such thing"},
    Word{"REJECTION_CODE_UNAUTHENTICATED", "Du är inte inloggad", "You are not signed in"},
    Word{"REJECTION_CODE_EXHAUSTED", "Servern har inte utrymme just nu",
         "The server has no room at present"},
    Word{"REJECTION_CODE_UNAVAILABLE", "Servern tar inte emot något just nu",
         "The server accepts nothing at present"},
    Word{"REJECTION_CODE_CONFLICT", "Kommandots id är redan använt",
         "The command's id was used before"},
    Word{"DUTY_OFFICER", "tjänsteman i beredskap", "duty officer"},
    Word{"CITY_DIRECTOR", "stadsdirektör", "city director"},
    Word{"DEPUTY_CITY_DIRECTOR", "stf stadsdirektör", "deputy city director"},
    Word{"CHIEF_OF_STAFF", "stabschef", "chief of staff"},
    Word{"KN_CHAIR", "ordförande i krisledningsnämnden", "chair of the crisis committee"},
    Word{"KN_VICE_CHAIR", "vice ordförande i krisledningsnämnden",
         "vice chair of the crisis committee"},
    Word{"KN_MEMBER", "ledamot i krisledningsnämnden", "member of the crisis committee"},
    Word{"REGISTRAR", "registrator", "registrar"},
    Word{"ORG_DUTY_OFFICER", "lokal beredskap", "local duty officer"},
    Word{"SECURITY_COORDINATOR", "säkerhetssamordnare", "security coordinator"},
    Word{"KN_SUBSTITUTE", "ersättare i krisledningsnämnden", "substitute in the crisis committee"},
    Word{"KN_SECRETARY", "krisledningsnämndens sekreterare", "secretary of the crisis committee"},
    Word{"KS_CHAIR", "kommunstyrelsens ordförande", "chair of the executive board"},
    Word{"KS_SECRETARY", "kommunstyrelsens sekreterare", "secretary of the executive board"},
    Word{"KF_SECRETARY", "fullmäktiges sekreterare", "secretary of the council"},
    Word{"UNIT_CHAIR", "nämndens ordförande", "chair of the committee"},
    Word{"ADMINISTRATION_HEAD", "förvaltningschef", "head of administration"},
    Word{"SECURITY_CHIEF", "säkerhetsskyddschef", "head of protective security"},
    Word{"WARNING_REQUESTER", "får begära VMA", "may request public warnings"},
    Word{"STAFF", "stabsmedlem", "staff member"},
    Word{"ADMINISTRATOR", "administratör", "administrator"},
};

// "INCIDENT_KIND_VIOLENCE" of an enumeration that begins with "INCIDENT_KIND_" -> "violence".
std::string typed_name(const google::protobuf::EnumDescriptor& descriptor, int at) {
  const std::string& unspecified = descriptor.value(0)->name();
  const std::size_t prefix = unspecified.size() - std::string_view{"UNSPECIFIED"}.size();
  std::string name = descriptor.value(at)->name().substr(prefix);
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '_') c = '-';
  }
  return name;
}

}  // namespace

std::string word_for(std::string_view name, const Voice& voice) {
  for (const Word& word : words) {
    if (word.name == name) return voice(word.sv, word.en);
  }
  return std::string{name};
}

Choices choices_of(const google::protobuf::EnumDescriptor& descriptor) {
  const Voice swedish{false};
  Choices choices;
  for (int at = 1; at < descriptor.value_count(); ++at) {
    const auto& value = *descriptor.value(at);
    choices.emplace(typed_name(descriptor, at), value.number());
    choices.emplace(word_for(value.name(), swedish), value.number());
  }
  return choices;
}

std::string names_of(const google::protobuf::EnumDescriptor& descriptor) {
  std::string names;
  for (int at = 1; at < descriptor.value_count(); ++at) {
    names += (at > 1 ? "|" : "") + typed_name(descriptor, at);
  }
  return names;
}

}  // namespace ckl::cli
