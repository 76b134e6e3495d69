"""What the text itself must and must not say: header comments, names, marks, machine addresses."""

import re

from source import CPP, SCRIPT, Finding, code_of, line_of

BANNED_NAMES = ("manager", "helper", "util", "data", "info", "process")
_BANNED = re.compile(r"(?:%s)s?" % "|".join(BANNED_NAMES))

# Written in pieces so that this file does not find itself.
_MARKS = re.compile(r"\b(?:%s)\b" % "|".join(("TO" "DO", "FIX" "ME", "XX" "X", "HA" "CK")))
_SKIPPED_TESTS = re.compile(
    "DIS" r"ABLED_|GTEST_" r"SKIP|\b(?:test|it|describe)\.(?:skip|only|fixme)\(|\bxfail\b")
_MACHINE = re.compile(r"(?<![\w.~-])/(?:wo" r"rk|ho" r"me/\w+|ro" r"ot|Us" r"ers/\w+)/")
_REGISTRY = re.compile(r'"resol' r'ved": *"https?:|^ *regi' r"stry *=|regi" r"stry\.npmjs", re.M)


def check(tree):
    for path, text in tree.items():
        if path == "LICENSE":
            continue
        yield from _header_comment(path, text)
        yield from _file_name(path)
        yield from _type_names(path, text)
        yield from _marks(path, text)


def _header_comment(path, text):
    if not path.endswith(".hpp"):
        return
    if not re.match(r"(?:#pragma once\s+)?//", text):
        yield Finding(path, 1, "header-comment",
                      "open with 3 to 10 lines: what it is, who calls it from where, invariants")
    if "#pragma once" not in text:
        yield Finding(path, 1, "header-comment", "a header says #pragma once")


def _file_name(path):
    if not re.match(r"(?:server|clients|tests|proto)/", path):
        return  # pages and configuration speak the reader's language
    for part in path.split("/"):
        for word in re.split(r"[^A-Za-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", part)):
            if _BANNED.fullmatch(word.lower()):
                yield Finding(path, 1, "name", f"`{word}` says nothing: name what it holds or does")


_TYPE = re.compile(r"\b(?:class|struct|union|enum(?:\s+class)?|concept|interface)\s+"
                   r"(?:\[\[\w+\]\]\s*)?([A-Z]\w*)|\b(?:using|type)\s+([A-Z]\w*)[^=;,}\n]*=")


def _type_names(path, text):
    if not path.endswith((*CPP, *SCRIPT)):
        return
    code = code_of(path, text)
    for match in _TYPE.finditer(code):
        name = match.group(1) or match.group(2)
        for word in re.findall(r"[A-Z][a-z0-9]*", name):
            if _BANNED.fullmatch(word.lower()):
                yield Finding(path, line_of(code, match.start()), "name",
                              f"type {name}: `{word}` says nothing: name what it holds or does")


def _marks(path, text):
    for rule, pattern, words in (
        ("mark", _MARKS, "finish it, or open an issue"),
        ("skipped-test", _SKIPPED_TESTS, "a test runs or is removed"),
        ("machine-path", _MACHINE, "a path of one machine does not belong in the project"),
        ("registry", _REGISTRY, "no registry's address is committed"),
    ):
        for match in pattern.finditer(text):
            yield Finding(path, line_of(text, match.start()), rule,
                          f"`{match.group().strip()}`: {words}")
