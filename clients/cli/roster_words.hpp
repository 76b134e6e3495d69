// What is shown of rosters, duties and hours: words for people, CSV for spreadsheets.
#pragma once

#include <string>

#include "ckl/v1/services/roster.pb.h"
#include "cli/stockholm.hpp"
#include "cli/voice.hpp"

namespace ckl::cli {

[[nodiscard]] std::string show_preview(const v1::PreviewRosterResponse& preview, const Voice& say);
[[nodiscard]] std::string show_duty(const v1::GetDutyResponse& duty, const Voice& say);
[[nodiscard]] std::string show_hours(const v1::GetDutyHoursResponse& hours, const Voice& say);
[[nodiscard]] std::string show_swaps(const v1::ListSwapsResponse& swaps, const Voice& say);

// RFC 4180: person,function,hours,shifts; hours with two decimals.
[[nodiscard]] std::string csv_of(const v1::GetDutyHoursResponse& hours);

}  // namespace ckl::cli
