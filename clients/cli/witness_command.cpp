// `ckl witness`: on any machine but the server's, remembers the log's last checkpoint, checks that
// each new one continues it, and signs those that do.
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <tuple>

#include <fmt/format.h>

#include "ckl/v1/services/proof.pb.h"
#include "cli/commands.hpp"
#include "cli/new_file.hpp"
#include "cli/proof/note.hpp"
#include "cli/proof/tree.hpp"

namespace ckl::cli {

namespace {

namespace fs = std::filesystem;
using proof::Checkpoint;

struct Wish {
  std::string folder;
  std::string name;
  bool once = false;
  unsigned every_seconds = 10;
};

std::optional<std::string> read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

// All or nothing: a witness that forgets what it saw can be deceived.
bool write_file(const fs::path& path, const std::string& text) {
  NewFile file(path.string(), NewFile::For::me_alone);
  return file.write(text) && file.keep();
}

class Witness {
 public:
  Witness(Session& session, const Wish& wish) : session_(session), folder_(wish.folder) {}

  // What is wrong, or nothing.
  std::optional<std::string> begin(const std::string& name) {
    std::error_code error;
    fs::create_directories(folder_, error);
    auto seed = read_file(folder_ / "key");
    if (!seed) {
      if (name.empty()) {
        return say_("Första gången behövs ett namn: --name ledningsplats-2.example.org",
                    "The first time needs a name: --name post-2.example.org");
      }
      seed = proof::new_seed() + name;
      if (!write_file(folder_ / "key", *seed)) {
        return say_("Det går inte att skriva i ", "Nothing can be written in ") + folder_.string();
      }
    }
    constexpr std::size_t seed_bytes = 32;
    if (seed->size() <= seed_bytes) return say_("Nyckelfilen är trasig", "The key file is broken");
    seed_ = seed->substr(0, seed_bytes);
    key_ = {.name = seed->substr(seed_bytes),
            .use = proof::KeyUse::witness,
            .key = proof::public_key_of(seed_)};
    if (!proof::VerifierKey::parse(key_.text())) {
      return say_("Ett namn har inga mellanslag och inget plus",
                  "A name has no spaces and no plus");
    }
    fmt::print(stderr, "{}: {}\n", say_("Vittnets nyckel", "The witness's key"), key_.text());
    return std::nullopt;
  }

  // Looks once; the exit code.
  int look() {
    v1::GetCheckpointRequest request;
    request.set_workspace(session_.options().workspace);
    v1::GetCheckpointResponse response;
    if (const auto trouble = session_.call("ProofService/GetCheckpoint", request, response)) {
      return fail(session_, *trouble);
    }
    const auto now = Checkpoint::parse(response.checkpoint());
    const auto log_key = proof::VerifierKey::parse(response.key());
    if (!now || !log_key)
      return alarm(say_("kontrollpunkten går inte att läsa", "the checkpoint can not be read"));
    if (const auto wrong = compare(*now, *log_key)) return alarm(*wrong);
    return sign(*now, response.checkpoint());
  }

  // The server's heartbeats, one a second, say when to look again; so its absence is no pause but a
  // wait for it.
  void pause(unsigned seconds) {
    constexpr std::chrono::seconds patience{60};
    v1::SubscribeRequest request;
    request.set_workspace(session_.options().workspace);
    request.set_head(true);
    unsigned beats = 0;
    const auto trouble = session_.subscribe(request, [&](const v1::ServerFrame& frame) {
      return !frame.has_heartbeat() || ++beats < seconds;
    });
    if (trouble) std::ignore = session_.wait_for_server(patience);
  }

 private:
  [[nodiscard]] std::string say_(const char* sv, const char* en) const {
    return session_.voice()(sv, en);
  }

  int alarm(const std::string& what) const {
    fmt::print(stderr, "✖ {}: {}\n", say_("LARM, undertecknar inte", "ALARM, not signing"), what);
    return static_cast<int>(Exit::refused);
  }

  std::optional<std::string> compare(const Checkpoint& now, const proof::VerifierKey& log_key) {
    // After a change of keys the checkpoint of the change is signed by both; any later one by the
    // new key alone. That it continues what was seen is proved by the tree and not by the key.
    if (proof::signed_by(now, log_key) != proof::Signed::good) {
      return say_("underskriften är inte äkta", "the signature is not genuine");
    }
    const auto seen = read_file(folder_ / "seen");
    if (!seen) return std::nullopt;
    const auto before = Checkpoint::parse(*seen);
    if (!before) return say_("filen «seen» är trasig", "the file “seen” is broken");
    if (before->origin != now.origin) return say_("det är en annan logg", "it is another log");
    if (before->size > now.size) {
      return fmt::format("{}: {} < {}",
                         say_("loggen är kortare än den var", "the log is shorter than it was"),
                         now.size, before->size);
    }
    return follows(*before, now);
  }

