#!/usr/bin/env python3
"""Proof that the tidy test finds what it says it finds, and leaves good code alone.

Each case plants one small file, or a few, in an empty tree and names the rules that must answer.
"""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import references  # noqa: E402
from source import code_of, cpp_structure, parameters, script_functions  # noqa: E402
from tidy import findings  # noqa: E402

COMMENT = "// What it is and who calls it.\n// What it does not know.\n#pragma once\n"


def rules(tree, allowances=None):
    return sorted({finding.rule for finding in findings(tree, allowances or {})})


def used(path, text):
    """A tree with this header and somebody who includes it."""
    name = path.split("/", 1)[1]
    return {path: text, "tests/user/a_test.cpp": f'#include "{name}"\n'}


class Includes(unittest.TestCase):
    def expect(self, path, include, good):
        found = rules({path: f"#include {include}\n"})
        self.assertEqual("include" not in found, good, f"{path} includes {include}: {found}")

    def test_the_core_knows_the_standard_library_alone(self):
        self.expect("server/domain/a.cpp", "<vector>", True)
        self.expect("server/domain/a.cpp", '"domain/state.hpp"', True)
        self.expect("server/domain/a.cpp", '"ports/clock.hpp"', False)
        self.expect("server/domain/a.cpp", "<fmt/format.h>", False)
        self.expect("server/domain/a.cpp", "<time.h>", False)

    def test_arrows_point_one_way(self):
        self.expect("server/engine/a.cpp", '"ports/journal.hpp"', True)
        self.expect("server/engine/a.cpp", '"journal/rocks.hpp"', False)
        self.expect("server/stream/a.cpp", '"codec/codec.hpp"', False)
        self.expect("server/scheduler/a.cpp", '"delivery/dispatcher.hpp"', False)
        self.expect("server/edge/http/a.cpp", '"edge/api/api.hpp"', True)
        self.expect("server/edge/http/a.cpp", '"edge/grpc/server.hpp"', False)
        self.expect("server/edge/http/a.cpp", '"ckl/v1/journal.pb.h"', True)
        self.expect("server/engine/a.cpp", '"ckl/v1/journal.pb.h"', False)
        self.expect("server/edge/http/a.cpp", '"ckl/v1/services/log.grpc.pb.h"', False)

    def test_nothing_includes_app_and_clients_share_no_server_code(self):
        self.expect("server/edge/http/a.cpp", '"app/server.hpp"', False)
        self.expect("tests/engine/a_test.cpp", '"app/server.hpp"', False)
        self.expect("tests/app/a_test.cpp", '"app/server.hpp"', True)
        self.expect("clients/cli/a.cpp", '"domain/state.hpp"', False)
        self.expect("server/app/main.cpp", '"edge/grpc/server.hpp"', True)

    def test_libraries_stay_behind_their_walls(self):
        self.expect("server/journal/a.cpp", "<rocksdb/db.h>", True)
        self.expect("server/engine/a.cpp", "<rocksdb/db.h>", False)
        self.expect("server/edge/http/a.cpp", "<grpcpp/grpcpp.h>", False)

    def test_paths_start_at_a_module(self):
        self.expect("server/engine/a.cpp", '"engine.hpp"', False)
        self.expect("server/novelty/a.cpp", '"domain/state.hpp"', False)


class Sizes(unittest.TestCase):
    def test_files_lines_and_functions(self):
        self.assertIn("file-size", rules({"server/a/a.cpp": "int a;\n" * 501}))
        self.assertNotIn("file-size", rules({"server/a/a.cpp": "int a;\n" * 500}))
        self.assertIn("line-length", rules({"server/a/a.cpp": "//" + "å" * 99 + "\n"}))
        self.assertNotIn("line-length", rules({"server/a/a.cpp": "//" + "å" * 98 + "\n"}))
        self.assertNotIn("line-length", rules({"server/a/a.cpp": "// https://a.se/" + "a" * 90}))
        self.assertNotIn("line-length", rules({"server/a.ts": "a = '" + "å" * 140 + "';\n"}))
        self.assertIn("line-length", rules({"server/a.ts": "//" + "å" * 140 + "\n"}))
        body = "  a();\n"
        self.assertIn("function-size", rules({"server/a/a.cpp": f"void f() {{\n{body * 69}}}\n"}))
        text = f"void f() {{\n{body * 68}}}\n"
        self.assertNotIn("function-size", rules({"server/a/a.cpp": text}))
        long = "    a()\n"
        self.assertIn("function-size", rules({"tests/a/a_test.py": f"def f():\n{long * 70}"}))
        text = f"const f = (a: string): void => {{\n{body * 160}}};\n"
        self.assertIn("function-size", rules({"clients/dashboard/test/a.test.ts": text}))

    def test_a_class_or_a_table_is_not_a_function(self):
        text = "namespace a {\nclass B {\n" + "  int a_;\n" * 80 + "};\n"
        text += "const int table[] = {\n" + "  1,\n" * 80 + "};\n}\n"
        self.assertNotIn("function-size", rules({"server/a/a.cpp": text}))

    def test_functions_are_found_through_initialisers_and_comments(self):
        text = ("A::A(int b) : b_{b}, c_{1} {\n" + "  f(); // }\n" * 70 + "}\n"
                'void next() { g("}"); }\n')
        functions, _ = cpp_structure(code_of("a.cpp", text))
        self.assertEqual([f.name for f in functions], ["A::A", "next"])
        self.assertEqual(functions[0].lines, 72)

    def test_parameters(self):
        self.assertEqual(parameters("void f(std::map<int, int> a, int b = g(1, 2))"), ("f", 2))
        self.assertEqual(parameters("std::function<void(int, int)> member"), None)
        self.assertEqual(parameters("auto x = f(1, 2, 3, 4, 5)"), None)
        five = "int a, int b, int c, int d, int e"
        self.assertIn("parameters", rules({"server/a/a.cpp": f"void f({five});\n"}))
        text = f"class A {{ void f({five}) {{}} }};\n"
        self.assertIn("parameters", rules({"server/a/a.cpp": text}))
        for text in (f"void f({five}) override;\n", "void f() { g(1, 2, 3, 4, 5); }\n"):
            self.assertNotIn("parameters", rules({"server/a/a.cpp": text}))

    def test_typescript_functions_end_where_they_end(self):
        code = code_of("a.ts", "function a(x: {y: string}): void {\n  b();\n}\nlet c = 1;\n")
        self.assertEqual([(f.name, f.lines) for f in script_functions(code)], [("a", 3)])


