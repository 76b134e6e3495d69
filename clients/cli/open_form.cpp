#include "cli/open_form.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "ckl/v1/governance.pb.h"

namespace ckl::cli {

namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// The ids that the server counts: "meeting" -> "meeting-7".
const std::set<std::string>& counted() {
  static const std::set<std::string> kinds{
      "council-meeting", "incident",   "meeting",      "decision",   "takeover",  "oral",
      "record",          "assignment", "contribution", "delegation", "obligation"};
  return kinds;
}

// What a field names: its own name, but fullmäktige's meetings are counted apart from the
// committee's.
std::string kind_of(const FieldDescriptor& field) {
  const bool council = field.containing_type()->name().find("Council") != std::string::npos;
  return council && field.name() == "meeting" ? "council-meeting" : field.name();
}

std::string whole_id(const std::string& kind, const std::string& value) {
  const bool number = !value.empty() && value.find_first_not_of("0123456789") == std::string::npos;
  return number && counted().contains(kind) ? kind + "-" + value : value;
}

std::string option_name(const FieldDescriptor& field) {
  std::string name = "--" + field.name();
  std::ranges::replace(name, '_', '-');
  return name;
}

struct OpenTime {
  std::string option;
  std::string text;
  std::function<google::protobuf::Timestamp*()> field;
};

// The request and the times that are read once it is known what "now" is.
struct Draft {
  std::unique_ptr<Message> request;
  std::vector<OpenTime> times;
};

// From the request down to the message that holds a field; made only when something is put there.
using Path = std::vector<const FieldDescriptor*>;

Message& at(Draft& draft, const Path& path) {
  Message* message = draft.request.get();
  for (const FieldDescriptor* step : path) {
    message = message->GetReflection()->MutableMessage(message, step);
  }
  return *message;
}

class Filler {
 public:
  Filler(CLI::App& sub, std::shared_ptr<Draft> draft, Voice voice)
      : sub_(sub), draft_(std::move(draft)), voice_(voice) {}

  void add_all(const google::protobuf::Descriptor& message, const Path& path) {
    for (int index = 0; index < message.field_count(); ++index) {
      const FieldDescriptor& field = *message.field(index);
      if (path.empty() && (field.number() < 3 || field.number() == 15)) continue;
      add(field, path, path.empty() && index == first_of(message));
    }
  }

 private:
  static int first_of(const google::protobuf::Descriptor& message) {
    for (int index = 0; index < message.field_count(); ++index) {
      if (message.field(index)->number() == 3) return index;
    }
    return -1;
  }

