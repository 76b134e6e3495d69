// The text that every server is given to keep: 400 printable bytes that say which event they are
// and when they were sent, so that a subscriber finds events without knowing how a server wraps
// them.
//
// Used by the programs that measure ckld beside other servers. All in one process share a clock.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ckl::bench {

inline constexpr std::size_t payload_bytes = 400;

struct Mark {
  std::uint64_t number = 0;  // of the event, from 1
  std::uint64_t sent_at = 0;
};

[[nodiscard]] std::string make_payload(const Mark& mark);

// Finds marks in a stream of bytes that comes in pieces; keeps one that is cut in two.
class MarkScan {
 public:
  // `came(mark)` is called for each.
  template <class Came>
  void read(std::string_view bytes, Came came) {
    while (!bytes.empty()) {
      const auto begin = kept_ > 0 ? 0 : bytes.find(first_letter);
      if (begin == std::string_view::npos) return;
      bytes.remove_prefix(begin);
      bytes.remove_prefix(keep(bytes));
      if (kept_ < mark_bytes) return;
      const Mark mark = kept_mark();
      if (mark.number != 0) came(mark);
      kept_ = mark.number != 0 ? 0 : keep_next_beginning();
    }
  }

 private:
  static constexpr char first_letter = '~';
  static constexpr std::size_t mark_bytes = 27;

  // Copies what is missing of a mark, and says how much it took.
  std::size_t keep(std::string_view bytes);
  // Number 0 when what is kept is no mark.
  [[nodiscard]] Mark kept_mark() const;
  // What only began like a mark may hold the beginning of one; says how much is kept of it.
  std::size_t keep_next_beginning();

  std::array<char, mark_bytes> bytes_{};
  std::size_t kept_ = 0;
};

}  // namespace ckl::bench