  std::optional<std::string> follows(const Checkpoint& before, const Checkpoint& now) {
    v1::GetConsistencyRequest request;
    request.set_workspace(session_.options().workspace);
    request.set_from(before.size);
    request.set_to(now.size);
    v1::GetConsistencyResponse response;
    if (const auto trouble = session_.call("ProofService/GetConsistency", request, response)) {
      return trouble->words;
    }
    std::vector<proof::Hash> path;
    for (const auto& bytes : response.hashes()) {
      proof::Hash hash{};
      if (bytes.size() != hash.size()) return say_("beviset är trasigt", "the proof is broken");
      std::ranges::copy(bytes, hash.begin());
      path.push_back(hash);
    }
    const bool same = proof::is_consistent(
        {.from = before.size, .to = now.size, .old_head = before.head, .new_head = now.head}, path);
    if (same) return std::nullopt;
    return fmt::format("{} ({} → {})",
                       say_("LOGGEN ÄR OMSKRIVEN: den fortsätter inte den som fanns",
                            "THE LOG WAS REWRITTEN: it does not continue the one there was"),
                       before.size, now.size);
  }

  int sign(const Checkpoint& now, const std::string& note) {
    if (!write_file(folder_ / "seen", note)) {
      return alarm(say_("det går inte att spara vad som setts", "what was seen can not be kept"));
    }
    const auto time =
        std::chrono::duration_cast<std::chrono::seconds>(session_.now().time_since_epoch()).count();
    v1::AddCosignatureRequest request;
    request.set_workspace(session_.options().workspace);
    request.set_note(now.text + "\n" +
                     proof::cosign(now, key_, seed_, static_cast<std::uint64_t>(time)));
    v1::AddCosignatureResponse response;
    const auto trouble = session_.call("ProofService/AddCosignature", request, response);
    fmt::print("{} {}: {}\n", trouble ? "▲" : "●", now.size,
               trouble ? say_("sett och sparat; servern tog inte emot underskriften: ",
                              "seen and kept; the server did not take the signature: ") +
                             trouble->words
                       : say_("följer på det förra; undertecknat", "follows the last; signed"));
    std::fflush(stdout);
    return static_cast<int>(trouble ? trouble->exit : Exit::ok);
  }

  Session& session_;
  const fs::path folder_;
  std::string seed_;
  proof::VerifierKey key_;
};

int run(Session& session, const Wish& wish) {
  Witness witness(session, wish);
  if (const auto wrong = witness.begin(wish.name)) {
    return fail(session, {.exit = Exit::usage, .words = *wrong, .rejection = {}});
  }
  for (;;) {
    const int code = witness.look();
    // A log that was rewritten is a matter for people, and not for another look.
    if (wish.once || code == static_cast<int>(Exit::refused)) return code;
    witness.pause(wish.every_seconds);
  }
}

}  // namespace

void add_witness_command(const Registry& registry) {
  const Voice& say = registry.voice;
  CLI::App& sub = *registry.app.add_subcommand(
      "witness", say("Bevaka loggen från en annan maskin och underteckna det som setts",
                     "Watch the log from another machine and sign what was seen"));
  auto wish = std::make_shared<Wish>();
  const char* home = std::getenv("HOME");
  wish->folder = (fs::path(home == nullptr ? "." : home) / ".ckl-witness").string();
  sub.add_option("--state", wish->folder,
                 say("Mapp för nyckeln och det som setts", "Folder of the key and what was seen"))
      ->capture_default_str();
  sub.add_option("--name", wish->name, say("Vittnets namn, första gången", "Its name, once"));
  sub.add_option("--every", wish->every_seconds, say("Sekunder mellan gångerna", "Seconds between"))
      ->check(CLI::Range(1, 3600));
  sub.add_flag("--once", wish->once, say("Bara en gång", "Once only"));
  sub.callback([&chosen = registry.chosen, wish] {
    chosen = [wish](Session& session) { return run(session, *wish); };
  });
}

}  // namespace ckl::cli
