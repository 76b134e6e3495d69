#!/usr/bin/env python3
"""docs/legal-basis.md, made from the procedure table and from the tests that quote it.

    tests/docs/legal_basis.py --write|--check PRINT_RULES
"""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs/legal-basis.md"
KINDS = {"T": "Övergångar / Transitions", "G": "Spärrar / Guards",
         "O": "Skyldigheter / Obligations", "A": "Krav / Requirements",
         "R": "Läsningar / Settled readings"}

HEAD = """# Rättslig grund / Legal basis

Den här sidan är gjord ur regeltabellen i `server/domain/procedure*.cpp` av `./dev docs`;
ett test håller att den stämmer. This page is made from the procedure table by `./dev docs`;
a test holds that it agrees with the code.

Varje rad: vem som beslutar, vad som krävs, vad som följer, grunden med giltighetstid, och de test
som nämner regeln. **«verify»** står vid en grund som stadens jurist ännu inte har bekräftat.
Each row: who decides, what is needed, what follows, the basis with its validity, and the tests
that name the rule. **«verify»** marks a basis that the city's lawyer has not confirmed yet.
"""


def tests_by_rule():
    """{rule id: ["tests/law/x_test.cpp: Suite.G04_..."]}, scenario files among them."""
    found = {}
    for path in sorted((ROOT / "tests").glob("**/*_test.cpp")):
        text = path.read_text()
        name = path.relative_to(ROOT).as_posix()
        starts = list(re.finditer(r"^TEST(?:_F|_P)?\((\w+),\s*(\w+)\)", text, re.M))
        for at, start in enumerate(starts):
            end = starts[at + 1].start() if at + 1 < len(starts) else len(text)
            body = text[start.start():end]
            rules = set(re.findall(r"(?<![A-Za-z0-9])([TGOAR]\d\d)(?!\d)", body.replace("_", " ")))
            for rule in rules:
                found.setdefault(rule, []).append(f"`{name}`: {start.group(1)}.{start.group(2)}")
    for folder in ("tests/scenarios", "config/scenarios"):
        for path in sorted((ROOT / folder).glob("*.txt")):
            for rule in set(re.findall(r"(?<![A-Za-z0-9])([TGOAR]\d\d)(?!\d)", path.read_text())):
                found.setdefault(rule, []).append(f"`{path.relative_to(ROOT).as_posix()}`")
    return found


def both(text):
    return f"{text['sv']} / {text['en']}" if text["sv"] else ""


def validity(basis):
    span = ""
    if basis["from"] or basis["to"]:
        span = f" ({basis['from'] or '…'} – {basis['to'] or '…'})"
    return f"{basis['text']}{span}{'' if basis['verified'] else ' **«verify»**'}"


def section(rule, quoted):
    lines = [f"### {rule['id']} {both(rule['name'])}", ""]
    for label, text in (("Vem / Who", both(rule["who"])), ("Kräver / Needs", both(rule["needs"])),
                        ("Följer / Follows", both(rule["follows"])),
                        ("Roller / Roles", ", ".join(rule["roles"])),
                        ("Underrättas / Informed", ", ".join(rule["informs"]))):
        if text:
            lines.append(f"- **{label}**: {text}")
    lines.append("- **Grund / " + "Basis**: " + "; ".join(map(validity, rule["basis"])))
    lines.append("- **Prövas av / Tested by**: " + (", ".join(quoted) or "—"))
    return "\n".join(lines) + "\n"


def page(rules):
    quoted = tests_by_rule()
    parts = [HEAD]
    for letter, title in KINDS.items():
        rows = [rule for rule in rules if rule["id"].startswith(letter)]
        if rows:
            parts.append(f"## {title}\n")
            parts += [section(rule, quoted.get(rule["id"], [])) for rule in rows]
    return "\n".join(parts)


def main(arguments):
    if len(arguments) != 2 or arguments[0] not in ("--write", "--check"):
        sys.exit(__doc__)
    rules = json.loads(subprocess.run([arguments[1]], capture_output=True, check=True).stdout)
    made = page(rules)
    if arguments[0] == "--write":
        PAGE.write_text(made)
        return 0
    untested = [line for line in made.splitlines() if line.endswith("Tested by**: —")]
    if PAGE.read_text() != made:
        sys.exit("docs/legal-basis.md differs from the procedure table: run ./dev docs")
    if untested:
        sys.exit(f"{len(untested)} rules of the procedure table are named by no test")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
