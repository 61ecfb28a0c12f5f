use std::collections::{BTreeMap, BTreeSet};

use crate::backend::{Fragment, Import};

/// Longest line, in characters.
const WIDTH: usize = 120;

/// The modules of Python itself (`sys.stdlib_module_names` of 3.11): formatters sort them before all others.
const STANDARD_LIBRARY: &str = "abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect \
    builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall \
    concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm \
    decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp \
    fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip \
    hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword \
    lib2to3 linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt \
    multiprocessing netrc nis nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev pathlib \
    pdb pickle pickletools pipes pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd \
    py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter runpy \
    sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd \
    sqlite3 sre_compile sre_constants sre_parse ssl stat statistics string stringprep struct subprocess sunau \
    symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios textwrap this threading time timeit \
    tkinter token tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata \
    unittest urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp \
    zipfile zipimport zlib zoneinfo";

/// A module whose members are reached by its name. With an underscore in front, that is no name of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Module {
    /// The functions that make calls.
    Calls,
    Datetime,
    /// The errors of the API.
    Errors,
    Httpx,
    /// What models are made of.
    Model,
    /// The types of the API.
    Models,
    /// The types that go with the bodies of responses.
    Contents,
    /// The bodies that are read while they come.
    Openings,
    /// The functions that write parameters.
    Parameters,
    Pydantic,
    /// What such bodies are read with.
    Streams,
}

impl Module {
    const ALL: [Self; 11] = [
        Self::Calls,
        Self::Contents,
        Self::Datetime,
        Self::Errors,
        Self::Httpx,
        Self::Model,
        Self::Models,
        Self::Openings,
        Self::Parameters,
        Self::Pydantic,
        Self::Streams,
    ];

    /// Where it is, and its name in code.
    fn place(self) -> (&'static str, &'static str) {
        match self {
            Self::Calls => (".", "_calls"),
            Self::Contents => (".", "_contents"),
            Self::Datetime => ("datetime", "_datetime"),
            Self::Errors => (".", "_errors"),
            Self::Httpx => ("httpx", "httpx"),
            Self::Model => (".", "_model"),
            Self::Models => (".", "_models"),
            Self::Openings => (".", "_openings"),
            Self::Parameters => (".", "_parameters"),
            Self::Pydantic => ("pydantic", "_pydantic"),
            Self::Streams => (".", "_streams"),
        }
    }

    /// Its statement, where it does not stand in a list of names.
    fn statement(self) -> Option<&'static str> {
        match self {
            Self::Calls | Self::Model | Self::Openings | Self::Parameters => None,
            Self::Contents => Some("from . import contents as _contents"),
            Self::Datetime => Some("import datetime as _datetime"),
            Self::Errors => Some("from . import errors as _errors"),
            Self::Httpx => Some("import httpx"),
            Self::Models => Some("from . import models as _models"),
            Self::Pydantic => Some("import pydantic as _pydantic"),
            Self::Streams => Some("from . import streams as _streams"),
        }
    }

    pub fn import(self) -> Import {
        let (module, name) = self.place();
        let [module, name] = [module, name].map(str::to_owned);
        Import { module, name }
    }

    /// The same code, which uses its members.
    pub fn needed(self, code: Fragment) -> Fragment {
        let (module, name) = self.place();
        code.with(module, name)
    }

    /// A member of it, or a call of one.
    pub fn member(self, code: &str) -> Fragment {
        let (module, name) = self.place();
        Fragment::plain(format!("{name}.{code}")).with(module, name)
    }
}

/// Where a module comes from, in the order in which imports stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    StandardLibrary,
    Package,
    /// This package.
    Own,
}

impl Origin {
    fn of(module: &str) -> Self {
        match module {
            relative if relative.starts_with('.') => Self::Own,
            module if is_standard(module) => Self::StandardLibrary,
            _ => Self::Package,
        }
    }
}

fn is_standard(module: &str) -> bool {
    let top = module.split('.').next();
    STANDARD_LIBRARY
        .split_whitespace()
        .any(|name| Some(name) == top)
}

