#include "edge/http/demo.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "edge/http/demo_style.hpp"
#include "edge/http/html.hpp"

namespace ckl::edge::http {
namespace {

struct Words {
  std::string_view sv;
  std::string_view en;
};

struct Role {
  DemoCard card;
  std::string_view act;   // what its button asks for, below /demo
  std::string_view page;  // the role's own screen
  std::string_view icon;  // one path of an SVG, 24 by 24
  Words title;
  Words where;
  Words night;
  std::array<Words, 3> steps;
};

constexpr auto kRoles = std::to_array<Role>({
    {DemoCard::duty_officer,
     "/larma",
     "/larma",
     "M8 2.500h8a1.500 1.500 0 0 1 1.500 1.500v16a1.500 1.500 0 0 1-1.500 1.500H8a1.500 1.500 0 0 "
     "1-1.500-1.500V4A1.500 1.500 0 0 1 8 2.500zM11 18.500h2",
     {"Tjänsteman i beredskap", "Duty officer"},
     {"Telefonen. På en dator: gör fönstret smalt.", "The phone. On a computer: a narrow window."},
     {"Telefonen ringer: en lastbil har kört på människor. Du är ensam vaken och ska få hit rätt "
      "personer.",
      "The phone rings: a lorry has driven into people. You alone are awake, and must get the "
      "right people here."},
     {{{"Välj vad som har hänt.", "Choose what has happened."},
       {"Välj hur allvarligt det är.", "Choose how serious it is."},
       {"Tryck på Larma. Kvittot visar vilka som söks och vilka som kommer.",
        "Press Alarm. The receipt shows who is called and who is coming."}}}},
    {DemoCard::wall,
     "/tavla",
     "/",
     "M3 4.500h18v11.500H3zM12 16v4M8 20h8M6.500 12.500l3-3 2.500 2 4.500-4",
     {"CKL:s vägg och skrivbord", "The wall and desk of CKL"},
     {"Den stora skärmen i ledningsplatsen, samma sida vid ett skrivbord.",
      "The big screen of the command post, the same page at a desk."},
     {"Larmet når dig i sängen. När du är framme ska alla i rummet se samma läge.",
      "The alarm reaches you in bed. When you are there, all in the room must see the same "
      "picture."},
     {{{"Se händelsen komma inom en halv minut: nivån överst, fristerna under.",
        "See the incident come within half a minute: the level on top, the deadlines below."},
       {"Öppna Inkallning och se svaren komma, ett efter ett.",
        "Open Call-outs and see the answers come, one by one."},
       {"Tryck N på tangentbordet och skriv vad du har fått veta.",
        "Press N on the keyboard and write what you have learnt."}}}},
    {DemoCard::chair,
     "/forklara",
     "/forklara",
     "M6 3h9l4 4v14H6zM14.500 3v4.500H19M9.500 12h5M9.500 17.500c1.500-3 2-3 2.500-1.500s1.500 1 "
     "3.500-.500",
     {"Krislednings\u00adnämndens ordförande", "Chair of the crisis management committee"},
     {"En dator eller telefon, där beslutet fattas.",
      "A computer or a phone, where the decision is made."},
     {"Du väcks: läget kan kräva krisledningsnämnden. Att förklara händelsen extraordinär är ditt "
      "beslut.",
      "You are woken: the committee may be needed. To declare the incident an extraordinary event "
      "is your decision."},
     {{{"Vänta tills händelsen syns, inom en halv minut.",
        "Wait until the incident is there, within half a minute."},
       {"Skriv varför lagens tre krav är uppfyllda, och granska beslutet.",
        "Write why the three criteria of the law are met, and review the decision."},
       {"Förklara. Beslutet får tid, nummer och bevis, och nämnden träder i funktion.",
        "Declare. The decision gets a time, a number and a proof, and the committee begins to "
        "function."}}}},
});

constexpr std::array<Words, 3> kWhat{{
    {"När något allvarligt händer larmas rätt personer med tre tryck, och svaren räknas.",
     "When something serious happens, three taps alarm the right people, and answers are counted."},
    {"Alla som leder ser samma läge: vad som har hänt, vilka som kommer, vad som ska göras när.",
     "All who lead see the same picture: what has happened, who is coming, what is due when."},
    {"Varje beslut prövas mot lagen, sparas innan det gäller och kan bevisas efteråt.",
     "Every decision is checked against the law, stored before it counts, and can be proved "
     "later."},
}};

class DemoPage {
 public:
  DemoPage(const Options& options, bool english) : options_(options), english_(english) {}

  [[nodiscard]] Reply reply() {
    persons_ = options_.demo_persons();
    head();
    exercise();
    add("<div class=\"roles\">");
    for (const Role& role : kRoles) {
      const auto person = std::ranges::find(persons_, role.card, &DemoPerson::card);
      if (person != persons_.end()) card(role, *person);
    }
    add("</div>");
    everybody();
    const auto title = say({"ckl: prova en roll", "ckl: try a role"});
    return page_reply(
        200, {.lang = english_ ? "en" : "sv", .title = title, .body = body_, .style = kDemoStyle});
  }

 private:
  [[nodiscard]] std::string_view say(Words words) const { return english_ ? words.en : words.sv; }
  [[nodiscard]] std::string_view query() const { return english_ ? "?en" : ""; }

  void add(std::string_view html) { body_ += html; }
  template <class... Values>
  void put(fmt::format_string<Values...> form, Values&&... values) {
    fmt::format_to(std::back_inserter(body_), form, std::forward<Values>(values)...);
  }

