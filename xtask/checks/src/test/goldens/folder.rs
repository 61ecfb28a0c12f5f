use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use contract_first::diff::unified;
use contract_first::files::{below, files_below};

use super::hashes::changed_rows;

/// Most differing files that are shown.
const MAX_SHOWN: usize = 8;

/// Golden files by their path in `tests/goldens`.
pub type Files = BTreeMap<String, String>;

/// Compares what was made with the files that were kept.
///
/// # Errors
/// A difference: what changed, and the command that takes it over.
pub fn compare(kept: &Files, made: &Files, update: &str) -> Result<()> {
    let mut differences = Vec::new();
    let names: BTreeSet<_> = kept.keys().chain(made.keys()).collect();
    for name in names {
        let (old, new) = (kept.get(name), made.get(name));
        if old != new {
            differences.push(difference(name, old, new));
        }
    }
    if differences.is_empty() {
        return Ok(());
    }
    let more = differences.len().saturating_sub(MAX_SHOWN);
    differences.truncate(MAX_SHOWN);
    if more > 0 {
        differences.push(format!("... {more} more files differ"));
    }
    bail!(
        "{}\nThe output changed. If this is intended, run `{update}`, and commit tests/goldens with the change.",
        differences.join("\n")
    )
}

/// Writes what was made in place of that part of the goldens; how many files changed.
///
/// # Errors
/// When the folder cannot be written.
pub fn replace(folder: &Path, part: &str, made: &Files) -> Result<usize> {
    let kept = read(folder, part)?;
    let mut count = 0;
    for name in kept.keys().filter(|name| !made.contains_key(*name)) {
        fs::remove_file(below(folder, name))?;
        count += 1;
    }
    for (name, text) in made {
        if kept.get(name) == Some(text) {
            continue;
        }
        let path = below(folder, name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        count += 1;
    }
    Ok(count)
}

/// The files of a part of the goldens.
///
/// # Errors
/// When one cannot be read.
pub fn read(folder: &Path, part: &str) -> Result<Files> {
    let mut files = Files::new();
    for name in files_below(&below(folder, part))? {
        let name = format!("{part}/{name}");
        let text = fs::read_to_string(below(folder, &name))
            .with_context(|| format!("cannot read tests/goldens/{name}"))?;
        files.insert(name, text.replace("\r\n", "\n"));
    }
    Ok(files)
}

fn difference(name: &str, old: Option<&String>, new: Option<&String>) -> String {
    let (old, new) = match (old, new) {
        (Some(old), Some(new)) => (old, new),
        (None, _) => return format!("tests/goldens/{name}: missing"),
        (_, None) => return format!("tests/goldens/{name}: no longer generated"),
    };
    let name = format!("tests/goldens/{name}");
    if name.ends_with(".tsv") {
        format!("{name}:\n{}", changed_rows(old, new))
    } else {
        unified(old, new, &name, "now")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_shown_with_the_command_that_takes_it_over() {
        let folder = tempfile::tempdir().unwrap();
        let made = |text: &str| {
            Files::from([
                ("a/one.json".to_owned(), text.to_owned()),
                ("a/two.tsv".to_owned(), "x\t1\n".to_owned()),
            ])
        };
        assert_eq!(replace(folder.path(), "a", &made("{}\n")).unwrap(), 2);
        let kept = read(folder.path(), "a").unwrap();
        compare(&kept, &made("{}\n"), "update").unwrap();
        let error = compare(&kept, &made("[]\n"), "update").unwrap_err();
        let error = error.to_string();
        assert!(
            error.contains("one.json") && error.contains("[]"),
            "{error}"
        );
        assert!(error.contains("run `update`"), "{error}");
        assert!(!error.contains("two.tsv"), "{error}");
        let fewer = Files::from([("a/one.json".to_owned(), "{}\n".to_owned())]);
        let error = compare(&kept, &fewer, "update").unwrap_err();
        assert!(error.to_string().contains("no longer generated"));
        assert_eq!(replace(folder.path(), "a", &fewer).unwrap(), 1);
        compare(&read(folder.path(), "a").unwrap(), &fewer, "update").unwrap();
        assert_eq!(read(folder.path(), "b").unwrap(), Files::new());
    }
}
