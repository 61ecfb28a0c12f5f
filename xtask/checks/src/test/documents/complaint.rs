use std::collections::BTreeMap;

use super::outcome::general;

/// What compilers say that an error is, without the names of the document; each with one example.
pub fn causes(complaints: &str) -> BTreeMap<String, String> {
    let mut causes = BTreeMap::new();
    let lines: Vec<_> = complaints.lines().skip(1).collect();
    for (at, line) in lines.iter().enumerate() {
        let Some(message) = message(line) else {
            continue;
        };
        // rustc says where on the next line.
        let place = lines.get(at + 1).filter(|next| next.contains("-->"));
        let place = place.map_or("", |next| next.trim());
        causes
            .entry(unnamed(message))
            .or_insert_with(|| format!("{} {place}", line.trim()).trim().to_owned());
    }
    if causes.is_empty() {
        // A traceback ends with what happened; a tool that was killed has said nothing.
        let last = lines.iter().rfind(|line| !line.trim().is_empty());
        let last = last.map_or("no message", |line| line.trim());
        causes.insert(unnamed(last), last.to_owned());
    }
    causes
}

/// The message of a line: of rustc, tsc or mypy.
fn message(line: &str) -> Option<&str> {
    let of_cargo = ["error: could not compile", "error: aborting"];
    if of_cargo.iter().any(|start| line.starts_with(start)) {
        return None;
    }
    if line.starts_with("error") {
        return Some(line);
    }
    let found = line
        .split_once("): error ")
        .or_else(|| line.split_once(": error: "));
    found.map(|(_, message)| message)
}

fn unnamed(message: &str) -> String {
    // The number is the error's, not the document's.
    let (code, rest) = match message.split_once(": ") {
        Some((code, rest)) if code.starts_with("TS") || code.starts_with("error[") => (code, rest),
        _ => ("", message),
    };
    let rest = ['`', '"', '\'']
        .into_iter()
        .fold(rest.to_owned(), |text, quote| general(&text, quote));
    match code {
        "" => rest,
        code => format!("{code}: {rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_compiler_names_its_causes() {
        let text = "`cargo check` (exit status: 101)\nerror[E0412]: cannot find type `A` in this scope\n  --> src/models.rs:7:3\nerror[E0412]: cannot find type `B` in this scope\nerror: unused import: `C`\nerror: could not compile `document-client` (lib) due to 3 previous errors\nsrc/a.ts(3,4): error TS2304: Cannot find name 'D'.\na/models.py:9: error: Name \"e\" is not defined  [name-defined]";
        let found = causes(text);
        let names: Vec<_> = found.keys().map(String::as_str).collect();
        let expected = [
            "Name \"…\" is not defined  [name-defined]",
            "TS2304: Cannot find name '…'.",
            "error: unused import: `…`",
            "error[E0412]: cannot find type `…` in this scope",
        ];
        assert_eq!(names, expected);
        assert_eq!(
            found[expected[3]],
            "error[E0412]: cannot find type `A` in this scope --> src/models.rs:7:3"
        );
    }

    #[test]
    fn a_traceback_says_it_last() {
        let found = causes(
            "`python` (exit status: 1)\nTraceback:\n  File \"a.py\"\nNameError: name 'x' is not defined\n",
        );
        assert!(
            found.contains_key("NameError: name '…' is not defined"),
            "{found:?}"
        );
    }
}
