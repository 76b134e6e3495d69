#include "edge/http/answer_page.hpp"

#include <chrono>
#include <string_view>

#include <fmt/format.h>

#include "edge/http/html.hpp"

namespace ckl::edge::http {
namespace {

using domain::CallState;

constexpr unsigned kEtaChoices[] = {15, 30, 45, 60, 90, 120};

std::string text_pair(std::string_view sv, std::string_view en) {
  return fmt::format("<p>{}</p><p lang=\"en\">{}</p>", escape_html(sv), escape_html(en));
}

domain::Text state_words(const AnswerView& view) {
  switch (view.call.state) {
    case CallState::coming:
      return {"Du kommer.", "You are coming."};
    case CallState::declined:
      return {"Du kan inte.", "You cannot come."};
    case CallState::later:
      return {"Du kan komma senare.", "You can come later."};
    case CallState::spare:
      return {"Du kan komma, men platsen är redan fylld. Du behöver inte åka.",
              "You could come, but the place is filled. You need not set out."};
    case CallState::stood_down:
      return {"Du behövs inte längre. Tack.", "You are no longer needed. Thank you."};
    case CallState::silent:
      return {"Svarstiden har gått ut, men du kan fortfarande svara.",
              "The time to answer is over, but you can still answer."};
    case CallState::passed_over:
      return {
          "Du är anmäld som upptagen eller frånvarande, och kallas inte. Kan du komma ändå, "
          "svara här.",
          "You are noted as busy or absent, and are not called. If you can come all the same, "
          "answer here."};
    case CallState::calling:
    case CallState::unreachable:
      break;
  }
  return {};
}

std::optional<long> minutes_left(const AnswerView& view) {
  if (!view.call.eta || *view.call.eta <= view.now) {
    return std::nullopt;
  }
  return std::chrono::ceil<std::chrono::minutes>(*view.call.eta - view.now).count();
}

std::string recorded(const AnswerView& view) {
  const auto words = state_words(view);
  if (words.empty()) {
    return "";
  }
  std::string out = "<div class=\"done\" role=\"status\">";
  out += text_pair(words.sv, words.en);
  const auto left = minutes_left(view);
  if (left && view.call.state == CallState::coming) {
    out += text_pair(fmt::format("Framme om ungefär {} minuter.", *left),
                     fmt::format("There in about {} minutes.", *left));
  }
  if (left && view.call.state == CallState::later) {
    out += text_pair(fmt::format("Om ungefär {} minuter.", *left),
                     fmt::format("In about {} minutes.", *left));
  }
  return out + "</div>";
}

struct Choice {
  std::string_view answer;
  unsigned eta = 0;
  std::string_view style;
  std::string sv;
  std::string en;
};

std::string button(const Choice& choice) {
  return fmt::format(
      "<button name=\"choice\" value=\"{}-{}\" class=\"{}\">{} <span "
      "lang=\"en\">{}</span></button>",
      choice.answer, choice.eta, choice.style, escape_html(choice.sv), escape_html(choice.en));
}

std::string form(const AnswerView& view) {
  std::string out =
      fmt::format("<form method=\"post\"><input type=\"hidden\" name=\"nonce\" value=\"{}\">",
                  escape_html(answer_nonce(view)));
  out += "<h2>Jag kommer <span lang=\"en\">I am coming</span></h2>";
  out += button({"coming", 0, "yes", "Jag kommer nu", "I am coming now"});
  out += "<div class=\"grid\">";
  for (const unsigned eta : kEtaChoices) {
    out += button({"coming", eta, "yes", fmt::format("Framme om {} min", eta),
                   fmt::format("There in {} min", eta)});
  }
  out += "</div><h2>Jag kan inte <span lang=\"en\">I cannot</span></h2>";
  out += button({"cannot", 0, "no", "Kan inte", "Cannot come"});
  out += "<details><summary>Kan senare <span lang=\"en\">Later</span></summary>";
  for (const unsigned hours : {2U, 4U, 8U, 12U}) {
    out += button({"later", hours * 60, "", fmt::format("Om {} timmar", hours),
                   fmt::format("In {} hours", hours)});
  }
  return out + "</details></form>";
}

// Whoever has answered sees the answer first; the buttons are there when it has to be another.
std::string change_form(const AnswerView& view) {
  return "<details><summary>Ändra svaret <span lang=\"en\">Change the answer</span></summary>" +
         form(view) + "</details>";
}

std::string mark(const AnswerView& view) {
  switch (view.mode) {
    case domain::Mode::exercise:
      return "<p class=\"mark\">ÖVNING ÖVNING ÖVNING <span>Exercise</span></p>";
    case domain::Mode::test:
      return "<p class=\"mark\">TEKNISKT PROV <span>Test</span></p>";
    case domain::Mode::live:
      break;
  }
  return "";
}

std::string what(const AnswerView& view) {
  std::string out = fmt::format("<p><strong>{}</strong></p>", escape_html(view.headline));
  if (!view.message.empty() && view.message != view.headline) {
    out += fmt::format("<p>{}</p>", escape_html(view.message));
  }
  if (!view.place.empty()) {
    out += fmt::format("<p>Plats: {}</p>", escape_html(view.place));
  }
  if (!view.position.empty()) {
    out += fmt::format("<p>Befattning: {} <span lang=\"en\">({})</span></p>",
                       escape_html(view.position.sv), escape_html(view.position.en));
  }
  return out + fmt::format("<p>Till: {}</p>", escape_html(view.person_name));
}

std::string page_title(const AnswerView& view, std::string_view title) {
  return view.mode == domain::Mode::live ? std::string(title) : fmt::format("ÖVNING: {}", title);
}

std::string ended_words() {
  return text_pair("Inkallningen är avslutad. Du behöver inte svara.",
                   "This call-out has ended. You need not answer.");
}

}  // namespace

std::optional<AnswerView> view_answer(const domain::State& state, const domain::CalloutId& callout,
                                      const domain::PersonId& person, domain::Instant now) {
  const auto found = state.callouts.find(callout);
  if (found == state.callouts.end()) {
    return std::nullopt;
  }
  AnswerView view;
  const domain::Call* latest = nullptr;
  for (const auto& position : found->second.positions) {
    for (const auto& call : position.calls) {
      if (call.person == person && (latest == nullptr || call.called >= latest->called)) {
        latest = &call;
      }
    }
  }
  if (latest == nullptr) {
    return std::nullopt;
  }
  view.call = *latest;
  view.mode = state.mode;
  view.now = now;
  view.ended = found->second.ended;
  view.message = found->second.message;
  if (const auto incident = state.incidents.find(found->second.incident);
      incident != state.incidents.end()) {
    view.headline = incident->second.headline;
    view.place = incident->second.place;
  }
  for (const auto& position : state.organisation.positions) {
    if (position.id == latest->position) {
      view.position = position.name;
    }
  }
  view.person_name = person.value;
  for (const auto& known : state.organisation.persons) {
    if (known.id == person) {
      view.person_name = known.name;
    }
  }
  return view;
}

std::string answer_nonce(const AnswerView& view) {
  const auto answered = view.call.answered.value_or(domain::Instant{});
  return fmt::format("{}-{}", answered.time_since_epoch().count(),
                     static_cast<unsigned>(view.call.state));
}

Reply answer_page(const AnswerView& view) {
  std::string body = mark(view);
  body += "<h1>Inkallning: kan du komma?</h1><p lang=\"en\">You are called in. Can you come?</p>";
  body += what(view);
  if (view.ended) {
    body += ended_words() + recorded(view);
  } else {
    body += recorded(view) + form(view);
  }
  return page_reply(200, page_title(view, "Inkallning"), body);
}

Reply confirmation_page(const AnswerView& view) {
  std::string body = mark(view);
  body += "<h1>Ditt svar är registrerat</h1><p lang=\"en\">Your answer is recorded.</p>";
  body += recorded(view);
  body += what(view);
  if (!view.ended) {
    body += change_form(view);
  }
  return page_reply(200, page_title(view, "Svaret är registrerat"), body);
}

Reply refused_page(const AnswerView& view, const domain::Text& why) {
  std::string body = mark(view);
  body += "<h1>Svaret kunde inte registreras</h1>";
  body += "<p lang=\"en\">The answer could not be recorded.</p>";
  body += text_pair(why.sv, why.en);
  body += view.ended ? ended_words() : recorded(view) + form(view);
  return page_reply(409, page_title(view, "Svaret kunde inte registreras"), body);
}

}  // namespace ckl::edge::http
