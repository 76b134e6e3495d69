// Obligations with clocks, and the requirements of the city's programme that decisions serve.
#include "domain/organisation.hpp"
#include "domain/procedure_parts.hpp"

namespace ckl::domain::procedure {

std::vector<Rule> obligations() {
  return {
      Rule{.id = "O01",
           .name = {"Krisledningsnämndens ordförande hålls informerad",
                    "The committee's chair is kept informed"},
           .who = {"Central krisledning: stadsdirektören, ställföreträdaren, stabschefen, staben "
                   "eller tjänsteman i beredskap",
                   "Central crisis management: the city director, the deputy, the chief of staff, "
                   "the staff or the duty officer"},
           .needs = {"Bevis: hur och när ordföranden informerades",
                     "Evidence: how and when the chair was informed"},
           .follows = {"Nästa tid räknas från den senaste informationen så länge central "
                       "krisledning är aktiv",
                       "The next time counts from the last information while central crisis "
                       "management is active"},
           .roles = {role::city_director, role::deputy_director, role::chief_of_staff,
                     role::duty_officer, role::registrar, role::staff},
           .informs = {role::chief_of_staff},
           .basis = {source::levels, reading("Läsning R38")}},
      Rule{.id = "O12",
           .name = {"Kommunstyrelsen låter utvärdera händelsen",
                    "The executive board has the event evaluated"},
           .who = {"Registrator, stadsdirektören, ställföreträdaren eller kommunstyrelsens "
                   "säkerhetssamordnare",
                   "The registrar, the city director, the deputy or the executive board's "
                   "security coordinator"},
           .needs = {"Bevis: den registrerade rapporten", "Evidence: the registered report"},
           .follows = {"Händelsen kan avslutas när även O13 är fullgjord",
                       "The incident can be closed when O13 is fulfilled too"},
           .roles = {role::registrar, role::city_director, role::deputy_director,
                     role::security_coordinator, "KS_SECRETARY"},
           .informs = {role::chief_of_staff},
           .basis = {source::levels}},
      Rule{.id = "O13",
           .name = {"Den ansvariga verksamheten utvärderar sin hantering",
                    "The responsible unit evaluates its own handling"},
           .who = {"Den ansvariga verksamhetens beredskap eller säkerhetssamordnare, eller "
                   "registrator",
                   "The responsible unit's duty officer or security coordinator, or the "
                   "registrar"},
           .needs = {"Bevis: utvärdering och beslutade åtgärder",
                     "Evidence: the evaluation and the measures decided"},
           .follows = {"Händelsen kan avslutas när även O12 är fullgjord",
                       "The incident can be closed when O12 is fulfilled too"},
           .roles = {role::registrar, role::security_coordinator, role::org_duty_officer},
           .informs = {role::chief_of_staff},
           .basis = {source::levels}},
  };
}

namespace {

constexpr Basis leh_2_7{"LEH 2006:544 2 kap. 7 §", "2006-09-01", "", false};

std::vector<std::string_view> coordinators() {
  return {role::chief_of_staff, role::duty_officer,  role::staff,
          role::registrar,      role::city_director, role::deputy_director};
}

std::vector<Rule> requirements_of_leading() {
  return {
      Rule{.id = "A02",
           .name = {"En störning hanteras i ordinarie organisation",
                    "A disturbance is handled in the ordinary organisation"},
           .who = {"Den ansvariga verksamheten", "The responsible unit"},
           .needs = {"", ""},
           .follows = {"Central krisledning aktiveras inte och ordföranden larmas inte",
                       "Central crisis management is not activated and the chair not alerted"},
           .roles = {},
           .basis = {source::levels}},
      Rule{.id = "A03",
           .name = {"En allvarlig händelse ligger på central krisledning",
                    "A serious event is held by central crisis management"},
           .who = {"Stadsdirektören eller ställföreträdaren", "The city director or the deputy"},
           .needs = {"Instruktionens version antecknas",
                     "The version of the instruction is recorded"},
           .follows = {"Stadsövergripande samordning och prioritering",
                       "City-wide coordination and priorities"},
           .roles = {role::city_director, role::deputy_director},
           .basis = {source::levels}},
      Rule{.id = "A04",
           .name = {"Avvisade försök att använda en befogenhet antecknas",
                    "Refused attempts to use a power are recorded"},
           .who = {"Bara krisledningsnämndens ordförande bedömer om en händelse är extraordinär",
                   "Only the committee's chair assesses whether an event is extraordinary"},
           .needs = {"", ""},
           .follows = {"Försöket journalförs högst en gång i minuten (R26)",
                       "The attempt is journaled at most once a minute (R26)"},
           .roles = {},
           .basis = {source::levels, source::leh_2_3}},
      Rule{.id = "A05",
           .name = {"Ordföranden informeras när central krisledning är aktiv",
                    "The chair is informed while central crisis management is active"},
           .who = {"Central krisledning", "Central crisis management"},
           .needs = {"", ""},
           .follows = {"En försenad information larmas till stabschefen",
                       "An overdue information is alarmed to the chief of staff"},
           .roles = {},
           .informs = {role::chief_of_staff},
           .basis = {source::levels}},
      Rule{.id = "A11",
           .name = {"Varje händelse med aktiv central krisledning utvärderas",
                    "Every event with an active central crisis management is evaluated"},
           .who = {"Kommunstyrelsen", "The city executive board"},
           .needs = {"", ""},
           .follows = {"Utvärderingen kan inte tas bort och hindrar avslut",
                       "The evaluation can not be removed and blocks closing"},
           .roles = {},
           .basis = {source::levels}},
  };
}

std::vector<Rule> requirements_of_coordination() {
  return {
      Rule{.id = "A18",
           .name = {"Samverkan övervägs alltid", "Collaboration is always considered"},
           .who = {"Stabschefen, tjänsteman i beredskap eller stadsdirektören",
                   "The chief of staff, the duty officer or the city director"},
           .needs = {"Bevis: inledd, eller behövs inte och varför",
                     "Evidence: started, or not needed and why"},
           .follows = {"Ställningstagandet står i journalen", "The stand is journaled"},
           .roles = coordinators(),
           .informs = {role::chief_of_staff},
           .basis = {source::preparedness}},
      Rule{.id = "A21",
           .name = {"En samlad lägesbild för hela staden", "A common picture of the whole city"},
           .who = {"Stabschefen och staben", "The chief of staff and the staff"},
           .needs = {"Bevis: när den första lägesbilden delades",
                     "Evidence: when the first picture was shared"},
           .follows = {"Lägesbilden ges åter till nämnder och bolag",
                       "The picture is given back to committees and companies"},
           .roles = coordinators(),
           .informs = {role::chief_of_staff},
           .basis = {{"Säkerhetsprogram 2020–2023, avsnitt Omvärldsbevakning", "", "", true}}},
      Rule{
          .id = "A24",
          .name = {"Informationen till allmänheten samordnas",
                   "The information to the public is coordinated"},
          .who = {"Kommunstyrelsen genom central krisledning",
                  "The executive board through central crisis management"},
          .needs = {"Bevis: gemensamt budskap, med vilka", "Evidence: a common message, with whom"},
          .follows = {"Ordinarie ägare av ett budskap är kvar",
                      "The usual owner of a message remains"},
          .roles = coordinators(),
          .informs = {role::chief_of_staff},
          .basis = {leh_2_7}},
  };
}

std::vector<Rule> requirements_of_readiness() {
  return {
      Rule{.id = "A12",
           .name = {"Hanteringen dokumenteras", "The handling is documented"},
           .who = {"Alla som har ett uppdrag i krisorganisationen",
                   "Everyone with a mandate in the crisis organisation"},
           .needs = {"Text", "A text"},
           .follows = {"Anteckningen får ett nummer i dagboken",
                       "The entry gets a number in the log"},
           .roles = {role::staff, role::chief_of_staff, role::duty_officer, role::registrar,
                     role::city_director, role::deputy_director, role::org_duty_officer,
                     role::security_coordinator, role::committee_chair, role::committee_vice_chair,
                     role::committee_member, "KS_SECRETARY"},
           .basis = {source::levels}},
      Rule{.id = "A13",
           .name = {"Utsedd krisledningsorganisation", "A designated crisis organisation"},
           .who = {"Varje nämnd och bolagsstyrelse, för staden kommunstyrelsen; "
                   "säkerhetssamordnaren, beredskapen eller registrator antecknar",
                   "Every committee and company board, for the city the executive board; the "
                   "security coordinator, the duty officer or the registrar records it"},
           .needs = {"Uppdaterad och känd plan, planerad uthållighet",
                     "An updated and known plan, planned endurance"},
           .follows = {"Organisationen gäller från det att den antagits; rapporten namnger dem "
                       "som saknar något",
                       "The organisation is in force once adopted; the report names those that "
                       "lack something"},
           .roles = {role::registrar, role::security_coordinator, role::org_duty_officer,
                     role::duty_officer},
           .basis = {source::preparedness}},
      Rule{
          .id = "A15",
          .name = {"Funktioner som alltid är i tjänst", "Functions that are always on duty"},
          .who = {"Funktionens enhet (förvaltningschef, säkerhetssamordnare, lokal beredskap) "
                  "planerar jouren; tjänsteman i beredskap, stabschef, stadsdirektören och "
                  "registrator får ändra den; var och en byter och tar över inom sin egen funktion",
                  "The function's unit (head of administration, security coordinator, local duty "
                  "officer) plans the duty; the duty officer, the chief of staff, the city "
                  "director and the registrar may change it; each swaps and takes over within "
                  "the own function"},
          .needs = {"En antagen jourlista", "An adopted roster"},
          .follows = {"En personalbrist larmas genast; en lucka i en funktion som alltid ska vara "
                      "bemannad larmas 14 dagar före",
                      "A staffing gap is alarmed at once; a gap in a function that must always "
                      "be held is alarmed 14 days before"},
          .roles = {role::duty_officer, role::registrar, role::security_coordinator,
                    role::administration_head, role::org_duty_officer, role::chief_of_staff,
                    role::city_director, role::deputy_director, role::administrator},
          .informs = {role::duty_officer, role::chief_of_staff},
          .basis = {source::preparedness}},
      Rule{.id = "A16",
           .name = {"Dokumenterade larmvägar och inkallning", "Documented alarm paths and call-in"},
           .who = {"Tjänsteman i beredskap, stabschef, stadsdirektören eller ställföreträdaren",
                   "The duty officer, the chief of staff, the city director or the deputy"},
           .needs = {"En antagen plan", "An adopted plan"},
           .follows = {"Ordning, försök, kvittenser och vem som söks härnäst antecknas",
                       "Order, attempts, acknowledgements and who is sought next are recorded"},
           .roles = {role::duty_officer, role::chief_of_staff, role::city_director,
                     role::deputy_director},
           .basis = {source::preparedness}},
  };
}

std::vector<Rule> requirements_of_records() {
  return {
      Rule{.id = "A33",
           .name = {"Varje nämnd och bolag äger sin information",
                    "Each committee and company owns its information"},
           .who =
               {"Den som för dagbok får sekretessmarkera en anteckning; stabschef, registrator, "
                "stadsdirektören eller ställföreträdaren tar bort en markering",
                "Whoever writes in the log may mark an entry for secrecy; the chief of staff, the "
                "registrar, the city director or the deputy lifts a mark"},
           .needs = {"Tillämplig bestämmelse; för att ta bort en markering skäl",
                     "The provision that applies; to lift a mark, a reason"},
           .follows = {"Markeringen avgör ingenting: frågan prövas när någon begär ut uppgiften. "
                       "Den som inte får se den ser att den finns",
                       "The mark decides nothing: the question is tried when somebody asks for the "
                       "record. Whoever may not see it sees that it is there"},
           .roles = {role::chief_of_staff, role::registrar, role::city_director,
                     role::deputy_director},
           .basis = {source::information, source::osl_5_5}},
  };
}

}  // namespace

std::vector<Rule> requirements() {
  std::vector<Rule> all = requirements_of_leading();
  for (const auto& part :
       {requirements_of_coordination(), requirements_of_readiness(), requirements_of_records()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace ckl::domain::procedure