  void add(const FieldDescriptor& field, const Path& path, bool leads) {
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) return add_message(field, path);
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) return add_choice(field, path);
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_BOOL) return add_flag(field, path);
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_DOUBLE) return add_number(field, path);
    if (field.is_repeated()) return add_list(field, path);
    const bool positional = leads && counted().contains(kind_of(field));
    auto* option = sub_.add_option_function<std::string>(
        positional ? field.name() : option_name(field),
        [draft = draft_, path, &field](const std::string& value) {
          Message& message = at(*draft, path);
          message.GetReflection()->SetString(&message, &field, whole_id(kind_of(field), value));
        },
        "");
    if (positional) option->required();
  }

  void add_flag(const FieldDescriptor& field, const Path& path) {
    sub_.add_flag_callback(
        option_name(field),
        [draft = draft_, path, &field] {
          Message& message = at(*draft, path);
          message.GetReflection()->SetBool(&message, &field, true);
        },
        "");
  }

  void add_number(const FieldDescriptor& field, const Path& path) {
    sub_.add_option_function<double>(
        option_name(field),
        [draft = draft_, path, &field](double value) {
          Message& message = at(*draft, path);
          message.GetReflection()->SetDouble(&message, &field, value);
        },
        "");
  }

  void add_list(const FieldDescriptor& field, const Path& path) {
    sub_.add_option_function<std::vector<std::string>>(
        option_name(field),
        [draft = draft_, path, &field](const std::vector<std::string>& values) {
          Message& message = at(*draft, path);
          const std::string kind = field.name().substr(0, field.name().size() - 1);
          for (const auto& value : values) {
            message.GetReflection()->AddString(&message, &field, whole_id(kind, value));
          }
        },
        voice_("får upprepas", "can be repeated"));
  }

  void add_choice(const FieldDescriptor& field, const Path& path) {
    const auto& descriptor = *field.enum_type();
    sub_.add_option_function<std::string>(
            option_name(field),
            [draft = draft_, path, &field](const std::string& number) {
              Message& message = at(*draft, path);
              message.GetReflection()->SetEnumValue(&message, &field, std::stoi(number));
            },
            names_of(descriptor))
        ->transform(CLI::Transformer(choices_of(descriptor), CLI::ignore_case))
        ->check(known_choice(names_of(descriptor)))
        ->type_name("");
  }

  // After the transformation only numbers are left; what is not one was no choice.
  static CLI::Validator known_choice(const std::string& names) {
    return {[names](std::string& value) {
              const bool number =
                  !value.empty() && value.find_first_not_of("0123456789") == std::string::npos;
              return number ? std::string{} : value + ": " + names;
            },
            ""};
  }

  void add_message(const FieldDescriptor& field, const Path& path) {
    const auto& type = *field.message_type();
    if (type.full_name() == "google.protobuf.Timestamp") return add_time(field, path);
    if (type.full_name() == v1::Seat::descriptor()->full_name() && field.is_repeated()) {
      return add_seats(field);
    }
    if (type.full_name() == v1::Ballot::descriptor()->full_name()) return add_ballots(field);
    if (type.full_name() == v1::Dissent::descriptor()->full_name()) return add_dissents(field);
    Path deeper = path;
    deeper.push_back(&field);
    add_all(type, deeper);
  }

  void add_time(const FieldDescriptor& field, const Path& path) {
    const std::string name = option_name(field);
    sub_.add_option_function<std::string>(
        name,
        [draft = draft_, path, &field, name](const std::string& text) {
          draft->times.push_back({name, text, [draft, path, &field] {
                                    Message& message = at(*draft, path);
                                    return dynamic_cast<google::protobuf::Timestamp*>(
                                        message.GetReflection()->MutableMessage(&message, &field));
                                  }});
        },
        voice_("tid i Stockholm, 14:05", "time in Stockholm, 14:05"));
  }

  template <class Item>
  Item& append(const FieldDescriptor& field) const {
    Message& message = *draft_->request;
    return dynamic_cast<Item&>(*message.GetReflection()->AddMessage(&message, &field));
  }

  void add_seats(const FieldDescriptor& field) {
    sub_.add_option_function<std::vector<std::string>>(
        option_name(field),
        [this_copy = *this, &field](const std::vector<std::string>& values) {
          for (const auto& value : values) {
            const SeatWords words = read_seat(value);
            auto& seat = this_copy.append<v1::Seat>(field);
            seat.set_person(words.person);
            seat.set_remote(words.remote);
            seat.set_serves_for(words.serves_for);
          }
        },
        voice_("person; bo@ på distans; cia>dan tjänstgör för Dan",
               "person; bo@ remotely; cia>dan serves for Dan"));
  }

  void add_ballots(const FieldDescriptor& field) {
    const std::array<std::pair<const char*, v1::Vote>, 3> votes{
        {{"--yes", v1::VOTE_YES}, {"--no", v1::VOTE_NO}, {"--abstain", v1::VOTE_ABSTAIN}}};
    for (const auto& [name, vote] : votes) {
      sub_.add_option_function<std::vector<std::string>>(
          name,
          [this_copy = *this, &field, vote](const std::vector<std::string>& persons) {
            for (const auto& person : persons) {
              auto& ballot = this_copy.append<v1::Ballot>(field);
              ballot.set_person(person);
              ballot.set_vote(vote);
            }
          },
          voice_("personer som röstade så", "persons who voted so"));
    }
  }

  void add_dissents(const FieldDescriptor& field) {
    sub_.add_option_function<std::vector<std::string>>(
        "--dissent",
        [this_copy = *this, &field](const std::vector<std::string>& values) {
          for (const auto& value : values) {
            const auto colon = value.find(':');
            auto& dissent = this_copy.append<v1::Dissent>(field);
            dissent.set_person(value.substr(0, colon));
            if (colon != std::string::npos) dissent.set_text(value.substr(colon + 1));
          }
        },
        voice_("reservation: \"anna: text\"", "dissent: \"anna: text\""));
  }

  CLI::App& sub_;
  std::shared_ptr<Draft> draft_;
  Voice voice_;
};

bool read_times(const Draft& draft, const Session& session) {
  for (const auto& time : draft.times) {
    const auto instant = read_time(time.text, session.now());
    if (!instant) {
      fail(session, {.exit = Exit::usage,
                     .words = session.voice()(
                         time.option + ": skriv tiden som 14:05 eller \"2026-01-10 14:05\"",
                         time.option + ": write the time as 14:05 or \"2026-01-10 14:05\""),
                     .rejection = std::nullopt});
      return false;
    }
    *time.field() = to_timestamp(*instant);
  }
  return true;
}

// Fields 1, 2 and 15 are the same in every command.
struct Envelope {
  Message& message;

  void set(int number, const std::string& value) const {
    message.GetReflection()->SetString(&message, message.GetDescriptor()->FindFieldByNumber(number),
                                       value);
  }
  void set_command_id(const std::string& value) const { set(1, value); }
  void set_workspace(const std::string& value) const { set(2, value); }
  void set_capacity(const std::string& value) const { set(15, value); }
};

}  // namespace

SeatWords read_seat(const std::string& text) {
  SeatWords words;
  const auto remote = text.find('@');
  const auto serves = text.find('>');
  words.person = text.substr(0, std::min(remote, serves));
  words.remote = remote != std::string::npos;
  if (serves != std::string::npos) {
    words.serves_for = text.substr(serves + 1);
    words.serves_for = words.serves_for.substr(0, words.serves_for.find('@'));
  }
  return words;
}

void add_open_command(const Registry& registry, CLI::App& group, const OpenCommand& command) {
  auto& sub = *group.add_subcommand(command.name, registry.voice(command.sv, command.en));
  auto draft = std::make_shared<Draft>();
  draft->request.reset(command.request.New());
  Filler{sub, draft, registry.voice}.add_all(*command.request.GetDescriptor(), {});
  sub.callback([&chosen = registry.chosen, draft, method = command.method] {
    chosen = [draft, method](Session& session) {
      if (!read_times(*draft, session)) return static_cast<int>(Exit::usage);
      Envelope envelope{*draft->request};
      session.address(envelope);
      return cli::command(session, method, *draft->request);
    };
  });
}

}  // namespace ckl::cli
