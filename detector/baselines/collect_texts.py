#!/usr/bin/env python3
"""Collects texts of people for `stillwatch simulate --texts FOLDER` from Debian's packages.

    detector/baselines/collect_texts.py FOLDER

Needs Debian 12, python3 and its package lists (`apt-get update`); downloads some 110 MB, installs
nothing. Manuals, help pages and books give passages, their headings topics, what they ask
questions; sources give functions. The same packages give the same folder. Texts stay under their
packages' licences: they are for learning and for trying things out, not for handing on.
"""

import ast
import gzip
import hashlib
import html.parser
import pathlib
import re
import subprocess
import sys
import tempfile

# Language, subject, package, and which of its files.
SOURCES = [
    ("en", "office", "libreoffice-help-en-us", r"\.html$"),
    ("de", "office", "libreoffice-help-de", r"\.html$"),
    ("es", "office", "libreoffice-help-es", r"\.html$"),
    ("hi", "office", "libreoffice-help-hi", r"\.html$"),
    ("id", "office", "libreoffice-help-id", r"\.html$"),
    ("ja", "office", "libreoffice-help-ja", r"\.html$"),
    ("ko", "office", "libreoffice-help-ko", r"\.html$"),
    ("ru", "office", "libreoffice-help-ru", r"\.html$"),
    ("zh", "office", "libreoffice-help-zh-cn", r"\.html$"),
    ("en", "manuals", "manpages", r"/man/man\d/"),
    ("en", "programming", "manpages-dev", r"/man/man\d/"),
    ("de", "manuals", "manpages-de", r"/man/de/man\d/"),
    ("es", "manuals", "manpages-es", r"/man/es/man\d/"),
    ("ja", "manuals", "manpages-ja", r"/man/ja/man\d/"),
    ("ru", "manuals", "manpages-ru", r"/man/ru/man\d/"),
    ("zh", "manuals", "manpages-zh", r"/man/zh_CN/man\d/"),
    ("en", "system", "debian-reference-en", r"\.en\.html$"),
    ("de", "system", "debian-reference-de", r"\.de\.html$"),
    ("es", "system", "debian-reference-es", r"\.es\.html$"),
    ("ja", "system", "debian-reference-ja", r"\.ja\.html$"),
    ("zh", "system", "debian-reference-zh-cn", r"\.zh-cn\.html$"),
    ("en", "faq", "debian-faq", r"\.en\.html$"),
    ("de", "faq", "debian-faq-de", r"\.de\.html$"),
    ("ja", "faq", "debian-faq-ja", r"\.ja\.html$"),
    ("ru", "faq", "debian-faq-ru", r"\.ru\.html$"),
    ("zh", "faq", "debian-faq-zh-cn", r"\.zh-cn\.html$"),
    ("en", "sayings", "fortunes", r"/fortunes/[a-z]+$"),
    ("de", "sayings", "fortunes-de", r"/fortunes/de/[a-z]+$"),
    ("es", "sayings", "fortunes-es", r"/fortunes/es/[a-z.]+$"),
    ("ru", "sayings", "fortunes-ru", r"/fortunes/ru/[a-z]+$"),
    ("en", "standard-library", "libpython3.11-stdlib", r"\.py$"),
]
# The guide for installing is in many languages in one package.
GUIDE = "installation-guide-amd64"
GUIDE_LANGUAGES = {"en": "en", "de": "de", "es": "es", "ja": "ja", "ko": "ko", "ru": "ru", "zh": "zh_CN"}

MOST_OF_A_KIND = 4000
WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class Page(html.parser.HTMLParser):
    """Headings and paragraphs."""

    BLOCKS = {"p", "li", "td", "dd", "dt", "pre", "h1", "h2", "h3", "h4", "title"}

    def __init__(self):
        super().__init__()
        self.headings, self.paragraphs = [], []
        self._open, self._text, self._skipped = None, [], 0

    def _end(self):
        text = " ".join("".join(self._text).split())
        if text and self._open is not None:
            heading = self._open in ("h1", "h2", "h3", "h4", "title")
            (self.headings if heading else self.paragraphs).append(text)
        self._open, self._text = None, []

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "style"):
            self._skipped += 1
        elif tag in self.BLOCKS:
            self._end()
            self._open = tag

    def handle_endtag(self, tag):
        if tag in ("script", "style"):
            self._skipped -= 1
        elif tag in self.BLOCKS:
            self._end()

    def handle_data(self, data):
        if self._skipped == 0:
            self._text.append(data)


