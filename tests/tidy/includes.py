"""Who may include whom: the table of ARCHITECTURE.md, held on every #include line."""

import re

from source import CPP, Finding, line_of

_EDGE = {"engine", "stream", "ports", "codec", "domain", "proto"}
ANY = {"*"}

ALLOWED = {
    "domain": set(),
    "ports": {"domain"},
    "codec": {"domain", "ports", "proto"},
    "engine": {"ports", "domain"},
    "journal": {"ports", "codec", "domain"},
    "cluster": {"ports", "codec", "domain"},
    "feeds": {"ports", "codec", "domain"},
    "auth": {"ports", "codec", "domain"},
    "platform": {"ports", "codec", "domain"},
    "scheduler": {"engine", "ports", "domain"},
    "delivery": {"engine", "ports", "domain"},
    "stream": {"engine", "ports", "domain"},
    "exercise": {"engine", "ports", "domain"},
    "roster": {"domain"},
    "edge/api": _EDGE | {"roster"},
    "edge/http": _EDGE | {"edge/api"},
    "edge/websocket": _EDGE | {"edge/api"},
    "edge/grpc": _EDGE | {"edge/api", "proto_grpc"},
    "app": ANY,
    "cli": {"proto", "proto_grpc"},
}

# Large third-party libraries stay in the rooms that exist for them.
WALLS = {
    r"grpcpp/|grpc/": {"edge/grpc", "app", "cli"},
    r"rocksdb/": {"journal"},
    r"curl/": {"platform", "cli"},
    r"boost/beast": {"edge/api", "edge/http", "edge/websocket"},
    r"yaml-cpp/": {"platform"},
    r"libical/|date/": {"roster"},
    r"google/protobuf/": {"codec", "edge/api", "edge/http", "edge/websocket", "edge/grpc", "app",
                          "cli"},
    r"CLI/": {"app", "cli"},
}

_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+([<"])([^>"\n]+)[>"]', re.MULTILINE)


def module_of(path):
    """The module that a source belongs to, or None where the table has nothing to say."""
    if match := re.match(r"server/(edge/\w+|\w+)/", path):
        return match.group(1)
    return "cli" if path.startswith("clients/cli/") else None


def target_of(include):
    """The module that an include path names, or None for a third-party one."""
    if include.startswith("ckl/v1/"):
        return "proto_grpc" if ".grpc.pb." in include else "proto"
    if match := re.match(r"(edge/\w+|\w+)/", include):
        return match.group(1) if match.group(1) in ALLOWED else None
    return None


def check(tree):
    for path, text in tree.items():
        if not path.endswith(CPP):
            continue
        for match in _INCLUDE.finditer(text):
            for words in _objections(path, match.group(1), match.group(2)):
                yield Finding(path, line_of(text, match.start()), "include", words)


def _objections(path, bracket, include):
    source, target = module_of(path), target_of(include)
    if source is None:
        if target == "app" and not path.startswith("tests/app/"):
            yield "nothing includes app"
        return
    if bracket == '"':
        yield from _own(source, target, include)
    else:
        yield from _foreign(source, include)


def _own(source, target, include):
    if target is None:
        yield f'"{include}" does not start at a module; write "<module>/<file>"'
    elif source not in ALLOWED:
        yield f"the module {source} is not in the include table"
    elif target != source and ALLOWED[source] != ANY and target not in ALLOWED[source]:
        may = ", ".join(sorted(ALLOWED[source])) or "only the standard library"
        yield f"{source} may not include {target}; it may include {may}"


def _foreign(source, include):
    if source == "domain" and not re.fullmatch(r"[a-z_0-9]+", include):
        yield f"domain is pure: <{include}> is not a header of the C++ standard library"
    for pattern, rooms in WALLS.items():
        if re.match(pattern, include) and source not in rooms:
            yield f"<{include}> belongs in {', '.join(sorted(rooms))}, not in {source}"