/// The lines that import names, as formatters sort them; a blank line between groups.
pub fn lines(imports: &BTreeSet<Import>) -> Vec<String> {
    let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    // Modules stand before names, and a name under another behind its module's list.
    let mut statements = BTreeSet::new();
    for import in imports {
        let mut modules = Module::ALL.into_iter();
        let module = modules.find(|module| module.import() == *import);
        let Import { module: from, name } = import;
        match module.and_then(Module::statement) {
            Some(statement) => {
                let origin = Origin::of(from);
                let of_names = origin == Origin::Own;
                statements.insert((origin, of_names, from.as_str(), true, statement.to_owned()));
            }
            None => names.entry(from).or_default().push(name),
        }
    }
    for (module, mut names) in names {
        names.sort_by_key(|name| sorting_key(name));
        let line = format!("from {module} import {}", names.join(", "));
        let code = match line.len() <= WIDTH {
            true => line,
            false => {
                let names: String = names.iter().map(|name| format!("    {name},\n")).collect();
                format!("from {module} import (\n{names})")
            }
        };
        statements.insert((Origin::of(module), true, module, false, code));
    }
    let mut groups: BTreeMap<Origin, Vec<String>> = BTreeMap::new();
    for (origin, .., code) in statements {
        groups.entry(origin).or_default().push(code);
    }
    let groups: Vec<_> = groups.into_values().collect();
    groups.join(&String::new())
}

/// Names from elsewhere, each with its module.
pub fn imports<const N: usize>(names: [(&str, &str); N]) -> BTreeSet<Import> {
    let imports = names.map(|(module, name)| Import {
        module: module.to_owned(),
        name: name.to_owned(),
    });
    imports.into()
}

/// The order in which formatters sort the names of an import: constants, classes, others; without case, and numbers by their worth.
pub fn sorting_key(name: &str) -> (u8, Vec<Part>, String) {
    let is_constant = name.len() > 1 && !name.contains(|c: char| c.is_ascii_lowercase());
    let kind = match name.starts_with(|c: char| c.is_ascii_uppercase()) {
        true if is_constant => 0,
        true => 1,
        false => 2,
    };
    let mut parts = Vec::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let end = match first.is_ascii_digit() {
            true => rest.find(|c: char| !c.is_ascii_digit()),
            false => Some(first.len_utf8()),
        };
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        parts.push(match first {
            '0'..='9' => Part::Number(part.len(), part.to_owned()),
            letter => Part::Letter(letter.to_ascii_lowercase()),
        });
        rest = after;
    }
    (kind, parts, name.to_owned())
}

/// A part of a name that is sorted by itself; digits stand before letters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Longer ones are larger.
    Number(usize, String),
    Letter(char),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_as_formatters_sort_them() {
        let mut names = ["Use10", "ABc", "a", "Use2", "AB", "Abd", "UseA", "A", "A2"];
        names.sort_by_key(|name| sorting_key(name));
        assert_eq!(
            names,
            ["A2", "AB", "A", "ABc", "Abd", "Use2", "Use10", "UseA", "a"]
        );
    }

    #[test]
    fn imports_are_grouped_by_origin() {
        let mut found = imports([
            ("._call", "Response"),
            ("._call", "Call"),
            ("._settings", "TIMEOUT"),
            ("pydantic", "AwareDatetime"),
            ("typing", "Any"),
        ]);
        found.extend(Module::ALL.map(Module::import));
        assert_eq!(
            lines(&found),
            [
                "import datetime as _datetime",
                "from typing import Any",
                "",
                "import httpx",
                "import pydantic as _pydantic",
                "from pydantic import AwareDatetime",
                "",
                "from . import _calls, _model, _openings, _parameters",
                "from . import contents as _contents",
                "from . import errors as _errors",
                "from . import models as _models",
                "from . import streams as _streams",
                "from ._call import Call, Response",
                "from ._settings import TIMEOUT",
            ]
        );
        assert!(lines(&BTreeSet::new()).is_empty());
    }

    #[test]
    fn a_long_list_of_names_is_broken() {
        let names = ["a", "b", "c"].map(|letter| letter.repeat(40));
        let [a, b, c] = [0, 1, 2].map(|index| names[index].as_str());
        let found = imports([("m", a), ("m", b), ("m", c)]);
        let broken = format!("from m import (\n    {a},\n    {b},\n    {c},\n)");
        assert_eq!(lines(&found), [broken]);
    }
}