  void head() {
    put("<div class=\"head\"><b>ckl</b><span>{}</span><a href=\"{}\" lang=\"{}\" "
        "hreflang=\"{}\">{}</a></div>",
        say({"Demonstration med påhittade personer", "Demonstration with invented people"}),
        english_ ? "/demo" : "/demo?en", english_ ? "sv" : "en", english_ ? "sv" : "en",
        english_ ? "På svenska" : "In English");
    put("<h1>{}</h1><ul class=\"what\">",
        say({"Led en kris i fem minuter", "Lead a crisis for five minutes"}));
    for (const Words& line : kWhat) put("<li>{}</li>", say(line));
    add("</ul>");
  }

  void exercise() {
    const bool plays = !options_.demo_exercise().empty();
    put("<section class=\"exercise\"><p><strong>{}</strong> {} {}</p>", say({"ÖVNING", "EXERCISE"}),
        say({"Du provar i en övning: Drottninggatan den 7 april 2017 spelas upp tio gånger fortare "
             "än det hände. Skarpt läge berörs inte.",
             "You try in an exercise: Drottninggatan on 7 April 2017 is played ten times faster "
             "than it happened. Nothing touches the live workspace."}),
        plays ? say({"Övningen pågår.", "The exercise is under way."})
              : say({"Den börjar när du trycker på Prova i övning.",
                     "It begins when you press Try in the exercise."}));
    if (plays) {
      put("<form method=\"post\" action=\"/demo/om{}\"><button class=\"again\">{}</button></form>",
          query(), say({"Börja om från början", "Begin again from the start"}));
    }
    add("</section>");
  }

  void card(const Role& role, const DemoPerson& person) {
    const auto token = escape_html(person.token);
    put("<section class=\"role\"><div class=\"title\"><svg viewBox=\"0 0 24 24\" "
        "aria-hidden=\"true\"><path d=\"{}\"/></svg><h2>{}</h2></div><p class=\"where\">{}</p>",
        role.icon, say(role.title), say(role.where));
    put("<p class=\"night\"><b>{}</b>{}</p>", say({"Kl. 03.00", "At 03:00"}), say(role.night));
    put("<div><h3>{}</h3><ol class=\"steps\">", say({"Prova", "Try"}));
    for (const Words& step : role.steps) put("<li>{}</li>", say(step));
    put("</ol></div><div class=\"go\"><form method=\"post\" action=\"/demo{}{}\"><button>{}"
        "<small>{} {}</small></button></form>",
        role.act, query(), say({"Prova i övning", "Try in the exercise"}), say({"som", "as"}),
        escape_html(person.name));
    put("<a class=\"live\" href=\"/signin?to={}{}#{}\">{}</a></div></section>", role.page,
        english_ ? "&amp;lang=en" : "", token,
        say({"Öppna i skarpt läge (demonstration)", "Open in live mode (demonstration)"}));
  }

  void everybody() {
    put("<details><summary>{} ({})</summary><p>{}</p><ul>",
        say({"Alla personer i demonstrationen", "Everybody in the demonstration"}), persons_.size(),
        say({"Öppnas i skarpt läge.", "Opens in live mode."}));
    for (const DemoPerson& person : persons_) {
      put("<li><a href=\"/signin{}#{}\">{}</a><span>{}</span></li>", english_ ? "?lang=en" : "",
          escape_html(person.token), escape_html(person.name),
          escape_html(english_ ? person.title.en : person.title.sv));
    }
    add("</ul></details>");
  }

  const Options& options_;
  bool english_;
  std::vector<DemoPerson> persons_;
  std::string body_;
};

Reply see_other(std::string target) {
  Reply reply;
  reply.status = 303;
  reply.content_type = "text/plain; charset=utf-8";
  reply.set("Location", std::move(target));
  return reply;
}

// A form of ours sends no Origin, as its page sends no Referer; this header is the browser's own.
bool from_elsewhere(const Request& request) {
  const auto site = request.header("sec-fetch-site");
  return !site.empty() && site != "same-origin" && site != "none";
}

Reply act(const Options& options, std::string_view what, bool english) {
  const bool again = what == "/om";
  const auto persons = options.demo_persons();
  const auto role = std::ranges::find(kRoles, what, &Role::act);
  const auto person = role == kRoles.end()
                          ? persons.end()
                          : std::ranges::find(persons, role->card, &DemoPerson::card);
  if (!again && person == persons.end()) {
    return notice_page(404, "Sidan finns inte", "Kontrollera adressen.", "Check the address.");
  }
  auto workspace = options.demo_exercise();
  if (workspace.empty() || again) {
    auto begun = options.begin_demo_exercise();
    if (!begun) {
      return notice_page(503, "Övningen kan inte börja", begun.error().sv, begun.error().en);
    }
    workspace = *std::move(begun);
  }
  if (again) return see_other(english ? "/demo?en" : "/demo");
  return see_other(fmt::format("/signin?ws={}&to={}{}#{}", workspace, role->page,
                               english ? "&lang=en" : "", person->token));
}

}  // namespace

bool is_demo(std::string_view path) {
  return path.starts_with(kDemo) && (path.size() == kDemo.size() || path[kDemo.size()] == '/');
}

Reply demo_reply(const Options& options, const Request& request) {
  const bool english = request.query == "en";
  const auto what = std::string_view(request.path).substr(kDemo.size());
  if (request.method == "POST") {
    if (from_elsewhere(request)) {
      return notice_page(403, "Nej", "Begäran kommer från en annan webbplats.",
                         "The request comes from another site.");
    }
    return act(options, what, english);
  }
  // A button's address that is opened by hand, or gone back to.
  if (!what.empty()) return see_other(std::string(kDemo));
  return DemoPage(options, english).reply();
}

}  // namespace ckl::edge::http
