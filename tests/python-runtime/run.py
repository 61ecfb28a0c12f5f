"""Runs the tests of the Python clients' runtime, and names its functions that none of them calls: `run.py RUNTIME`."""

from __future__ import annotations

import ast
import sys
import threading
import unittest
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

CALLED: set[CodeType] = set()


def note(frame: FrameType, event: str, argument: Any) -> None:
    if event == "call":
        CALLED.add(frame.f_code)


def functions(file: Path) -> dict[int, str]:
    """The functions of a module by the line that they begin with, decorators included."""
    found: dict[int, str] = {}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            found[first] = node.name
    return found


def main(runtime: Path) -> int:
    sys.path.insert(0, str(runtime.parent))
    sys.setprofile(note)
    threading.setprofile(note)
    tests = unittest.defaultTestLoader.discover(str(Path(__file__).parent))
    result = unittest.TextTestRunner().run(tests)
    sys.setprofile(None)
    called = {(Path(code.co_filename).resolve(), code.co_firstlineno) for code in CALLED}
    missing = [
        f"{file.name}:{line} {name}"
        for file in sorted(runtime.resolve().glob("*.py"))
        for line, name in sorted(functions(file).items())
        if (file, line) not in called
    ]
    for function in missing:
        print(f"no test calls {function}")
    return 0 if result.wasSuccessful() and result.testsRun and not missing else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
