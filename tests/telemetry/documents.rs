use std::collections::BTreeSet;
use std::path::Path;

use accounts_tests::{Installation, Metrics};
use serde_json::Value;

use crate::rules::rules;

const OPERATIONS: &str = include_str!("../../docs/operations.md");
const DASHBOARD: &str = include_str!("../../docs/dashboard.json");
const DESCRIPTIONS: &str = include_str!("../../crates/server/src/telemetry/descriptions.rs");

/// What the server counts, whether it has happened yet or not, and what it says of its process.
async fn exposed() -> BTreeSet<String> {
    let service = Installation::new()
        .with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0")
        .serve();
    let metrics = Metrics::of(service.admin()).await;
    let lines = metrics.text().lines();
    let process = lines.filter_map(|line| line.strip_prefix("# TYPE process_"));
    let process = process.filter_map(|rest| Some(format!("process_{}", rest.split(' ').next()?)));
    let (mut described, mut kind) = (BTreeSet::new(), "");
    for line in DESCRIPTIONS.lines().map(str::trim) {
        kind = line.strip_prefix("describe_").unwrap_or(kind);
        let name = line
            .strip_prefix('"')
            .and_then(|rest| rest.split_once("\":"));
        let Some((name, _)) = name else {
            continue;
        };
        match kind.starts_with("histogram") {
            true => {
                described.extend(["bucket", "sum", "count"].map(|part| format!("{name}_{part}")))
            }
            false => described.extend([name.to_owned()]),
        }
    }
    assert!(described.len() > 20, "{described:?}");
    described.extend(process);
    described
}

/// The metrics in an expression of Prometheus: what is no function, no label and no keyword.
fn metrics_in(expression: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let (mut depth, mut rest) = (0, expression);
    while let Some(letter) = rest.chars().next() {
        let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        match letter {
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            _ => {}
        }
        if word.is_empty() {
            rest = &rest[letter.len_utf8()..];
            continue;
        }
        rest = after;
        if depth > 0 || word.starts_with(|letter: char| letter.is_ascii_digit()) {
            continue;
        }
        if ["by", "ignoring", "on"].contains(&word) {
            let (_, labels) = rest.split_once(')').expect("labels");
            rest = labels;
        } else if !["(", "by"]
            .iter()
            .any(|next| rest.trim_start().starts_with(next))
        {
            names.push(word);
        }
    }
    names
}

#[test]
fn metrics_of_an_expression() {
    let expression = r#"histogram_quantile(0.99, sum by (le, call) (rate(a_bucket{b="c"}[$__rate_interval]))) / d - ignoring(e) f{g!="h"} > 0"#;
    assert_eq!(metrics_in(expression), ["a_bucket", "d", "f"]);
}

#[tokio::test]
async fn dashboard_and_alerts_ask_for_what_there_is() {
    let exposed = exposed().await;
    let dashboard: Value = serde_json::from_str(DASHBOARD).expect("JSON");
    let panels = dashboard["panels"].as_array().expect("panels");
    let targets = panels
        .iter()
        .filter_map(|panel| panel["targets"].as_array());
    let expressions = targets
        .flatten()
        .map(|target| target["expr"].as_str().expect("an expression"));
    let rules = rules();
    let rules = rules.iter().map(|rule| rule.expression);
    let mut asked = BTreeSet::new();
    for expression in expressions.chain(rules) {
        let metrics = metrics_in(expression);
        assert!(!metrics.is_empty(), "{expression}");
        for metric in metrics {
            assert!(exposed.contains(metric), "no {metric}: {expression}");
            asked.insert(metric.to_owned());
        }
    }
    assert!(asked.len() > 20, "{asked:?}");
}

/// As Grafana takes it: <https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/>
#[test]
fn dashboard_is_one_of_grafana() {
    let dashboard: Value = serde_json::from_str(DASHBOARD).expect("JSON");
    assert_eq!(dashboard["uid"], "accounts-server");
    assert!(dashboard["schemaVersion"].as_u64() >= Some(36));
    let variable = &dashboard["templating"]["list"][0];
    assert_eq!(
        (&variable["type"], &variable["name"]),
        (&"datasource".into(), &"datasource".into())
    );
    let (mut ids, mut cells) = (BTreeSet::new(), BTreeSet::new());
    for panel in dashboard["panels"].as_array().expect("panels") {
        assert!(ids.insert(panel["id"].as_u64().expect("an id")), "{panel}");
        assert!(
            panel["title"]
                .as_str()
                .is_some_and(|title| !title.is_empty()),
            "{panel}"
        );
        let place = |name: &str| panel["gridPos"][name].as_u64().expect("a number");
        let (x, y, w, h) = (place("x"), place("y"), place("w"), place("h"));
        assert!(x + w <= 24, "{panel}");
        for cell in (x..x + w).flat_map(|x| (y..y + h).map(move |y| (x, y))) {
            assert!(cells.insert(cell), "it covers another: {panel}");
        }
        if panel["type"] == "row" {
            continue;
        }
        assert_eq!(panel["type"], "timeseries");
        for target in panel["targets"].as_array().expect("targets") {
            assert_eq!(target["datasource"]["uid"], "${datasource}", "{target}");
            assert!(
                target["refId"].is_string() && target["legendFormat"].is_string(),
                "{target}"
            );
        }
    }
}

#[test]
fn alerts_have_runbooks() {
    let rules = rules();
    assert!(rules.len() >= 6, "{rules:?}");
    for rule in &rules {
        let (_, section) = OPERATIONS
            .split_once(&format!("\n### {}\n", rule.name))
            .expect(rule.name);
        let section = section.split("\n#").next().expect("a section");
        assert!(section.trim().len() > 100, "{}: {section}", rule.name);
        let anchor = format!("docs/operations.md#{}", rule.name.to_lowercase());
        assert_eq!(rule.runbook, anchor);
    }
    let sections = OPERATIONS.split("\n### Accounts").count() - 1;
    assert_eq!(sections, rules.len(), "each section has its alert");
}

/// Files are beside the page, headings in it.
#[test]
fn links_lead_somewhere() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs"));
    let headings = OPERATIONS.lines().filter_map(|line| line.strip_prefix('#'));
    let headings: Vec<_> = headings
        .map(|heading| {
            heading
                .trim_matches(['#', ' '])
                .to_lowercase()
                .replace(' ', "-")
        })
        .collect();
    let links = OPERATIONS
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    let mut found = 0;
    for link in links.filter(|link| !link.starts_with("https://")) {
        found += 1;
        match link.strip_prefix('#') {
            Some(heading) => assert!(headings.iter().any(|known| known == heading), "{link}"),
            None => assert!(folder.join(link).is_file(), "{link}"),
        }
    }
    assert!(found > 10, "{found} links");
}
