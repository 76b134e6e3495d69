#include "cli/contact_words.hpp"

#include "cli/table.hpp"

namespace ckl::cli {

namespace {

std::string act_of(v1::ContactAct act, const Voice& say) {
  switch (act) {
    case v1::CONTACT_ACT_READ_MASKED:
      return say("sett en del", "saw a part");
    case v1::CONTACT_ACT_READ_FULL:
      return say("SETT ALLT", "SAW ALL");
    case v1::CONTACT_ACT_CHANGED:
      return say("ändrat", "changed");
    case v1::CONTACT_ACT_ERASED:
      return say("raderat", "erased");
    case v1::CONTACT_ACT_KEY_CHANGED:
      return say("bytt nyckel", "changed the key");
    default:
      return "?";
  }
}

std::string joined(const google::protobuf::RepeatedPtrField<std::string>& texts) {
  std::string all;
  for (const auto& text : texts) all += (all.empty() ? "" : ", ") + text;
  return all;
}

}  // namespace

std::string show_contacts(const v1::GetContactsResponse& contacts, const Voice& say) {
  if (contacts.erased()) {
    return say("Raderade. Personen nås inte förrän någon anger uppgifter igen.\n",
               "Erased. The person is not reached until somebody enters details again.\n");
  }
  Table table({say("slag", "kind"), say("nr", "no"), say("adress", "address")});
  for (const auto& one : contacts.contacts()) {
    int number = 0;
    for (const auto& address : one.addresses()) {
      table.add({one.kind(), std::to_string(number++), address});
    }
  }
  if (table.empty()) return say("Inga kontaktuppgifter.\n", "No contact details.\n");
  const std::string more = contacts.masked()
                               ? say("Delvis dolt. Visa allt: --reveal (det antecknas).\n",
                                     "Partly hidden. Show all: --reveal (it is noted).\n")
                               : "";
  return table.text() + more;
}

std::string show_reads(const v1::ListReadsResponse& reads, const Voice& say) {
  Table table({say("när", "when"), say("vem", "who"), say("vad", "what"), say("slag", "kinds"),
               say("skäl", "reason")});
  for (const auto& read : reads.reads()) {
    table.add({show_date_and_time(to_instant(read.at())), read.by(), act_of(read.act(), say),
               joined(read.kinds()), read.reason()});
  }
  return table.empty() ? say("Ingen annan har sett eller ändrat dem.\n",
                             "Nobody else has seen or changed them.\n")
                       : table.text();
}

}  // namespace ckl::cli
