"""What import-linter cannot say: names that may stand in one place only."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("service/**/*.py"), *ROOT.glob("schemas/**/*.py")])

# A name of another module -> the places (files or folders) where it may be used.
ALLOWED = {
    "os.environ": ["service/config.py", "service/__init__.py"],
    "os.getenv": ["service/config.py"],
    "datetime.now": ["service/cli.py", "service/commands", "service/ingest", "service/evaluation"],
    "datetime.utcnow": [],
    "date.today": ["service/cli.py", "service/commands", "service/ingest", "service/evaluation"],
    "time.time": [
        "service/routes/limits.py",
        "service/cli.py",
        "service/commands",
        "service/ingest",
        "service/evaluation",
    ],
}
OPENSEARCH = [
    path.relative_to(ROOT).as_posix() for path in FILES if path.name.startswith("opensearch_")
]  # loaded on need only: retrieval/archives.py
IMPORTS = {
    "flask": ["service/app.py", "service/wsgi.py", "service/routes"],
    "marshmallow": ["schemas", "service/routes"],
    "onnxruntime": ["service/stance/model.py"],
    "tokenizers": ["service/stance/model.py"],
    "gunicorn": ["service/worker.py"],
    "opensearchpy": OPENSEARCH,
    "tantivy": ["service/retrieval/tantivy_engine.py", "service/retrieval/tantivy_writer.py"],
    "random": ["service/evaluation", "service/ingest"],
}


def stands_in(path, places):
    """Is the file one of these, or in one of these folders?"""
    name = path.relative_to(ROOT).as_posix()
    return any(name == place or name.startswith(f"{place}/") for place in places)


def imported(tree):
    """The top-level modules that a file imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name.split(".")[0] for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_outside_name_stands_where_it_belongs(path):
    tree = ast.parse(path.read_text("utf-8"))
    used = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    misplaced = [name for name, places in ALLOWED.items() if name in used and not stands_in(path, places)]
    misplaced += [name for name, places in IMPORTS.items() if name in imported(tree) and not stands_in(path, places)]
    assert misplaced == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_import_hides_inside_a_function(path):
    functions = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]
    hidden = [node for one in functions for node in ast.walk(one) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert hidden == []
