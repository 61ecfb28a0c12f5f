use std::fs;

use accounts_tests::Installation;

use crate::case::cases;
use crate::drive::{Stage, play};
use crate::languages::{all, folder};

/// Every client does what the table says; the outcome is printed, and written to `target/clients/table.md`.
#[test]
fn every_client_does_what_the_table_says() {
    let service = Installation::new().serve();
    let stage = Stage {
        service: service.address(),
        key: service.key(),
    };
    let (clients, cases) = (all(), cases());
    let names: Vec<_> = clients.iter().map(|client| client.language).collect();
    let mut table = format!(
        "| case | {} |\n| --- |{}\n",
        names.join(" | "),
        " --- |".repeat(names.len())
    );
    let mut wrong = Vec::new();
    for case in &cases {
        let cells = clients
            .iter()
            .map(|client| match play(case, client, &stage) {
                Ok(()) => "ok",
                Err(why) => {
                    wrong.push(format!("{}: {}: {why}", client.language, case.name));
                    "WRONG"
                }
            });
        let cells: Vec<_> = cells.collect();
        table.push_str(&format!("| {} | {} |\n", case.name, cells.join(" | ")));
    }
    println!("{table}");
    fs::write(folder("table.md"), &table).expect("the folder of the clients");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
