use std::path::Path;
use std::process::Command;

const OPERATIONS: &str = include_str!("../../docs/operations.md");

/// The `bash` blocks under a heading of the page: how to back up, and how to restore.
pub(crate) fn blocks(heading: &str) -> [&'static str; 2] {
    let (_, section) = OPERATIONS
        .split_once(&format!("\n### {heading}\n"))
        .expect("a section");
    let section = section.split("\n### ").next().expect("a section");
    let blocks = section.split("\n```bash\n").skip(1);
    let blocks: Vec<_> = blocks
        .filter_map(|rest| rest.split("\n```").next())
        .collect();
    blocks.try_into().expect("two blocks")
}

/// Runs a block as an administrator would, and answers what it prints.
pub(crate) fn run(block: &str, folder: &Path, environment: &[(&str, &str)]) -> String {
    let program = accounts_tests::accounts_server();
    let programs = program.parent().expect("a folder").display();
    let given = environment.iter().find(|(name, _)| *name == "PATH");
    let path = given.map(|(_, path)| (*path).to_owned());
    let path = path.or(std::env::var("PATH").ok()).expect("a search path");
    let output = Command::new("bash")
        .args(["-euc", block])
        .current_dir(folder)
        .envs(environment.iter().copied())
        .env("PATH", format!("{programs}:{path}"))
        .output()
        .expect("a shell");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{block}: {said}");
    String::from_utf8(output.stdout).expect("UTF-8")
}
