use std::collections::{BTreeMap, BTreeSet};

use contract_first::text::is_printable;

use super::shape::Shapes;

/// The module of the tag, whose name is the document's.
const TAG: &str = "src/apis/TAG.rs";

/// Names of files that Windows keeps for devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com1", "lpt1"];

/// What is wrong with the files of a package, whatever is in them.
pub fn faults(files: &BTreeMap<String, String>) -> Vec<String> {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for (path, text) in files {
        let safe = |part: &str| {
            let legal = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
            let stem = part.split('.').next().unwrap_or_default().to_lowercase();
            part.chars().all(legal) && !part.starts_with('-') && !DEVICES.contains(&stem.as_str())
        };
        if !path.split('/').all(safe) {
            faults.push(format!("{path:?}: not a safe file name"));
        }
        if !seen.insert(path.to_lowercase()) {
            faults.push(format!(
                "{path}: another file has the same name except for case"
            ));
        }
        // Cargo hands what is there to the compiler in environment variables.
        if path.ends_with("Cargo.toml") && text.contains("\\u0000") {
            faults.push(format!("{path}: contains a NUL"));
        }
        for (number, line) in text.split('\n').enumerate() {
            if let Some(found) = line.chars().find(|c| !is_printable(*c)) {
                faults.push(format!("{path}:{}: {found:?} in {line:?}", number + 1));
            }
        }
    }
    faults
}

/// The first difference of each file from the harmless twin; `text` is a file's.
pub fn differences(twin: &Shapes, shapes: &Shapes, text: impl Fn(&str) -> String) -> Vec<String> {
    let by_name = |shapes: &Shapes| -> BTreeMap<String, String> {
        let names = shapes.keys();
        names
            .map(|name| (plain(name, shapes), name.clone()))
            .collect()
    };
    let (expected, found) = (by_name(twin), by_name(shapes));
    let mut differences = Vec::new();
    for (plain, name) in &found {
        let Some(other) = expected.get(plain) else {
            differences.push(format!("{name}: harmless texts produce no such file"));
            continue;
        };
        let (expected, found) = (&twin[other], &shapes[name]);
        let length = expected.len().max(found.len());
        let what =
            |shape: &[(String, usize)], at: usize| shape.get(at).map(|(what, _)| what.clone());
        if let Some(at) = (0..length).find(|at| what(expected, *at) != what(found, *at)) {
            let line = found.get(at).or(found.last()).map_or(0, |(_, line)| *line);
            let shown = text(name)
                .lines()
                .nth(line.saturating_sub(1))
                .unwrap_or_default()
                .to_owned();
            differences.push(format!(
                "{name}:{line}: {} where harmless texts produce {}: {shown}",
                what(found, at).unwrap_or_else(|| "the end".to_owned()),
                what(expected, at).unwrap_or_else(|| "the end".to_owned()),
            ));
        }
    }
    let missing = expected
        .iter()
        .filter(|(plain, _)| !found.contains_key(*plain));
    differences.extend(missing.map(|(_, name)| format!("{name}: missing")));
    differences
}

/// A path without what the document says.
fn plain(path: &str, shapes: &Shapes) -> String {
    let is_tag = path.starts_with("src/apis/") && path != "src/apis/mod.rs";
    match is_tag && shapes.contains_key("src/apis/mod.rs") {
        true => TAG.to_owned(),
        false => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test::injection::shape::{markdown, rust};

    #[test]
    fn code_of_the_document_is_found() {
        let of = |text: &str| Shapes::from([("src/lib.rs".to_owned(), rust(text).unwrap())]);
        let twin = of("/// Word.\nfn word() { say(\"word\"); }");
        let compared = |text: &str| differences(&twin, &of(text), |_| text.to_owned());
        assert!(
            compared("/// */ evil\n/// evil\nfn r#type() { evil(\"\\\"; evil()\"); }").is_empty()
        );
        let found = compared("/// Word.\nfn evil() {}\nfn word() { say(\"word\"); }");
        assert_eq!(
            found,
            ["src/lib.rs:2: end where harmless texts produce name: fn evil() {}"]
        );
        assert!(!compared("/// <script>\nfn word() { say(\"word\"); }").is_empty());
        assert!(
            !compared("/// ```\n/// evil();\n/// ```\nfn word() { say(\"word\"); }").is_empty()
        );
        assert_ne!(markdown("# a\n"), markdown("# a\n\n[b](c)\n"));
        let what = |text: &str| {
            markdown(text)
                .into_iter()
                .map(|(what, _)| what)
                .collect::<Vec<_>>()
        };
        assert_eq!(what("# a\n\nb\n"), what("# c d\\_e\n\nf\ng\n"));
    }

    #[test]
    fn faults_of_files_are_found() {
        let files = [
            ("a.rs", "x"),
            ("A.rs", "x\u{202e}"),
            ("con.rs", ""),
            ("a b", ""),
            ("Cargo.toml", "license = \"\\u0000\""),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
        assert_eq!(faults(&BTreeMap::from(files)).len(), 5);
    }
}
