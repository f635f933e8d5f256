"""Names that must differ since the sources of a folder are compiled together."""

import re
from collections import defaultdict

LOCAL_NAMESPACE = re.compile(r"^namespace \{$(.*?)^\}  // namespace$", re.DOTALL | re.MULTILINE)
# What begins a line there: a type, a function or a constant. An alias may be repeated if it means the same.
DEFINITION = re.compile(
    r"^(?!TEST|COROUTINE_TEST|BENCHMARK|INSTANTIATE|using |namespace |template|return\b|public:|private:)"
    r"(?:(?:class|struct|enum class|enum|union) (?P<type>\w+)\b(?![^{;\n]*;)"
    r"|(?:[\w:<>,&*\[\]]+ )*?[\w:<>,&*\[\]]+[ &*]+(?P<value>\w+)(?=\(| = |\{|\[))",
    re.MULTILINE,
)
ALIAS = re.compile(r"^using (?P<alias>\w+) = (?P<meaning>[^;]*);", re.MULTILINE)


def local_names(source):
    """(name, what it stands for, offset) of all that the source keeps to itself; overloads in one file are one name."""
    for namespace in LOCAL_NAMESPACE.finditer(source.text):
        begin, end = namespace.span(1)
        body = source.code[begin:end]
        for match in DEFINITION.finditer(body):
            yield match["type"] or match["value"], source.path, begin + match.start()
        for match in ALIAS.finditer(body):
            yield match["alias"], match["meaning"], begin + match.start()


def repeated_local_names(sources):
    """Compiled together, two files share their anonymous namespace: a second definition is an error at best, and at
    worst an overload that is chosen silently."""
    known = defaultdict(dict)
    for source in sources:
        if not source.path.endswith(".cc") or source.path.endswith("_fuzzer.cc"):
            continue
        # All benchmarks are one program; the tests of a folder are another one than its code.
        program = "benchmarks" if source.path.endswith("_benchmark.cc") else (source.folder, source.is_test)
        for name, meaning, offset in local_names(source):
            first_path, first_meaning = known[program].setdefault(name, (source.path, meaning))
            if first_path != source.path and first_meaning != meaning:
                yield source.finding(offset, f"'{name}' is a local name of {first_path} too, and both are compiled "
                                     "together: choose another name, or share it")
