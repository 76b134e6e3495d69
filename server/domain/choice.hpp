// For a class that is one choice of many (`Event`, `Command`) and whose code is compiled once.
//
// A constructor from one of the choices also holds what unmakes the base, and unmaking a choice of
// a hundred is a hundred branches: written where it is used it is most of what a file compiles. So
// the class begins empty, and each choice is put in by a function that only its own file has the
// text of.
#pragma once

#include <type_traits>
#include <utility>
#include <variant>

namespace ckl::domain {

// Whether `Kind` is one of what `Choice`, a variant, can be.
template <class Kind, class Choice>
inline constexpr bool one_of = false;
template <class Kind, class... Kinds>
inline constexpr bool one_of<Kind, std::variant<Kinds...>> = (std::is_same_v<Kind, Kinds> || ...);

// Makes a `Class` of each kind of `Choice`, so that what does it exists for each.
template <class Class, class Choice>
struct AllOf;
template <class Class, class... Kinds>
struct AllOf<Class, std::variant<Kinds...>> {
  static void make() { (static_cast<void>(Class(Kinds{})), ...); }
};

}  // namespace ckl::domain
