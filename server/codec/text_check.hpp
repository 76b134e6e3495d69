// Whether a text is free of control characters. That it is text at all: domain::is_utf8.
#pragma once

#include <string_view>

namespace ckl::codec {

enum class Lines : bool { one = false, many = true };

// C0 and C1 control characters and DEL; line breaks and tabs are allowed in texts of many lines.
// They have no place in a headline: it becomes a mail's subject and a line of a log file.
[[nodiscard]] bool has_control_characters(std::string_view text, Lines lines);

}  // namespace ckl::codec
