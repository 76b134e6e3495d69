#include "edge/http/answer.hpp"

#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <openssl/sha.h>

#include "edge/http/answer_page.hpp"
#include "edge/http/contact_test_page.hpp"
#include "edge/http/html.hpp"

namespace ckl::edge::http {
namespace {

// More addresses than this in a minute are not counted one by one.

struct Chosen {
  v1::Answer answer = v1::ANSWER_UNSPECIFIED;
  std::uint32_t eta_minutes = 0;
};

// "coming-15", "cannot-0", "later-120". The domain judges the number.
std::optional<Chosen> parse_choice(std::string_view choice) {
  const auto dash = choice.find('-');
  if (dash == std::string_view::npos) {
    return std::nullopt;
  }
  Chosen chosen;
  const auto word = choice.substr(0, dash);
  if (word == "coming") {
    chosen.answer = v1::ANSWER_COMING;
  } else if (word == "cannot") {
    chosen.answer = v1::ANSWER_CANNOT;
  } else if (word == "later") {
    chosen.answer = v1::ANSWER_LATER;
  } else {
    return std::nullopt;
  }
  const auto number = choice.substr(dash + 1);
  const auto [end, error] =
      std::from_chars(number.data(), number.data() + number.size(), chosen.eta_minutes);
  if (error != std::errc{} || end != number.data() + number.size()) {
    return std::nullopt;
  }
  return chosen;
}

bool same_answer(const AnswerView& view, const Chosen& chosen) {
  using domain::CallState;
  const auto state = view.call.state;
  switch (chosen.answer) {
    case v1::ANSWER_COMING:
      return state == CallState::coming || state == CallState::spare;
    case v1::ANSWER_CANNOT:
      return state == CallState::declined;
    case v1::ANSWER_LATER:
      return state == CallState::later;
    default:
      return false;
  }
}

bool same_eta(const AnswerView& view, const Chosen& chosen) {
  if (!view.call.eta || !view.call.answered) {
    return chosen.eta_minutes == 0;
  }
  return *view.call.eta - *view.call.answered == std::chrono::minutes(chosen.eta_minutes);
}

// Derived from what the person saw, so that a form sent twice at once is one command.
std::string command_id_of(const AnswerTicket& ticket, const AnswerView& view,
                          const Chosen& chosen) {
  const std::string seed = fmt::format(
      "{}\n{}\n{}\n{}\n{}\n{}", ticket.workspace.value, ticket.callout.value, ticket.person.value,
      answer_nonce(view), static_cast<int>(chosen.answer), chosen.eta_minutes);
  std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
  SHA256(reinterpret_cast<const unsigned char*>(seed.data()), seed.size(), hash.data());
  std::string id = "link-";
  for (std::size_t at = 0; at < 16; ++at) {
    fmt::format_to(std::back_inserter(id), "{:02x}", hash[at]);
  }
  return id;
}

domain::Text words_of(const v1::Rejection& rejection) {
  domain::Text words;
  for (const auto& breach : rejection.breaches()) {
    words.sv += (words.sv.empty() ? "" : " ") + breach.message().sv();
    words.en += (words.en.empty() ? "" : " ") + breach.message().en();
    words.sv += breach.what_now().sv().empty() ? "" : " " + breach.what_now().sv();
    words.en += breach.what_now().en().empty() ? "" : " " + breach.what_now().en();
  }
  return words;
}

Reply unknown_call_page() {
  return notice_page(404, "Inkallningen finns inte",
                     "Den inkallning som länken gäller finns inte, eller så gäller den inte dig.",
                     "There is no such call-out, or it does not concern you.");
}

Reply bad_form_page() {
  return notice_page(400, "Svaret gick inte att läsa",
                     "Gå tillbaka, ladda om sidan och tryck på ett av svaren.",
                     "Go back, load the page again and press one of the answers.");
}

Reply link_fault_page(LinkFault fault) {
  if (fault == LinkFault::expired) {
    return notice_page(410, "Länken har gått ut",
                       "Länken gäller inte längre. Ring om du är osäker på om du behövs.",
                       "This link is no longer valid. Call if you are unsure whether you are "
                       "needed.");
  }
  return notice_page(403, "Länken är felaktig",
                     "Länken är inte utfärdad av den här servern, eller så har den klippts av. "
                     "Öppna den igen från meddelandet.",
                     "This link was not made by this server, or it was cut off. Open it again "
                     "from the message.");
}

}  // namespace

AnswerRoute::AnswerRoute(const Services& services, Api& api, const Options& options)
    : services_(services),
      api_(api),
      options_(options),
      guesses_(options.limits.bad_links_per_minute) {}

void AnswerRoute::forget_guesses() { guesses_.forget(); }

void AnswerRoute::handle(const Request& request, std::string_view token, Respond done) {
  const bool asks = request.method == "GET" || request.method == "HEAD";
  if (!asks && request.method != "POST") {
    auto reply = text_reply(405, "Använd GET eller POST.", "Use GET or POST.");
    reply.set("Allow", "GET, HEAD, POST");
    return done(std::move(reply));
  }
  if (!guesses_.may(request.peer)) {
    return done(notice_page(429, "För många försök", "Vänta en minut och försök igen.",
                            "Wait a minute and try again."));
  }
  if (!options_.open_link) {
    return done(unknown_call_page());
  }
  const auto ticket = options_.open_link(token);
  if (!ticket) {
    if (ticket.error() == LinkFault::forged) {
      guesses_.note(request.peer);
    }
    return done(link_fault_page(ticket.error()));
  }
  const Workspace* workspace = services_.find_workspace(ticket->workspace.value);
  if (workspace == nullptr || workspace->engine == nullptr) {
    return done(unknown_call_page());
  }
  if (!ticket->contact_test.empty()) {
    return contact_test(asks, *ticket, *workspace, std::move(done));
  }
  if (asks) {
    return show(*ticket, *workspace, std::move(done));
  }
  answer(request, *ticket, *workspace, std::move(done));
}

void AnswerRoute::show(const AnswerTicket& ticket, const Workspace& workspace, Respond done) const {
  auto* engine = workspace.engine;
  engine->read([engine, ticket, done = std::move(done)](const domain::State& state) mutable {
    const auto view = view_answer(state, ticket.callout, ticket.person, engine->now());
    done(view ? answer_page(*view) : unknown_call_page());
  });
}

void AnswerRoute::contact_test(bool asks, const AnswerTicket& ticket, const Workspace& workspace,
                               Respond done) const {
  auto* engine = workspace.engine;
  const auto show = [engine, message = ticket.contact_test](Respond respond) {
    engine->read([message, respond = std::move(respond)](const domain::State& state) mutable {
      respond(contact_test_page(view_contact_test(state, message)));
    });
  };
  if (asks || !options_.confirm_contact) {
    return show(std::move(done));
  }
  options_.confirm_contact(ticket, [show, done = std::move(done)](bool kept) mutable {
    if (kept) {
      return show(std::move(done));
    }
    done(notice_page(503, "Det gick inte att spara", "Servern tar inte emot just nu. Försök igen.",
                     "The server takes nothing at present. Try again."));
  });
}

void AnswerRoute::answer(const Request& request, const AnswerTicket& ticket,
                         const Workspace& workspace, Respond done) {
  const auto chosen = parse_choice(form_value(request.body, "choice"));
  const std::string nonce = form_value(request.body, "nonce");
  if (!chosen || nonce.empty()) {
    return done(bad_form_page());
  }
  auto* engine = workspace.engine;
  auto confirm = [engine, ticket](Respond respond) {
    engine->read([engine, ticket, respond = std::move(respond)](const auto& state) mutable {
      const auto view = view_answer(state, ticket.callout, ticket.person, engine->now());
      respond(view ? confirmation_page(*view) : unknown_call_page());
    });
  };
  engine->read([this, engine, ticket, chosen = *chosen, nonce, confirm,
                done = std::move(done)](const domain::State& state) mutable {
    const auto view = view_answer(state, ticket.callout, ticket.person, engine->now());
    if (!view) {
      return done(unknown_call_page());
    }
    // The same form once more, after its answer was recorded.
    if (nonce != answer_nonce(*view) && same_answer(*view, chosen) && same_eta(*view, chosen)) {
      return done(confirmation_page(*view));
    }
    v1::Command command;
    auto& call = *command.mutable_answer_call();
    call.set_command_id(command_id_of(ticket, *view, chosen));
    call.set_workspace(ticket.workspace.value);
    call.set_callout(ticket.callout.value);
    call.set_answer(chosen.answer);
    call.set_eta_minutes(chosen.eta_minutes);
    const Caller caller{{ticket.person, "answer-link", false}, "link"};
    api_.command(command, caller,
                 [view = *view, confirm, done = std::move(done)](const ports::Reply& reply,
                                                                 std::string_view) mutable {
                   if (const auto* refused = std::get_if<domain::Rejection>(&reply)) {
                     v1::Rejection rejection;
                     codec::encode(*refused, rejection);
                     return done(refused_page(view, words_of(rejection)));
                   }
                   confirm(std::move(done));
                 });
  });
}

}  // namespace ckl::edge::http
