use std::fs;

use accounts_tests::Installation;
use accounts_tests::published::PublishedService;

const PAGE: &str = include_str!("../../docs/drop-in.md");

const START: &str = "```text\n$ accounts-server parity ";

/// The command of the page, and what it is said to print.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn command_of_the_page() {
    let (_, block) = PAGE.split_once(START).expect("the command");
    let (block, _) = block.split_once("\n```").expect("its end");
    let (command, shown) = block.split_once('\n').expect("its output");
    let service = Installation::new().serve();
    let key = service.key();
    fs::write(service.installation().folder().join("key"), &key).expect("written");
    let published = PublishedService::start(&key).await;
    let ours = format!("http://{}", service.address());
    let reference = published.url();
    let words = command.split(' ').map(|word| match word {
        "https://api.example.com" => reference.as_str(),
        word => word,
    });
    let further = ["--ours", &ours, "--per-second", "20"];
    let line: Vec<_> = ["parity"].into_iter().chain(words).chain(further).collect();
    let ran = service.installation().run(&line);
    assert_eq!(ran.code, 0, "{ran:#?}");
    for line in shown.lines() {
        let is_there = ran.stdout.lines().any(|found| found == line);
        assert!(is_there, "{line}: {ran:#?}");
    }
}

/// The settings of the page are settings.
#[test]
fn settings_of_the_page() {
    let (_, section) = PAGE.split_once("\n## One address\n").expect("a section");
    let (section, _) = section.split_once("\n## ").expect("its end");
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    let settings: Vec<_> = rows.filter_map(|row| row.split('`').next()).collect();
    assert_eq!(settings.len(), 4, "{settings:?}");
    let ran = Installation::new().run(&["config", "check"]);
    for setting in settings {
        assert!(
            ran.stdout.contains(&format!("\n{setting} ")),
            "{setting}: {ran:#?}"
        );
    }
}