class Calls(unittest.TestCase):
    BANNED = {
        "clock": ("auto a = std::chrono::system_clock::now();", "auto a = steady_clock::now();",
                  "auto a = time(nullptr);", "auto a = std::time(0);", "clock_gettime(a, &b);"),
        "sleep": ("std::this_thread::sleep_for(a);", "sleep(1);", "usleep(1);"),
        "thread": ("std::thread a;", "std::mutex a;", "std::lock_guard a(b);", "std::async(a);",
                   "std::condition_variable a;"),
        "random": ("std::random_device a;", "int a = rand();", "srand(1);"),
        "regex": ("std::regex a;", "std::regex_match(a, b);"),
        "print": ('printf("a");', "std::cout << a;", 'fmt::print("a");', 'std::puts("a");'),
    }

    def test_each_banned_call_is_found(self):
        for rule, calls in self.BANNED.items():
            for call in calls:
                found = rules({"server/engine/a.cpp": f"void f() {{ {call} }}\n"})
                self.assertIn(rule, found, call)

    def test_words_in_comments_and_texts_are_not_calls(self):
        text = '// std::mutex, sleep(1)\nvoid f() { g("printf(std::cout)"); timer.time(a); }\n'
        self.assertEqual(rules({"server/engine/a.cpp": text}), [])

    def test_rooms_and_allowances(self):
        text = "void f() { std::mutex a; }\n"
        path = "server/delivery/curl.cpp"
        tree = {path: text, "server/delivery/curl.hpp": COMMENT,
                "server/app/main.cpp": '#include "delivery/curl.hpp"\n'}
        self.assertEqual(rules({"server/platform/a.cpp": text}), [])
        self.assertEqual(rules(tree), ["thread"])
        self.assertEqual(rules(tree, {("thread", path): "its library blocks"}), [])
        self.assertEqual(rules({}, {("thread", path): "no longer true"}), ["allowance"])


class CoAwait(unittest.TestCase):
    def expect(self, statement, good):
        found = rules({"server/edge/http/a.cpp": f"void f() {{ g(); {statement} }}\n"})
        self.assertEqual("co_await" not in found, good, statement)

    def test_operands_are_names_or_calls_on_names(self):
        self.expect("co_await write(std::move(frame));", True)
        self.expect("auto [error, n] = co_await s.async_read(buffer, as_tuple(token));", True)
        self.expect("if (co_await open()) { call([] { return Type{1}; }); }", True)
        self.expect("while (a[i] < co_await next(b)) { c = d ? e : f; }", True)
        self.expect("spawn(strand, [self]() -> awaitable<void> { co_await self->run(); });", True)

    def test_temporaries_that_the_compiler_destroys_twice(self):
        self.expect("co_await write(Frame{1});", False)
        self.expect("co_await write({1, 2});", False)
        self.expect("send(Frame{1}, co_await read());", False)
        self.expect("co_await (a ? b : c);", False)
        self.expect("auto x = a ? co_await b() : 1;", False)
        self.expect("co_await post([this] { go(); });", False)
        self.expect("if (ready) co_await write(Frame{1});", False)
        self.expect("if (co_await write({1})) { go(); }", False)


