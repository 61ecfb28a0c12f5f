use std::collections::BTreeSet;
use std::fmt::Write;
use std::time::Instant;
use std::{fs, io};

use anyhow::{Result, anyhow};
use contract_first::TargetKind;
use contract_first::checked_contract::read_and_check;
use contract_first::document::METHODS;
use contract_first::document::pretty;
use contract_first::generation::{AdHocJob, generate_to, operations};
use contract_first::lint::supported;
use contract_first::progress::Progress;
use contract_first::project::Project;
use serde_json::{Map, Value};

use super::attempt::failure;
use super::choice::read;
use super::run::directory;
use crate::test::log::Log;

/// The document that is cut: one that has enough operations.
const DOCUMENT: &str = "github.com/api.github.com.json";
const SIZES: [usize; 4] = [1, 10, 100, 500];

/// Seconds for 1, 10, 100 and 500 operations of one real document.
pub fn sizes(project: &Project, log: &mut Log) -> Result<String> {
    let whole = read(&directory(project, log)?, DOCUMENT)?;
    let whole = supported(whole, TargetKind::RustAxum).document;
    let folder = project.work_dir()?.join("documents/sizes");
    fs::create_dir_all(&folder)?;
    let mut table = "| operations | document, kB | whole command, s | reading alone, s |\n| --- | --- | --- | --- |\n".to_owned();
    for size in SIZES {
        let document = cut(&whole, size);
        let text = pretty(&document);
        let contract = folder.join(format!("{size}.json"));
        fs::write(&contract, &text)?;
        let job = AdHocJob {
            contract: contract.to_string_lossy().into_owned(),
            overlay: None,
            target: TargetKind::RustAxum,
            output: folder.join(format!("of-{size}")),
            skip_unsupported: false,
        };
        let start = Instant::now();
        let made = generate_to(project, &job, &mut Progress::new(&mut io::sink()));
        let command = start.elapsed();
        made.map_err(|error| anyhow!("{size} operations: {}", failure(error).text()))?;
        let effective = fs::read_to_string(job.output.join("openapi.json"))?;
        let effective: Value = serde_json::from_str(&effective)?;
        let start = Instant::now();
        read_and_check(&effective);
        let reading = start.elapsed();
        writeln!(
            table,
            "| {} | {} | {:.1} | {:.2} |",
            operations(&document),
            text.len() / 1000,
            command.as_secs_f64(),
            reading.as_secs_f64()
        )?;
    }
    log.say(&table)?;
    Ok(format!("of {DOCUMENT}\n{table}"))
}

/// The first `count` operations, and what they refer to.
fn cut(whole: &Value, count: usize) -> Value {
    let mut left = count;
    let mut paths = Map::new();
    for (path, item) in whole["paths"].as_object().into_iter().flatten() {
        let mut item = item.clone();
        if let Some(item) = item.as_object_mut() {
            for method in METHODS {
                if item.contains_key(method) {
                    if left == 0 {
                        item.shift_remove(method);
                    } else {
                        left -= 1;
                    }
                }
            }
        }
        paths.insert(path.clone(), item);
        if left == 0 {
            break;
        }
    }
    let mut document = whole.clone();
    document["paths"] = Value::Object(paths);
    if let Some(document) = document.as_object_mut() {
        document.retain(|key, _| !key.starts_with("x-"));
    }
    let mut wanted = BTreeSet::new();
    refer(whole, &document["paths"], &mut wanted);
    for (kind, components) in document["components"].as_object_mut().into_iter().flatten() {
        if let Some(components) = components.as_object_mut()
            && kind != "securitySchemes"
        {
            components.retain(|name, _| wanted.contains(&format!("#/components/{kind}/{name}")));
        }
    }
    document
}

/// Everything that `value` refers to, and what that refers to.
fn refer(whole: &Value, value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| refer(whole, item, found)),
        Value::Object(map) => {
            let targets = map
                .get("discriminator")
                .and_then(|discriminator| discriminator["mapping"].as_object());
            let targets = targets
                .into_iter()
                .flat_map(Map::values)
                .filter_map(Value::as_str);
            for reference in map
                .get("$ref")
                .and_then(Value::as_str)
                .into_iter()
                .chain(targets)
            {
                if found.insert(reference.to_owned())
                    && let Some(target) =
                        reference.strip_prefix('#').and_then(|at| whole.pointer(at))
                {
                    refer(whole, target, found);
                }
            }
            map.values().for_each(|value| refer(whole, value, found));
        }
        _ => {}
    }
}
