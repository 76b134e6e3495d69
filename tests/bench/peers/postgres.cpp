#include "bench/peers/postgres.hpp"

namespace ckl::bench {
namespace {

std::string big_endian(std::uint64_t value, unsigned bytes) {
  std::string out;
  for (unsigned i = bytes; i-- > 0;) out += static_cast<char>((value >> (8 * i)) & 0xFFU);
  return out;
}

// A message: its kind, its length, its content.
std::string message(char kind, std::string_view content) {
  constexpr std::size_t length_bytes = 4;
  return std::string(1, kind) + big_endian(content.size() + length_bytes, length_bytes) +
         std::string(content);
}

std::size_t read_length(std::string_view in) {
  std::size_t value = 0;
  for (const char c : in.substr(0, 4)) value = value << 8U | static_cast<unsigned char>(c);
  return value;
}

using namespace std::string_view_literals;

class PostgresTalker final : public Talker {
 public:
  explicit PostgresTalker(int port) : port_(port) {}

  void greet(Connection& connection) override {
    connection.connect(port_);
    const std::string content =
        big_endian(0x30000, 4) + std::string("user\0postgres\0database\0postgres\0\0"sv);
    connection.send(big_endian(content.size() + 4, 4) + content);
    const auto ready = message('Z', "I");
    connection.expect(ready);
    connection.send(message('P', "put\0INSERT INTO event (payload) VALUES ($1)\0\0\0"sv) +
                    message('S', ""));
    connection.expect(ready);
  }

  // Bind with one parameter in binary, Execute, Sync: a transaction of its own.
  std::string request(std::uint64_t, std::string_view payload) override {
    std::string bind(std::string("\0put\0"sv));
    bind += big_endian(1, 2) + big_endian(1, 2) + big_endian(1, 2);
    bind += big_endian(payload.size(), 4) + std::string(payload) + big_endian(0, 2);
    return message('B', bind) + message('E', "\0\0\0\0\0"sv) + message('S', "");
  }

  int answers(Connection& connection) override {
    constexpr std::size_t head = 5;
    int count = 0;
    std::size_t at = 0;
    const std::string_view in = connection.in;
    while (in.size() - at >= head) {
      const auto size = 1 + read_length(in.substr(at + 1));
      if (in.size() - at < size) break;
      if (in[at] == 'E') die("PostgreSQL refused: " + std::string(in.substr(at, size)));
      if (in[at] == 'Z') ++count;
      at += size;
    }
    connection.in.erase(0, at);
    return count;
  }

 private:
  int port_;
};

}  // namespace

std::unique_ptr<Talker> make_postgres_talker(const Speech& speech) {
  return std::make_unique<PostgresTalker>(speech.port);
}

}  // namespace ckl::bench