class Words(unittest.TestCase):
    def test_headers_open_with_a_comment(self):
        path = "server/engine/a.hpp"
        self.assertEqual(rules(used(path, COMMENT)), [])
        self.assertIn("header-comment", rules(used(path, "#pragma once\nint a;\n")))
        self.assertIn("header-comment", rules(used(path, "\n// Too late.\n#pragma once\n")))
        self.assertIn("header-comment", rules(used(path, "// One.\n// Two.\nint a;\n")))

    def test_names_that_say_nothing(self):
        for path in ("server/engine/alarm_manager.cpp", "server/utils/a.txt",
                     "clients/StateHelper.ts"):
            self.assertIn("name", rules({path: "\n"}), path)
        for text in ("class TokenManager {};", "struct CallData {};", "enum class Process { a };",
                     "using HubInfo = int;"):
            self.assertIn("name", rules({"server/engine/a.cpp": text + "\n"}), text)
        good = "class Database {};\nstruct Metadata {};\nenum class Processed { a };\n"
        self.assertEqual(rules({"server/engine/update_date.cpp": good}), [])

    def test_marks_skips_and_addresses(self):
        planted = {
            "mark": ("// TO" "DO: later", "// FIX" "ME"),
            "skipped-test": ("TEST(A, DIS" "ABLED_B) {}", "  GTEST_" "SKIP();", "it.on" "ly('a')"),
            "machine-path": ("see /wo" "rk/main/a", "cd /ho" "me/anna/ckl", "/ro" "ot/x"),
            "registry": ('"resol' 'ved": "https://a.example/b"', "regi" "stry=https://a.example"),
        }
        for rule, texts in planted.items():
            for text in texts:
                self.assertEqual(rules({"docs/decisions/0001.md": text + "\n"}), [rule], text)
        own_folders = "in build/wo" "rk/a and ~/wo" "rk/b\n"
        self.assertEqual(rules({"docs/decisions/0001.md": own_folders}), [])


class References(unittest.TestCase):
    def test_a_lock_file_that_would_fill_with_addresses(self):
        tree = {"clients/a/package-lock.json": "{}", ".npmrc": "audit=false\n"}
        self.assertEqual(rules(tree), ["lock-file"])
        tree["clients/a/.npmrc"] = "omit-lockfile-registry-resolved=true\n"
        self.assertEqual(rules(tree), [])

    def test_a_header_nobody_includes(self):
        tree = {"server/engine/a.hpp": COMMENT, "server/engine/a.cpp": '#include "engine/a.hpp"\n'}
        self.assertEqual(rules(tree), ["unreferenced"])
        self.assertEqual(rules(used("server/engine/a.hpp", COMMENT)), [])

    def test_a_channel_missing_from_the_list(self):
        listed = used("server/delivery/channels.hpp", COMMENT + "void make_smtp();\n")
        self.assertEqual(rules(listed | {"server/delivery/smtp.cpp": "\n"}), [])
        self.assertEqual(rules(listed | {"server/delivery/fax.cpp": "\n"}), ["unreferenced"])

    def test_a_page_or_module_nobody_mentions(self):
        self.assertEqual(rules({"docs/lonely.md": "a\n"}), ["unreferenced"])
        self.assertEqual(rules({"docs/known.md": "a\n", "README.md": "see docs/known.md\n"}), [])
        module = {"clients/dashboard/src/a.ts": "export const a = 1;\n"}
        self.assertEqual(rules(module), ["unreferenced"])
        importer = {"clients/dashboard/test/a.test.ts": "import '../src/a';\n"}
        self.assertEqual(rules(module | importer), [])

    def test_every_basis_is_tested_and_every_quoted_basis_exists(self):
        table = {"server/domain/procedure.cpp": 'Basis a{"LEH 2006:544 2 kap. 3 §", "", ""};\n'}
        good = {"tests/law/a_test.cpp": "// Basis: LEH 2006:544 2 kap. 3 §\n"}
        wrong = {"tests/law/a_test.cpp": "// Basis: LEH 2006:544 9 kap. 9 §\n"}
        self.assertEqual(rules(table | good), [])
        self.assertEqual(rules(table), ["basis"])
        self.assertEqual(len(list(references.check(table | wrong))), 2)

    def test_bases_over_several_lines_and_several_to_a_quotation(self):
        table = {"server/domain/procedure.cpp":
                 'Basis a{\n    "Programme, section "\n    "One", ""};\nreading("Läsning R04")\n'}
        text = "# Basis: Programme, section\n# One; Läsning R04\nat 02:00Z\n"
        self.assertEqual(rules(table | {"tests/scenarios/a.txt": text}), [])
        told = text.replace("02:00Z", "02:00Z\n# Basis: as the checklist has it (G17).")
        rule = {"server/domain/procedure_more.cpp": 'Rule{.id = "G17"}\n'}
        self.assertEqual(rules(table | rule | {"tests/scenarios/a.txt": told}), [])
        self.assertEqual(rules(table | {"tests/scenarios/a.txt": told}), ["basis"])
        short = "# Basis: Programme, section\nat 02:00Z\n"
        self.assertEqual(rules(table | {"tests/scenarios/a.txt": short}), ["basis"])


class TheTestItself(unittest.TestCase):
    def test_an_empty_tree_is_tidy(self):
        self.assertEqual(rules({}), [])


if __name__ == "__main__":
    unittest.main()