def from_html(text):
    page = Page()
    page.feed(text)
    page.close()
    return page.headings, page.paragraphs


def from_manual(text):
    headings, paragraphs, lines = [], [], []

    def end():
        if lines:
            paragraphs.append(" ".join(lines))
            lines.clear()

    for line in text.splitlines():
        line = re.sub(r"\\f(\[[^]]*\]|\(..|.)|\\[&,/|]", "", line).replace("\\-", "-")
        if line.startswith((".SH", ".SS")):
            end()
            headings.append(line[3:].strip().strip('"'))
        elif line.startswith((".B ", ".I ", ".BR ", ".IR ", ".BI ", ".RB ")):
            lines.append(line.split(" ", 1)[1].replace('"', ""))
        elif line.startswith((".", "'")) or not line.strip():
            end()
        elif "\\" not in line:
            lines.append(line.strip())
    end()
    return headings, paragraphs


def from_python(text):
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError):
        return []
    found = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return [ast.get_source_segment(text, node) or "" for node in found]


def units(text):
    """About as many letters as it would have in a narrow script."""
    return len(text) + 2 * len(WIDE.findall(text))


def questions_of(texts):
    for text in texts:
        for sentence in re.findall(r"[^.!?。？！؟।]+[?？؟]", text):
            yield sentence.strip(" -*0123456789.)")


def choose(texts, least, most):
    """Those that are neither too short nor too long, each once, so many by their hashes."""
    fitting = {text for text in texts if least <= units(text) <= most and "\n\n" not in text}
    by_hash = sorted(fitting, key=lambda text: hashlib.sha256(text.encode()).digest())
    return by_hash[:MOST_OF_A_KIND]


def read(path):
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    return data.decode("utf-8", "replace")


def unpack(package, folder):
    downloaded = subprocess.run(["apt-get", "download", "-q", "-o", "APT::Sandbox::User=root", package], cwd=folder, stdout=subprocess.DEVNULL)
    if downloaded.returncode != 0:
        sys.exit(f"cannot download {package}; apt-get says why above. Does `apt-get update` work here?")
    (archive,) = folder.glob("*.deb")
    subprocess.run(["dpkg-deb", "-x", archive, folder / "files"], check=True)
    return sorted(path for path in (folder / "files").rglob("*") if path.is_file() and not path.is_symlink())


def write(folder, language, kind, subject, texts):
    if texts:
        path = folder / f"{language}.{kind}.{subject}.txt"
        path.write_text("\n\n".join(texts) + "\n")


def collect(folder, language, subject, paths):
    headings, paragraphs, functions = [], [], []
    for path in paths:
        text = read(path)
        if path.suffix == ".py":
            functions += from_python(text)
            continue
        if subject == "sayings":
            paragraphs += [" ".join(part.split()) for part in text.split("\n%\n")]
            continue
        found = from_html(text) if path.suffix == ".html" else from_manual(text)
        headings += found[0]
        paragraphs += found[1]
    write(folder, language, "topics", subject, choose(headings, 6, 80))
    write(folder, language, "questions", subject, choose(questions_of(headings + paragraphs), 20, 300))
    write(folder, language, "passages", subject, choose(paragraphs, 60, 4000))
    write(folder, language, "code", subject, choose((re.sub(r"\n\s*\n", "\n", f) for f in functions), 120, 3000))


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [(package, [(language, subject, pattern)]) for language, subject, package, pattern in SOURCES]
    guide = [(language, "installing", rf"/{name}/.*\.html$") for language, name in GUIDE_LANGUAGES.items()]
    for package, parts in wanted + [(GUIDE, guide)]:
        print(package, file=sys.stderr)
        with tempfile.TemporaryDirectory() as scratch:
            paths = unpack(package, pathlib.Path(scratch))
            for language, subject, pattern in parts:
                chosen = [path for path in paths if re.search(pattern, str(path).removesuffix(".gz"))]
                if not chosen:
                    sys.exit(f"{package} has no files like {pattern}; see what it has with dpkg-deb -c")
                collect(folder, language, subject, chosen)


if __name__ == "__main__":
    main()
