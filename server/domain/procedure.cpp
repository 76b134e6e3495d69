// Transitions and guards: who may change the city's posture, on what ground, and what is refused.
#include "domain/procedure.hpp"

#include <algorithm>
#include <chrono>
#include <initializer_list>
#include <string>
#include <unordered_map>

#include "domain/events.hpp"
#include "domain/organisation.hpp"
#include "domain/procedure_parts.hpp"

namespace ckl::domain {
namespace procedure {
namespace {

constexpr Basis protective_security_act{"Säkerhetsskyddslagen 2018:585", "2019-04-01", "", true};
constexpr Basis warning_request{"Lag 2023:407 3 §", "2024-01-01", "", true};
constexpr Basis warning_need{"Lag 2023:407 4 §", "2024-01-01", "", true};
constexpr Basis warning_delegation{"Förordning 2023:579 3 §", "2024-01-01", "", true};

std::vector<Rule> raising() {
  return {
      Rule{.id = "T01",
           .name = {"Ingen nivå till störning", "No level to disturbance"},
           .who = {"Ansvarig verksamhets beredskap eller säkerhetssamordnare, eller tjänsteman i "
                   "beredskap",
                   "The responsible unit's duty officer or security coordinator, or the city's "
                   "duty officer"},
           .needs = {"Slag och plats, så långt det är känt", "Kind and place, as far as known"},
           .follows = {"Dagboken öppnas; ordinarie organisation hanterar",
                       "The log opens; the ordinary organisation handles it"},
           .roles = {role::duty_officer, role::org_duty_officer, role::security_coordinator},
           .basis = {source::responsibility, source::levels}},
      Rule{
          .id = "T02",
          .name = {"Till allvarlig händelse", "To serious event"},
          .who = {"Stadsdirektören eller ställföreträdaren; preliminärt tjänsteman i beredskap",
                  "The city director or the deputy; provisionally the duty officer"},
          .needs = {"Skäl. Preliminär nivå ska bekräftas inom satt tid",
                    "A reason. A provisional level must be confirmed within the time set"},
          .follows = {"Händelsen läggs på central krisledning; krisledningsnämndens ordförande och "
                      "berörda nämnder och bolag underrättas genast; ställning tas till "
                      "samverkan (A18) och tid sätts för den första lägesbilden (A21)",
                      "The incident is put on central crisis management; the committee's chair "
                      "and the committees and companies concerned are told at once; a stand on "
                      "collaboration is owed (A18) and a time set for the first picture (A21)"},
          .roles = {role::city_director, role::deputy_director, role::duty_officer},
          .informs = {role::committee_chair},
          .basis = {source::levels, source::ckl_instruction}},
      Rule{.id = "T03",
           .name = {"Central krisledning aktiveras", "Central crisis management is activated"},
           .who = {"Stadsdirektören eller ställföreträdaren; tjänsteman i beredskap får starta "
                   "inkallning men inte aktivera",
                   "The city director or the deputy; the duty officer may start a call-out but "
                   "not activate"},
           .needs = {"Skäl; instruktionens version antecknas",
                     "A reason; the version of the instruction is recorded"},
           .follows = {"Informationsskyldigheten mot ordföranden börjar (O01); utvärdering krävs "
                       "efteråt (O12)",
                       "The duty to inform the chair begins (O01); evaluation is owed afterwards "
                       "(O12)"},
           .roles = {role::city_director, role::deputy_director},
           .basis = {source::ckl_instruction, source::levels}},
  };
}

std::vector<Rule> declaring() {
  return {
      Rule{.id = "T04",
           .name = {"Till extraordinär händelse", "To extraordinary event"},
           .who = {"Krisledningsnämndens ordförande ensam", "The committee's chair alone"},
           .needs = {"Skriftligt skäl för vart och ett av de tre rekvisiten: avviker från det "
                     "normala; allvarlig störning eller överhängande risk för den i viktiga "
                     "samhällsfunktioner; kräver skyndsamma insatser",
                     "A written reason for each of the three criteria: departs from the normal; "
                     "serious disturbance, or imminent risk of it, in important societal "
                     "functions; urgent action needed"},
           .follows =
               {"Nämndens ledamöter och ersättare, kommunstyrelsen, alla nämnder, fullmäktiges "
                "presidium, central krisledning och tjänsteman i beredskap underrättas; "
                "rapporter till länsstyrelsen (O04), anmälan i fullmäktige (O03) och "
                "samordnad information till allmänheten (A24) krävs",
                "The committee's members and substitutes, the executive board, all "
                "committees, the council's presidium, central crisis management and the "
                "duty officer are told; reports to the county board (O04), the report to "
                "the council (O03) and coordinated public information (A24) are owed"},
           .roles = {role::committee_chair},
           .informs = {role::committee_vice_chair, role::committee_member, "KN_SUBSTITUTE",
                       "KS_CHAIR", "KS_SECRETARY", role::city_director, role::deputy_director,
                       role::chief_of_staff, role::duty_officer, role::unit_chair,
                       role::council_chair, role::council_vice_chair},
           .basis = {source::leh_2_3, source::leh_1_4, source::levels}},
      Rule{
          .id = "T05",
          .name = {"Vice ordföranden i ordförandens ställe", "The vice chair in the chair's place"},
          .who = {"Krisledningsnämndens vice ordförande, när ordföranden har förhinder",
                  "The committee's vice chair, when the chair is hindered"},
          .needs = {"Ett antecknat förhinder för ordföranden, och för varje vice ordförande före",
                    "A recorded hindrance of the chair, and of every vice chair before"},
          .follows = {"Som T04; ordföranden underrättas", "As T04; the chair is told"},
          .roles = {role::committee_vice_chair},
          .informs = {role::committee_chair},
          .basis = {source::leh_2_3}},
  };
}

std::vector<Rule> lowering() {
  return {
      Rule{.id = "T10",
           .name = {"Från extraordinär händelse till lägre nivå",
                    "From extraordinary event to a lower level"},
           .who = {"Krisledningsnämndens ordförande; vid förhinder vice ordföranden",
                   "The committee's chair; the vice chair when the chair is hindered"},
           .needs = {"Skäl och nedtrappningens checklista (G17). Till allvarlig händelse bara med "
                     "aktiv central krisledning (G21)",
                     "A reason and the de-escalation checklist (G17). To serious event only with "
                     "an active central crisis management (G21)"},
           .follows = {"Samma krets som vid T04 underrättas; händelsen är inte längre skäl för "
                       "nämnden att fungera",
                       "The same circle as for T04 is told; the incident is no longer a cause for "
                       "the committee to function"},
           .roles = {role::committee_chair},
           .informs = {role::committee_vice_chair, role::committee_member, "KN_SUBSTITUTE",
                       "KS_CHAIR", "KS_SECRETARY", role::city_director, role::deputy_director,
                       role::chief_of_staff, role::duty_officer, role::unit_chair,
                       role::council_chair, role::council_vice_chair},
           .basis = {source::leh_2_3}},
      Rule{.id = "T11",
           .name = {"Från allvarlig händelse till störning; central krisledning avvecklas",
                    "From serious event to disturbance; central crisis management winds down"},
           .who = {"Stadsdirektören eller ställföreträdaren", "The city director or the deputy"},
           .needs = {"Skäl och nedtrappningens checklista (G17)",
                     "A reason and the de-escalation checklist (G17)"},
           .follows = {"Händelsen lämnar central krisledning; ordföranden och de som deltar "
                       "underrättas; utvärdering krävs av kommunstyrelsen (O12) och av den "
                       "ansvariga verksamheten (O13)",
                       "The incident leaves central crisis management; the chair and those who "
                       "take part are told; evaluation is owed by the executive board (O12) and "
                       "by the responsible unit (O13)"},
           .roles = {role::city_director, role::deputy_director},
           .informs = {role::committee_chair, role::chief_of_staff, role::duty_officer},
           .basis = {source::ckl_instruction, source::levels}},
      Rule{.id = "T12",
           .name = {"Från störning till ingen nivå; händelsen avslutas",
                    "From disturbance to no level; the incident is closed"},
           .who = {"Den ansvariga verksamhetens beredskap eller säkerhetssamordnare, eller "
                   "tjänsteman i beredskap",
                   "The responsible unit's duty officer or security coordinator, or the city's "
                   "duty officer"},
           .needs = {"Skäl. För att avsluta: ingen nivå och inga öppna skyldigheter (G15)",
                     "A reason. To close: no level and no open duties (G15)"},
           .follows = {"Återgång; därefter kan händelsen avslutas",
                       "Recovery; after that the incident can be closed"},
           .roles = {role::duty_officer, role::org_duty_officer, role::security_coordinator},
           .basis = {source::responsibility}},
  };
}

std::vector<Rule> guards_of_records() {
  return {
      Rule{.id = "G03",
           .name = {"Bara ordföranden förklarar en händelse extraordinär",
                    "Only the chair declares an event extraordinary"},
           .who = {"Krisledningsnämndens ordförande; vid antecknat förhinder vice ordföranden",
                   "The committee's chair; the vice chair when a hindrance is recorded"},
           .needs = {"Gällande uppdrag från kommunfullmäktige",
                     "A mandate in force from the city council"},
           .follows = {"Försöket antecknas. Maskiner får bara föreslå",
                       "The attempt is recorded. Machines may only suggest"},
           .roles = {role::committee_chair, role::committee_vice_chair},
           .basis = {source::leh_2_3, source::levels}},
      Rule{.id = "G12",
           .name = {"Skarpt läge, övning och prov blandas aldrig",
                    "Live, exercise and test never mix"},
           .who = {"Ingen", "Nobody"},
           .needs = {"Varje arbetsyta har ett läge från början",
                     "Every workspace has one mode from its beginning"},
           .follows = {"Egen journal och eget tillstånd", "A journal and a state of its own"},
           .roles = {},
           .basis = {source::cap_status}},
      Rule{.id = "G13",
           .name = {"Inget i dagboken ändras eller tas bort",
                    "Nothing in the log is changed or removed"},
           .who = {"Ingen; den som skriver i dagboken rättar med en ny anteckning",
                   "Nobody; whoever writes in the log corrects by a new entry"},
           .needs = {"En rättelse nämner den anteckning den rättar och varför",
                     "A correction names the entry it corrects and why"},
           .follows = {"Båda anteckningarna står kvar", "Both entries remain"},
           .roles = {},
           .basis = {source::tf_2, source::osl_5_1}},
      Rule{.id = "G14",
           .name = {"Inget säkerhetsskyddsklassificerat tas emot",
                    "Nothing classified for protective security is taken"},
           .who = {"Den som har ett godkänt system", "Whoever has an approved system"},
           .needs = {"Uppgifter utan säkerhetsskyddsklass", "Information without a security class"},
           .follows = {"Texten sparas inte; säkerhetsskyddschefen underrättas utan innehåll (A31)",
                       "The text is not kept; the head of protective security is told without "
                       "substance (A31)"},
           .roles = {},
           .basis = {protective_security_act}},
      Rule{.id = "G16",
           .name = {"VMA begärs bara av utsedda funktioner, med plats, fara, råd och tid",
                    "A public warning is requested by named functions only, with place, danger, "
                    "action and time"},
           .who = {"Den som staden har delegerat det till", "Whoever the city has delegated it to"},
           .needs =
               {"Plats, fara för liv, hälsa eller omfattande skada, vad människor ska göra, tid",
                "Place, danger to life, health or of major damage, what people are to do, "
                "time"},
           .follows = {"Begäran går till SOS Alarm; faran över krävs när faran är över (O11)",
                       "The request goes to SOS Alarm; the message that danger is over is owed "
                       "when it is (O11)"},
           .roles = {role::warning_requester},
           .informs = {role::chief_of_staff, role::duty_officer, role::committee_chair},
           .basis = {warning_request, warning_delegation, warning_need}},
      Rule{.id = "G15",
           .name = {"Ingen händelse avslutas över öppna skyldigheter",
                    "No incident is closed over open duties"},
           .who = {"Ingen, förrän skyldigheterna är fullgjorda",
                   "Nobody, until the duties are fulfilled"},
           .needs = {"Ingen nivå; utvärderingar registrerade", "No level; evaluations registered"},
           .follows = {"Händelsen kan avslutas", "The incident can be closed"},
           .roles = {},
           .basis = {source::levels, reading("Läsning R30")}},
  };
}

std::vector<Rule> guards_of_powers() {
  return {
      Rule{.id = "G17",
           .name = {"Ingen nedtrappning utan checklista", "No de-escalation without its checklist"},
           .who = {"Den som får sänka nivån, när checklistan är ifylld",
                   "Whoever may lower the level, once the checklist is filled in"},
           .needs = {"Behov, prognos, reserver, personalens vila, kommunikation, vem som äger "
                     "resten",
                     "Needs, forecast, reserves, rest of staff, communication, who owns what "
                     "remains"},
           .follows = {"Checklistan journalförs med beslutet",
                       "The checklist is journaled with the decision"},
           .roles = {},
           .basis = {reading("Läsning G17")}},
      Rule{.id = "G18",
           .name = {"Inget uppdrag, ingen befogenhet i krisledningsnämnden",
                    "No mandate, no power in the committee"},
           .who = {"Den som kommunfullmäktige har valt, så länge uppdraget gäller",
                   "Whoever the city council has elected, while the mandate is in force"},
           .needs = {"Ett daterat uppdrag som gäller nu", "A dated mandate in force now"},
           .follows = {"Utan gällande ordförande kan ingen förklara en händelse extraordinär",
                       "Without a chair in office nobody can declare an event extraordinary"},
           .roles = {},
           .basis = {source::leh_2_2, source::jo_roster}},
      Rule{.id = "G21",
           .name = {"Ingen allvarlig händelse utan aktiv central krisledning",
                    "No serious event without an active central crisis management"},
           .who = {"Stadsdirektören eller ställföreträdaren aktiverar",
                   "The city director or the deputy activates it"},
           .needs = {"Aktiv central krisledning", "An active central crisis management"},
           .follows = {"Nivån kan sättas", "The level can be set"},
           .roles = {role::city_director, role::deputy_director},
           .basis = {source::levels}},
  };
}

std::vector<Rule> joined(std::initializer_list<std::vector<Rule>> parts) {
  std::vector<Rule> all;
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace

std::vector<Rule> transitions() { return joined({raising(), declaring(), lowering()}); }

std::vector<Rule> guards() { return joined({guards_of_records(), guards_of_powers()}); }

}  // namespace procedure

namespace {

// T, G, O, A, R, and by number within each.
std::pair<std::size_t, int> place_of(std::string_view id) {
  int number = 0;
  for (const char digit : id.substr(1)) number = number * 10 + (digit - '0');
  return {std::string_view("TGOAR").find(id.front()), number};
}

}  // namespace

std::span<const Rule> rules() {
  static const std::vector<Rule> table = [] {
    std::vector<Rule> all =
        procedure::joined({procedure::transitions(), procedure::guards(), procedure::obligations(),
                           procedure::requirements(), procedure::readings(),
                           procedure::rules_of_committee(), procedure::rules_of_alert(),
                           procedure::rules_of_other_bodies(), procedure::rules_of_clocks(),
                           procedure::rules_of_organisation(), procedure::readings_of_relief()});
    std::ranges::sort(all, {}, [](const Rule& rule) { return place_of(rule.id); });
    return all;
  }();
  return table;
}

const Rule* find_rule(std::string_view id) {
  static const std::unordered_map<std::string_view, const Rule*> by_id = [] {
    std::unordered_map<std::string_view, const Rule*> all;
    for (const Rule& rule : rules()) all.emplace(rule.id, &rule);
    return all;
  }();
  const auto found = by_id.find(id);
  return found == by_id.end() ? nullptr : found->second;
}

namespace {

// "2026-11-22", which sorts as it reads.
std::string iso_date(Instant at) {
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(at)};
  const auto padded = [](unsigned number, std::size_t width) {
    std::string digits = std::to_string(number);
    return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
  };
  return padded(static_cast<unsigned>(static_cast<int>(day.year())), 4) + "-" +
         padded(static_cast<unsigned>(day.month()), 2) + "-" +
         padded(static_cast<unsigned>(day.day()), 2);
}

}  // namespace

std::vector<std::string> basis_of(const RuleId& id, Instant at) {
  std::vector<std::string> texts;
  const Rule* rule = find_rule(id.value);
  if (rule == nullptr) return texts;
  const bool dated = std::ranges::any_of(rule->basis, [](const Basis& basis) {
    return !basis.valid_from.empty() || !basis.valid_to.empty();
  });
  const std::string date = dated ? iso_date(at) : std::string();
  texts.reserve(rule->basis.size());
  for (const auto& basis : rule->basis) {
    if (!basis.valid_from.empty() && date < basis.valid_from) continue;
    if (!basis.valid_to.empty() && date >= basis.valid_to) continue;
    texts.emplace_back(basis.text);
  }
  return texts;
}

std::vector<std::string> basis_after(const std::vector<Entry>& before, const RuleId& id,
                                     Instant at) {
  const bool again = !before.empty() && before.back().time == at && before.back().rule == id;
  return again ? before.back().basis : basis_of(id, at);
}

}  // namespace ckl::domain
