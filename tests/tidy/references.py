"""What must hang together: files that somebody uses, and legal bases that somebody tests."""

import re

from source import Finding, line_of

_CPP_INCLUDE = re.compile(r'#[ \t]*include[ \t]+"([^"]+)"')


def check(tree):
    yield from _headers(tree)
    yield from _channels(tree)
    yield from _scripts(tree)
    yield from _mentions(tree)
    yield from _bases(tree)


def _headers(tree):
    """A header that only its own .cpp includes is known to nobody."""
    included_by = {}
    for path, text in tree.items():
        for include in _CPP_INCLUDE.findall(text):
            included_by.setdefault(include, set()).add(path)
    for path in tree:
        if not path.endswith(".hpp"):
            continue
        names = {path, re.sub(r"^(?:server|clients|tests)/", "", path)}
        users = set().union(*(included_by.get(name, set()) for name in names))
        if not users - {path, path.removesuffix(".hpp") + ".cpp"}:
            yield Finding(path, 1, "unreferenced", "no other file includes this header")


def _channels(tree):
    """A channel without a header of its own exists only if the one list names it."""
    listed = tree.get("server/delivery/channels.hpp", "")
    for path in tree:
        match = re.fullmatch(r"server/delivery/(\w+)\.cpp", path)
        if match and path.removesuffix(".cpp") + ".hpp" not in tree:
            if not re.search(rf"(?<![a-z]){match.group(1)}(?![a-z])", listed):
                yield Finding(path, 1, "unreferenced", "channels.hpp does not name it")


def _scripts(tree):
    """A module of the dashboard that nothing imports."""
    modules = {path: text for path, text in tree.items()
               if path.startswith("clients/dashboard/") and re.search(r"\.(tsx?|mjs|html)$", path)}
    imported = " ".join(re.findall(r"""['"][^'"\n]*['"]""", "\n".join(modules.values())))
    for path in modules:
        name = path.rsplit("/", 1)[-1]
        if re.search(r"\.(test|config|d)\.ts$|\.test\.tsx$|\.html$", name) or "/test/" in path:
            continue
        stem = re.escape(re.sub(r"\.(tsx?|mjs)$", "", name))
        index = re.escape(path.split("/")[-2])
        pattern = rf"/{stem}(?:\.\w+)?['\"]" + (rf"|/{index}['\"]" if stem == "index" else "")
        if not re.search(pattern, imported) and f"/{name}" not in tree.get(
                "clients/dashboard/package.json", ""):
            yield Finding(path, 1, "unreferenced", "nothing imports this module")


_SPOKEN_OF = re.compile(r"(?:docs|deploy|config|tests)/.*\.(?:md|py|sh|yaml|json|service|svg|png)$")
_KNOWN_BY_PLACE = re.compile(
    r"(?:^|/)(?:README\.md|package(?:-lock)?\.json|tsconfig\.json)$|_test\.py$|"
    r"tests/(?:golden|fuzz|scenarios)/|docs/decisions/\d")


def _mentions(tree):
    """A page, a script or a piece of configuration that nothing speaks of."""
    for path in tree:
        if not _SPOKEN_OF.match(path) or _KNOWN_BY_PLACE.search(path):
            continue
        name = path.rsplit("/", 1)[-1]
        names = {name, name.rsplit(".", 1)[0]} if path.endswith(".py") else {name}
        if not any(name in text for other, text in tree.items() if other != path for name in names):
            yield Finding(path, 1, "unreferenced", "no other file mentions it")


# --- legal bases: data in the procedure table, quoted by a law test or a scenario ----------------

_CITATION = re.compile(r'"((?:[^"\\\n]|\\.)*(?:§|\d{4}:\d+|\b[sp]\. ?\d)[^"\n]*)"')
_BASIS_LINE = re.compile(r"Basis: *(.+?)\.?\s*$", re.MULTILINE)
_SUMMARY = re.compile(r"^(?:server|clients)/.*\.(?:cpp|hpp)$")


def bases_of_procedure(tree):
    """{basis text: (path, line)} of the table's rows."""
    found = {}
    for path, text in tree.items():
        if re.match(r"server/domain/procedure\w*\.cpp$", path):
            for row in re.finditer(r"Basis\{|\.text\s*=|\bbasis\w*\(", text):
                if match := _CITATION.match(text, _next_quote(text, row.end())):
                    found.setdefault(match.group(1), (path, line_of(text, match.start())))
    return found


def _next_quote(text, position):
    quote = text.find('"', position)
    return quote if quote >= 0 else len(text)


def quoted_bases(tree):
    """{basis text: (path, line)} of every `Basis:` in a test, a scenario or a core's comment."""
    found = {}
    for path, text in tree.items():
        if not re.match(r"tests/|config/scenarios/|server/domain/", path) or "tests/tidy" in path:
            continue
        for match in _BASIS_LINE.finditer(text):
            for part in match.group(1).split(";"):
                found.setdefault(part.strip(), (path, line_of(text, match.start())))
    return found


def _bases(tree):
    table, quoted = bases_of_procedure(tree), quoted_bases(tree)
    if not table:
        return
    tested = {words for words, (path, _) in quoted.items() if not path.startswith("server/")}
    for words, (path, line) in table.items():
        if words not in tested:
            yield Finding(path, line, "basis", f"no law test or scenario quotes «{words}»")
    for words, (path, line) in quoted.items():
        if words not in table:
            yield Finding(path, line, "basis", f"«{words}» is not in the procedure table")
