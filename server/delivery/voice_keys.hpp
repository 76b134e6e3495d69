// What the keys of a telephone mean in a call that asks for an answer.
//
// Pure. 1 coming, 2 cannot, 3 and then the tens of minutes until there (34 = 40 minutes, 312 = two
// hours), 4 again, 5 to my deputy. Any other key is unclear: it is never guessed at. What was
// pressed is kept as it was pressed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace ckl::delivery {

enum class KeyMeaning : std::uint8_t {
  nothing = 1,  // so far; another key may follow
  coming = 2,
  cannot = 3,
  when = 4,  // 3: now the tens of minutes
  again = 5,
  deputy = 6,
  unclear = 7,
};

struct KeyChoice {
  KeyMeaning meaning = KeyMeaning::nothing;
  std::uint32_t eta_minutes = 0;  // of `coming`

  bool operator==(const KeyChoice&) const = default;
};

class KeyReader {
 public:
  static constexpr std::size_t longest_raw = 64;

  [[nodiscard]] KeyChoice press(char key);

  // No key for a while: the digits that were begun are all.
  [[nodiscard]] KeyChoice pause();

  // Digits were begun, and more may follow.
  [[nodiscard]] bool waits() const { return tens_ > 0; }

  [[nodiscard]] const std::string& raw() const { return raw_; }

 private:
  KeyChoice finish();

  std::string raw_;
  bool asked_when_ = false;
  std::uint32_t tens_ = 0;
};

}  // namespace ckl::delivery
