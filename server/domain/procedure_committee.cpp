// Krisledningsnämnden: decisions, takeovers, and the guards around them.
#include "domain/organisation.hpp"
#include "domain/procedure_parts.hpp"

namespace ckl::domain::procedure {
namespace {

constexpr Basis kl_6_27{"KL 2017:725 6 kap. 27 §", "2018-01-01", "", true};
constexpr Basis kl_6_28{"KL 2017:725 6 kap. 28 §", "2018-01-01", "", true};
constexpr Basis kl_6_33{"KL 2017:725 6 kap. 33 §", "2018-01-01", "", true};
constexpr Basis kl_6_24{"KL 2017:725 6 kap. 24 §", "2018-01-01", "", true};
constexpr Basis lso_3_8a{"LSO 2003:778 3 kap. 8 a §", "", "", true};
constexpr Basis lso_3_16{"LSO 2003:778 3 kap. 16 §", "2004-01-01", "", true};
constexpr Basis kl_6_39{"KL 2017:725 6 kap. 39 §", "2018-01-01", "", true};
constexpr Basis kl_6_40{"KL 2017:725 6 kap. 40 §", "2018-01-01", "", true};
constexpr Basis leh_4_1{"LEH 2006:544 4 kap. 1 §", "2006-09-01", "", true};
constexpr Basis leh_4_3{"LEH 2006:544 4 kap. 3 §", "2006-09-01", "", true};
constexpr Basis kl_10_3{"KL 2017:725 10 kap. 3 §", "2018-01-01", "", true};

std::vector<Rule> transitions_of_committee() {
  return {
      Rule{.id = "T06",
           .name = {"Ordföranden beslutar på nämndens vägnar",
                    "The chair decides on the committee's behalf"},
           .who = {"Krisledningsnämndens ordförande; vid antecknat förhinder vice ordföranden",
                   "The committee's chair; the vice chair when a hindrance is recorded"},
           .needs = {"Nämnden fungerar; skriftligt skäl varför det inte kan vänta på nämnden (G05)",
                     "The committee functions; a written reason why it can not wait for the "
                     "committee (G05)"},
           .follows = {"Gäller genast; anmäls i nämnden (O02) och i fullmäktige (O03)",
                       "In force at once; reported to the committee (O02) and to the city council "
                       "(O03)"},
           .roles = {role::committee_chair, role::committee_vice_chair},
           .informs = {role::committee_chair, role::committee_vice_chair, role::committee_member,
                       role::committee_substitute, role::committee_secretary},
           .basis = {source::leh_2_3}},
      Rule{.id = "T07",
           .name = {"Övertagande av en nämnds område", "Takeover of a nämnd's area"},
           .who = {"Krisledningsnämnden vid sammanträde; ordföranden ensam om det är brådskande "
                   "(T06). Förslag förbereds av nämndens sekreterare, registrator eller central "
                   "krisledning",
                   "The committee at a meeting; the chair alone if it is urgent (T06). Proposals "
                   "are prepared by its secretary, the registrar or central crisis management"},
           .needs = {"Nämnden fungerar; händelsen är extraordinär (R32); hela området eller "
                     "namngivna delar; varför det behövs; datum för omprövning (G04)",
                     "The committee functions; the event is extraordinary (R32); the whole area or "
                     "named parts; why it is needed; a date of review (G04)"},
           .follows = {"Beslut i området fattas av krisledningsnämnden; nämnden, förvaltningen och "
                       "facket underrättas; omprövning bevakas (R09)",
                       "Decisions in the area are the committee's; the nämnd, its administration "
                       "and the union are told; the review is watched (R09)"},
           .roles = {role::committee_secretary, role::registrar, role::committee_chair,
                     role::committee_vice_chair, role::chief_of_staff, role::city_director,
                     role::deputy_director, role::duty_officer, role::staff},
           .informs = {role::committee_chair, role::committee_secretary, role::city_director,
                       role::chief_of_staff, role::duty_officer},
           .basis = {source::leh_2_4, kl_6_27, kl_6_33}},
      Rule{.id = "T08",
           .name = {"Återlämnande", "Handing back"},
           .who = {"Krisledningsnämnden vid sammanträde; ordföranden ensam om det är brådskande",
                   "The committee at a meeting; the chair alone if it is urgent"},
           .needs = {"Överlämning: öppna beslut, kostnader, personal, tider att passa. Hela det "
                     "övertagna eller namngivna delar av det",
                     "A handback: open decisions, costs, staff, deadlines. All that was taken "
                     "over, or named parts of it"},
           .follows = {"Nämnden beslutar själv från och med nu, och tar emot överlämningen (R31)",
                       "The nämnd decides itself from now on, and acknowledges the handback (R31)"},
           .roles = {},
           .basis = {source::leh_2_4}},
  };
}

std::vector<Rule> guards_of_targets() {
  return {
      Rule{.id = "G01",
           .name = {"Inget övertagande av bolag, kommunalförbund eller andra utanför kommunen",
                    "No takeover of companies, federations or others outside the municipality"},
           .who = {"Ingen; bolaget beslutar själv", "Nobody; the company decides itself"},
           .needs = {"Begäran om medverkan (A07), eller ägarens väg genom fullmäktige",
                     "A request for contribution (A07), or the owner's way through the council"},
           .follows = {"", ""},
           .roles = {},
           .basis = {source::leh_2_4, kl_10_3}},
      Rule{.id = "G02",
           .name = {"Inget övertagande från fullmäktige, revisorerna eller dem policyn undantar",
                    "No takeover from the council, the auditors or whom the policy exempts"},
           .who = {"Ingen", "Nobody"},
           .needs = {"En facknämnd eller stadsdelsnämnd",
                     "A specialist committee or a district "
                     "council"},
           .follows = {"", ""},
           .roles = {},
           .basis = {source::leh_2_4, reading("Läsning R11")}},
      Rule{.id = "G04",
           .name = {"Inget övertagande utan funktion, omfattning, skäl och omprövning",
                    "No takeover without function, scope, necessity and review"},
           .who = {"Krisledningsnämnden, när den fungerar", "The committee, while it functions"},
           .needs = {"Hela området eller namngivna delar; varför; när det omprövas",
                     "The whole area or named parts; why; when it is reviewed"},
           .follows = {"", ""},
           .roles = {},
           .basis = {source::leh_2_4}},
      Rule{.id = "G19",
           .name = {"Inget område tas över två gånger", "No area is taken over twice"},
           .who = {"Krisledningsnämnden, om andra delar", "The committee, of other parts"},
           .needs = {"Delar som inget gällande övertagande rör",
                     "Parts that no takeover in force touches"},
           .follows = {"", ""},
           .roles = {},
           .basis = {reading("Läsning R25"), source::leh_2_4}},
  };
}

std::vector<Rule> guards_of_deciding() {
  return {
      Rule{.id = "G05",
           .name = {"Ordföranden beslutar inte ensam om det som kan vänta",
                    "The chair does not decide alone what can wait"},
           .who = {"Krisledningsnämnden vid sammanträde", "The committee at a meeting"},
           .needs = {"Skriftligt skäl till brådskan", "A written reason for the urgency"},
           .follows = {"", ""},
           .roles = {},
           .basis = {source::leh_2_3}},
      Rule{
          .id = "G07",
          .name = {"Inget beslut utan beslutförhet eller av den som är jävig",
                   "No decision without a quorum or by the conflicted"},
          .who = {"Krisledningsnämnden när fler än hälften tjänstgör",
                  "The committee when more than half serve"},
          .needs = {"Fler än hälften av de platser fullmäktige bestämt; en röst per tjänstgörande; "
                    "på distans bara om fullmäktige tillåtit det",
                    "More than half of the seats the council has fixed; one vote for each who "
                    "serves; remotely only if the council has allowed it"},
          .follows = {"", ""},
          .roles = {},
          .basis = {kl_6_27, kl_6_28, kl_6_24}},
      Rule{.id = "G20",
           .name = {"Ingen beslutar i någon annans område", "Nobody decides in another's area"},
           .who = {"Den som leder området vid den tiden: nämnden själv, krisledningsnämnden genom "
                   "ett övertagande, eller den fullmäktige flyttat uppgiften till",
                   "Who leads the area at that time: the nämnd itself, the crisis management "
                   "committee through a takeover, or whom the council has assigned the task to"},
           .needs = {"", ""},
           .follows = {"", ""},
           .roles = {},
           .basis = {source::levels, source::leh_2_4}},
      Rule{.id = "G22",
           .name = {"Ingen befogenhet utanför sin tid eller sitt mandat",
                    "No power outside its time or mandate"},
           .who = {"Krisledningsnämnden och dess ordförande, medan nämnden fungerar; en nämnds "
                   "ordförande ensam bara på nämndens uppdrag",
                   "The committee and its chair, while it functions; the chair of another "
                   "committee alone only if that committee has said so"},
           .needs = {"Nämnden fungerar. Ekonomiskt stöd till enskilda och bistånd mellan kommuner: "
                     "händelsen är extraordinär",
                     "The committee functions. Support to individuals and aid between "
                     "municipalities: the event is extraordinary"},
           .follows = {"", ""},
           .roles = {},
           .basis = {reading("Läsning R25"), source::leh_2_3, source::leh_2_4, leh_4_1, leh_4_3,
                     kl_6_39}},
  };
}

// What central crisis management, and the municipality at all, can not order.
std::vector<Rule> guards_of_orders() {
  return {
      Rule{.id = "G10",
           .name = {"Central krisledning beordrar ingen nämnd",
                    "Central crisis management orders no committee"},
           .who = {"Nämnden själv; krisledningsnämnden inom det den tagit över",
                   "The committee itself; the crisis management committee in what it has taken "
                   "over"},
           .needs = {"Inriktning eller begäran, som nämnden själv besvarar",
                     "A direction or request, answered by the committee"},
           .follows = {"Begäran och nämndens eget beslut antecknas",
                       "The request and the committee's own decision are recorded"},
           .roles = {},
           .basis = {source::levels, source::leh_2_4}},
      Rule{.id = "G11",
           .name = {"Räddningsledare, polis och andra myndigheter beslutar själva",
                    "Rescue leaders, police and other authorities decide themselves"},
           .who = {"Räddningschef och räddningsledare, polisen, smittskyddsläkaren",
                   "The head of the fire service and the rescue leader, the police, the medical "
                   "officer for communicable diseases"},
           .needs = {"Samverkan, eller en begäran om medverkan (A07)",
                     "Collaboration, or a request for contribution (A07)"},
           .follows = {"Försöket antecknas", "The attempt is recorded"},
           .roles = {},
           .basis = {lso_3_8a, lso_3_16}},
  };
}

std::vector<Rule> requirements_of_deciding() {
  return {
      Rule{.id = "A06",
           .name = {"En nämnd eller ett bolag beslutar i sitt eget område",
                    "A nämnd or a company decides in its own area"},
           .who = {"Nämndens eller bolagets ordförande, förvaltningschef eller beredskap",
                   "The chair, head of administration or duty officer of the nämnd or company"},
           .needs = {"Området, eller delen, leds av den egna nämnden (G20)",
                     "The area, or the part, is led by the own nämnd (G20)"},
           .follows = {"Beslutet journalförs med nummer; ordförandens ensamma beslut anmäls vid "
                       "nämndens nästa sammanträde",
                       "The decision is journaled by number; what the chair decided alone is "
                       "reported at the committee's next meeting"},
           .roles = {role::unit_chair, role::administration_head, role::org_duty_officer},
           .basis = {source::levels, kl_6_39, kl_6_40}},
      Rule{.id = "A07",
           .name = {"Bolag ombeds medverka och beslutar själva",
                    "Companies are asked to contribute and decide themselves"},
           .who = {"Krisledningsnämndens ordförande, central krisledning, tjänsteman i beredskap "
                   "eller registrator",
                   "The committee's chair, central crisis management, the duty officer or the "
                   "registrar"},
           .needs = {"Vad som begärs, och för vilken händelse", "What is asked, for which event"},
           .follows = {"Bolagets eget beslut antecknas", "The company's own decision is recorded"},
           .roles = {role::committee_chair, role::committee_vice_chair, role::committee_secretary,
                     role::city_director, role::deputy_director, role::chief_of_staff,
                     role::duty_officer, role::registrar},
           .informs = {role::committee_chair, role::chief_of_staff, role::duty_officer},
           .basis = {source::levels, kl_10_3}},
  };
}

}  // namespace

std::vector<Rule> rules_of_committee() {
  std::vector<Rule> all = transitions_of_committee();
  for (const auto& part : {guards_of_targets(), guards_of_deciding(), guards_of_orders(),
                           requirements_of_deciding(), readings_of_committee()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace ckl::domain::procedure
