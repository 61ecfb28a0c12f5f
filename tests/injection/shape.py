"""The shape of each Python file and manifest below a folder: all but the text of literals and docstrings and the spelling of names.

Prints a JSON object: for each file a list of [what, line]. Python warns of nothing, and runs no docstring as a test.
"""

import ast
import doctest
import json
import sys
import tomllib
import warnings
from pathlib import Path

# What a manifest takes from a document. All else is the same for every document.
FROM_DOCUMENT = {"name", "version", "description", "license"}


def python(path):
    text = path.read_text()
    tree = ast.parse(text, str(path))
    compile(text, str(path), "exec", dont_inherit=True)
    found = []
    nodes(tree, found)
    examples = doctest.DocTestParser().get_examples(text)
    found.extend([f"doctest {example.source}", example.lineno + 1] for example in examples)
    return found


def nodes(node, found):
    # A docstring, of whatever.
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
        return
    what = type(node).__name__
    if isinstance(node, ast.Constant):
        what += " str" if isinstance(node.value, str) else f" {node.value!r}"
    found.append([what, getattr(node, "lineno", 0)])
    for child in ast.iter_child_nodes(node):
        nodes(child, found)


def manifest(value, at, found):
    if isinstance(value, dict):
        for key, inner in value.items():
            manifest(inner, [*at, key], found)
    elif at[-1] in FROM_DOCUMENT and isinstance(value, str):
        found.append([".".join(at) + " is a text", 0])
    else:
        found.append([".".join(at) + " = " + json.dumps(value), 0])


def shape(path):
    if path.suffix == ".py":
        return python(path)
    found = []
    read = tomllib.loads if path.suffix == ".toml" else json.loads
    manifest(read(path.read_text()), [path.name], found)
    return found


warnings.simplefilter("error")
root = Path(sys.argv[1])
files = [path for path in sorted(root.rglob("*")) if path.suffix in {".py", ".toml", ".json"}]
shapes = {}
for path in files:
    try:
        shapes[path.relative_to(root).as_posix()] = shape(path)
    except (SyntaxError, SyntaxWarning, DeprecationWarning, ValueError) as error:
        sys.exit(f"{path}: {error!r}")
print(json.dumps(shapes))
