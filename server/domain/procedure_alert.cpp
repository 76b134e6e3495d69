// Höjd beredskap and lag 1988:97 (T13-T20), and how they are read.
#include "domain/organisation.hpp"
#include "domain/procedure_parts.hpp"

namespace ckl::domain::procedure {
namespace {

constexpr Basis leh_3_2{"LEH 2006:544 3 kap. 2 §", "2006-09-01", "", true};
constexpr Basis leh_3_4{"LEH 2006:544 3 kap. 4 §", "2006-09-01", "", true};
constexpr Basis alert_3{"Lag 1992:1403 3 §", "", "", true};
constexpr Basis alert_4{"Lag 1992:1403 4 §", "", "", true};
constexpr Basis alert_5{"Lag 1992:1403 5 §", "", "", true};
constexpr Basis alert_6{"Lag 1992:1403 6 §", "", "", true};
constexpr Basis alert_7{"Lag 1992:1403 7 §", "", "", true};
constexpr Basis readiness_9{"Förordning 2015:1053 9 §", "", "", true};
constexpr Basis readiness_10{"Förordning 2015:1053 10 §", "", "", true};
constexpr Basis readiness_12{"Förordning 2015:1053 12 §", "", "", true};
constexpr Basis readiness_13{"Förordning 2015:1053 13 §", "", "", true};
constexpr Basis sirens{"Lag 2023:407 10 §", "", "", true};
constexpr Basis law_2{"Lag 1988:97 2 §", "", "", true};
constexpr Basis law_3{"Lag 1988:97 3 §", "", "", true};
constexpr Basis law_6{"Lag 1988:97 6 §", "", "", false};
constexpr Basis law_7{"Lag 1988:97 7 §", "", "", true};

std::vector<std::string_view> heads() {
  return {role::board_chair,     role::board_secretary,     role::city_director,
          role::deputy_director, role::chief_of_staff,      role::duty_officer,
          role::unit_chair,      role::security_coordinator};
}

std::vector<Rule> of_grades() {
  return {
      Rule{.id = "T13",
           .name = {"Skärpt beredskap registreras", "Heightened alert is registered"},
           .who = {"Regeringen beslutar; registrator eller tjänsteman i beredskap registrerar",
                   "The government decides; the registrar or the duty officer registers"},
           .needs = {"Beslutets beteckning, tid, område och verksamhet (A08)",
                     "The decision's reference, time, area and activity (A08)"},
           .follows = {"Kommunstyrelsen leder; alla nämnder och bolag underrättas; länsstyrelsen "
                       "hålls underrättad (O17). Gäller beslutet inte staden är det bara en "
                       "upplysning",
                       "The executive board leads; all committees and companies are told; the "
                       "county board is kept informed (O17). Information only when it does not "
                       "cover the city"},
           .roles = {role::registrar, role::duty_officer},
           .informs = heads(),
           .basis = {alert_3, alert_4, alert_6, alert_7, leh_3_2, leh_3_4}},
      Rule{.id = "T14",
           .name = {"Högsta beredskap registreras", "The highest alert is registered"},
           .who = {"Regeringen beslutar, i krig råder den av sig själv; registrator eller "
                   "tjänsteman i beredskap registrerar",
                   "The government decides, at war it applies by itself; the registrar or the duty "
                   "officer registers"},
           .needs = {"Beslutets beteckning, tid, område och verksamhet (A08)",
                     "The decision's reference, time, area and activity (A08)"},
           .follows = {"Som T13; varje nämnd och bolag går över till krigsorganisation. I krig "
                       "tillämpas lag "
                       "1988:97 (T16)",
                       "As T13; each committee and company moves to war organisation. At war law "
                       "1988:97 applies (T16)"},
           .roles = {role::registrar, role::duty_officer, role::security_coordinator},
           .informs = heads(),
           .basis = {alert_3, readiness_12, leh_3_2}},
      Rule{.id = "T15",
           .name = {"Beredskapslarm", "Readiness alarm"},
           .who = {"Regeringen beslutar; registrator eller tjänsteman i beredskap registrerar",
                   "The government decides; the registrar or the duty officer registers"},
           .needs = {"Högsta beredskap i hela landet (G08)",
                     "The highest alert in the whole country (G08)"},
           .follows = {"Staden ljuder utomhuslarmet; lag 1988:97 tillämpas genast (T16); "
                       "krigsplacerade inställer sig",
                       "The city sounds the outdoor sirens; law 1988:97 applies at once (T16); the "
                       "war-placed report"},
           .roles = {role::registrar, role::duty_officer},
           .informs = heads(),
           .basis = {readiness_9, readiness_10, readiness_13, sirens}},
      Rule{.id = "T19",
           .name = {"Höjd beredskap sänks eller upphör", "The alert is lowered or ends"},
           .who = {"Regeringen beslutar; registrator eller tjänsteman i beredskap registrerar",
                   "The government decides; the registrar or the duty officer registers"},
           .needs = {"Vad som blir av lag 1988:97, när den tillämpas (R20)",
                     "What becomes of law 1988:97, when it applies (R20)"},
           .follows = {"Ordinarie ordning; flyttade uppgifter går tillbaka när lagen upphör (R60); "
                       "utvärdering och redovisning för fullmäktige",
                       "The ordinary order; assigned tasks go back when the law ends (R60); "
                       "evaluation and account to the city council"},
           .roles = {role::registrar, role::duty_officer, role::board_secretary},
           .informs = heads(),
           .basis = {alert_5}},
  };
}

std::vector<Rule> of_the_law() {
  return {
      Rule{
          .id = "T16",
          .name = {"Lag 1988:97 tillämpas", "Law 1988:97 applies"},
          .who = {"I krig och vid beredskapslarm av sig själv; annars regeringen genom föreskrift. "
                  "Registrator eller tjänsteman i beredskap registrerar",
                  "At war and by readiness alarm by itself; otherwise the government by "
                  "prescription. The registrar or the duty officer registers"},
          .needs = {"Grund och paragrafer; föreskriften underställs riksdagen inom en månad och "
                    "godkänns inom två månader därefter",
                    "Cause and sections; the prescription is referred to the riksdag within a "
                    "month and approved within two months from then"},
          .follows = {"Kommunstyrelsen får besluta i fullmäktiges ställe (T17) och fullmäktige får "
                      "flytta uppgifter (T18)",
                      "The executive board may decide in the council's place (T17) and the "
                      "council may assign tasks (T18)"},
          .roles = {role::registrar, role::duty_officer},
          .informs = {role::board_chair, role::board_secretary, role::council_chair,
                      role::council_vice_chair, role::council_secretary, role::city_director},
          .basis = {law_2, law_3, readiness_13}},
  };
}

std::vector<Rule> of_its_powers() {
  return {
      Rule{.id = "T17",
           .name = {"Kommunstyrelsen beslutar i fullmäktiges ställe",
                    "The executive board decides in the council's place"},
           .who = {"Kommunstyrelsen; förs in av dess ordförande eller sekreterare",
                   "The executive board; entered by its chair or secretary"},
           .needs = {"Lag 1988:97 tillämpas (G09); varför ärendet inte kan vänta",
                     "Law 1988:97 applies (G09); why the matter can not wait"},
           .follows = {"Anmäls vid fullmäktiges nästa sammanträde (O16)",
                       "Reported at the council's next meeting (O16)"},
           .roles = {role::board_chair, role::board_secretary},
           .informs = {role::council_chair, role::council_vice_chair, role::council_secretary,
                       role::board_chair, role::city_director},
           .basis = {law_7}},
      Rule{
          .id = "T18",
          .name = {"Fullmäktige flyttar uppgifter", "The council assigns tasks"},
          .who = {"Kommunfullmäktige; förs in av dess sekreterare eller registrator",
                  "The city council; entered by its secretary or the registrar"},
          .needs = {"Lag 1988:97 tillämpas (G09); hela nämndens område eller en namngiven uppgift; "
                    "till kommunstyrelsen eller borgarrådsberedningen",
                    "Law 1988:97 applies (G09); the whole of a committee's area or a named task; "
                    "to the executive board or the council of mayors"},
          .follows = {"Uppgiften ligger hos den nya tills fullmäktige eller lagen avslutar den",
                      "The task is with the new body until the council or the law ends it"},
          .roles = {role::council_secretary, role::registrar},
          .informs = {role::board_chair, role::board_secretary, role::city_director},
          .basis = {law_6, source::levels}},
      Rule{.id = "G09",
           .name = {"Befogenheterna i lag 1988:97 finns bara när lagen tillämpas",
                    "The powers of law 1988:97 exist only while it applies"},
           .who = {"Kommunfullmäktige i vanlig ordning", "The city council in the usual order"},
           .needs = {"Att lagen tillämpas. Aldrig: val av ledamöter, ersättare eller revisorer; "
                     "entledigande av ledamöter; åtgärder för att bevaka kommunens rätt",
                     "That the law applies. Never: election of members, substitutes or auditors; "
                     "discharge of members; action to preserve the municipality's rights"},
           .follows = {"Försöket antecknas", "The attempt is recorded"},
           .roles = {},
           .basis = {law_2, law_7}},
      Rule{.id = "G08",
           .name = {"Staden sätter, sänker eller avslutar inte höjd beredskap",
                    "The city does not set, lower or end the alert"},
           .who = {"Registrator eller tjänsteman i beredskap registrerar regeringens beslut",
                   "The registrar or the duty officer registers the government's decision"},
           .needs = {"Regeringsbeslutets beteckning; beredskapslarm bara vid högsta beredskap i "
                     "hela landet",
                     "The reference of the government's decision; the readiness alarm only at the "
                     "highest alert in the whole country"},
           .follows = {"Försöket antecknas", "The attempt is recorded"},
           .roles = {role::registrar, role::duty_officer},
           .basis = {alert_3, readiness_9}},
  };
}

std::vector<Rule> of_conflict() {
  return {
      Rule{.id = "A08",
           .name = {"Höjd beredskap följer regeringens beslut",
                    "The alert follows the government's decision"},
           .who = {"Regeringen", "The government"},
           .needs = {"Beteckning, grad, område, verksamhet och tid",
                     "Reference, grade, area, activity and time"},
           .follows = {"Staden följer vad beslutet säger",
                       "The city follows what the decision says"},
           .roles = {},
           .basis = {source::levels, alert_3}},
      Rule{.id = "T20",
           .name = {"Höjd beredskap möter krisledningsnämnden",
                    "Heightened alert meets the crisis management committee"},
           .who = {"Krisledningsnämndens ordförande och kommunstyrelsen; systemet avgör inget",
                   "The committee's chair and the executive board; the system decides nothing"},
           .needs = {"Ställningstagande: behålla, återlämna eller avsluta",
                     "A position: keep, return or end"},
           .follows = {"En öppen uppgift tills de har tagit ställning",
                       "An open task until they have taken a position"},
           .roles = {role::committee_chair, role::board_chair, role::committee_secretary,
                     role::board_secretary},
           .informs = {role::committee_chair, role::board_chair},
           .basis = {reading("Läsning T20"), leh_3_2}},
      Rule{.id = "R17",
           .name = {"Förklaring och övertagande under höjd beredskap",
                    "Declaration and takeover under heightened alert"},
           .who = {"Den som annars får", "Whoever may otherwise"},
           .needs = {"", ""},
           .follows = {"Godtas och flaggas med uppgiften T20", "Accepted and flagged by task T20"},
           .roles = {},
           .basis = {reading("Läsning R17")}},
      Rule{.id = "R56",
           .name = {"En konfliktuppgift åt gången", "One conflict task at a time"},
           .who = {"", ""},
           .needs = {"", ""},
           .follows = {"En ny åtgärd öppnar nästa först när ingen är öppen",
                       "A new act opens the next only when none is open"},
           .roles = {},
           .basis = {reading("Läsning R56")}},
  };
}

std::vector<Rule> readings_of_alert() {
  return {
      Rule{.id = "R20",
           .name = {"Lag 1988:97 när beredskapen sänks", "Law 1988:97 when the alert is lowered"},
           .who = {"Den som registrerar", "Whoever registers"},
           .needs = {"Registreringen säger om lagen fortsätter eller upphör",
                     "The registration says whether the law continues or ends"},
           .follows = {"Inget upphör i tysthet", "Nothing ends in silence"},
           .roles = {},
           .basis = {reading("Läsning R20"), law_3}},
      Rule{.id = "R36",
           .name = {"Riksdagens godkännande och lagens slut",
                    "The riksdag's approval and the end of the law"},
           .who = {"Regeringen genom föreskrift", "The government by prescription"},
           .needs = {"Godkännande inom två månader från underställandet",
                     "Approval within two months from the referral"},
           .follows = {"Annars upphör lagen; aldrig genom fred eller sänkning ensam",
                       "Otherwise the law ends; never by peace or lowering alone"},
           .roles = {},
           .basis = {reading("Läsning R36"), law_3}},
      Rule{.id = "R43",
           .name = {"Beredskap begränsad till en verksamhet", "An alert limited to an activity"},
           .who = {"", ""},
           .needs = {"Att staden bedriver verksamheten, enligt konfigurationen",
                     "That the city carries on the activity, by the configuration"},
           .follows = {"Annars bara en upplysning", "Otherwise information only"},
           .roles = {},
           .basis = {reading("Läsning R43"), alert_4}},
      Rule{.id = "R57",
           .name = {"Beredskapslarmets slut", "The end of the readiness alarm"},
           .who = {"Regeringen, eller genom sänkningen (T19)",
                   "The government, or by the lowering (T19)"},
           .needs = {"", ""},
           .follows = {"Uppgiften att ljuda avslutas för sig",
                       "The task of sounding is closed by itself"},
           .roles = {},
           .basis = {reading("Läsning R57"), readiness_10}},
      Rule{.id = "R58",
           .name = {"Månaden för underställande flyttas inte",
                    "The month for the referral is not moved"},
           .who = {"", ""},
           .needs = {"Underställt riksdagen inom en månad", "Referred within a month"},
           .follows = {"Annars är föreskriften utan verkan, också en söndag",
                       "Otherwise the prescription is void, on a Sunday too"},
           .roles = {},
           .basis = {reading("Läsning R58"), law_2}},
      Rule{.id = "R60",
           .name = {"Flyttade uppgifter upphör med lagen", "Assigned tasks end with the law"},
           .who = {"", ""},
           .needs = {"Att lag 1988:97 upphör, inte att beredskapen sänks",
                     "That law 1988:97 ends, not that the alert is lowered"},
           .follows = {"Uppgifterna går tillbaka", "The tasks go back"},
           .roles = {},
           .basis = {reading("Läsning R60"), law_2}},
  };
}

}  // namespace

std::vector<Rule> rules_of_alert() {
  std::vector<Rule> all = of_grades();
  for (const auto& part : {of_the_law(), of_its_powers(), of_conflict(), readings_of_alert()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace ckl::domain::procedure
