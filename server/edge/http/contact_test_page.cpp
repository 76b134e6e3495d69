#include "edge/http/contact_test_page.hpp"

#include <fmt/format.h>

#include "domain/authority.hpp"
#include "domain/contact_test.hpp"
#include "edge/http/html.hpp"

namespace ckl::edge::http {
namespace {

constexpr unsigned kOk = 200;

domain::Text way_of(const std::string& channel) {
  if (channel == "sms") return {"sms", "text message"};
  if (channel == "mail") return {"e-post", "e-mail"};
  if (channel == "voice") return {"telefon", "telephone"};
  if (channel == "push") return {"notis", "push notice"};
  return {channel, channel};
}

Reply open_page(const ContactTestView& view) {
  const auto way = way_of(view.channel);
  return page_reply(
      kOk, "Kontaktprov",
      fmt::format("<h1>Kontaktprov <span lang=\"en\">Contact test</span></h1>"
                  "<p>Inget har hänt, och du ska inte komma. Visa att {} når dig, {}.</p>"
                  "<p lang=\"en\">Nothing has happened, and you need not come. Show that you are "
                  "reached by {}.</p>"
                  "<form method=\"post\"><button name=\"reached\" value=\"yes\" class=\"yes\">"
                  "Ja, jag nås här <span lang=\"en\">Yes, I am reached here</span></button></form>",
                  escape_html(way.sv), escape_html(view.person_name), escape_html(way.en)));
}

}  // namespace

ContactTestView view_contact_test(const domain::State& state, const domain::MessageId& message) {
  ContactTestView view;
  const auto* found = state.messages.find(message);
  if (found == nullptr || found->ladder->empty()) return view;
  const auto& step = found->ladder->front();
  const auto* person = domain::find_person(state, found->person);
  view.person_name = person == nullptr ? found->person.value : person->name;
  view.channel = step.channel;
  const auto* tested =
      domain::find_tested(state, found->person, {.channel = step.channel, .contact = step.contact});
  if (tested == nullptr || tested->message != message) return view;
  const bool answered = tested->good && *tested->good >= tested->sent;
  view.standing = answered ? TestStanding::answered : TestStanding::open;
  return view;
}

Reply contact_test_page(const ContactTestView& view) {
  switch (view.standing) {
    case TestStanding::open:
      return open_page(view);
    case TestStanding::answered:
      return notice_page(kOk, "Tack, det fungerar",
                         "Vi vet nu att du nås den här vägen. Du behöver inte göra något mer.",
                         "We now know that you are reached this way. Nothing more is needed.");
    case TestStanding::outdated:
      break;
  }
  return notice_page(kOk, "Provet gäller inte längre",
                     "Ett senare prov har tagit dess plats, eller så är adressen ändrad.",
                     "A later test has taken its place, or the address was changed.");
}

}  // namespace ckl::edge::http
