//! The command in a folder that is not a checkout.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

const OLD: &str = "openapi: 3.1.0\ninfo: {title: T, version: 1.0.0}\npaths:\n  /a:\n    get:\n      responses:\n        '200': {description: Good}\n";

/// Exit code, standard output and standard error there.
fn run(folder: &TempDir, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_contract-first"))
        .args(arguments)
        .current_dir(folder)
        // Cargo sets it for tests, and it names a checkout.
        .env_remove("CARGO_MANIFEST_DIR")
        .output()
        .expect("the command");
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (output.status.code(), out, err)
}

#[test]
fn explain_and_two_documents_need_no_checkout() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("old.yaml"), OLD).unwrap();
    fs::write(folder.path().join("new.yaml"), OLD.replace("/a:", "/b:")).unwrap();

    let (code, out, err) = run(&folder, &["explain", "CF0101"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.starts_with("CF0101 "), "{out}");

    let (code, out, err) = run(&folder, &["breaking", "old.yaml", "old.yaml"]);
    assert_eq!(code, Some(0), "{out}{err}");
    let (code, out, err) = run(&folder, &["breaking", "old.yaml", "new.yaml"]);
    assert_eq!(code, Some(5), "{out}{err}");
    assert!(out.contains("old.yaml:5:5"), "{out}");

    // A checkout that was named must be there.
    let (code, _, err) = run(
        &folder,
        &["breaking", "old.yaml", "new.yaml", "--root", "."],
    );
    assert_eq!(code, Some(1), "{err}");
    assert!(err.contains("has no `openapi` folder"), "{err}");
}

#[test]
fn other_commands_ask_for_one() {
    let folder = TempDir::new().unwrap();
    for arguments in [
        &["lint"][..],
        &["drift"],
        &["breaking"],
        &["generate"],
        &["import", "a.json"],
    ] {
        let (code, out, err) = run(&folder, arguments);
        assert_eq!(code, Some(1), "{arguments:?}: {out}{err}");
        assert!(err.contains("name it with --root"), "{arguments:?}: {err}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
