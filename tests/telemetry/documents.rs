use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use accounts_tests::stripe::{Billed, Call, FakeStripe, Reply};
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

/// The labels of each metric of a server that has served, refused and been paused by Stripe.
async fn labels() -> BTreeMap<String, BTreeSet<String>> {
    let fake = FakeStripe::start();
    let installation =
        Billed::installation(&fake.base()).with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0");
    let billed = Billed::subscribed(installation, &fake);
    billed.good().send().await.portal();
    fake.next(Call::Session, [Reply::rate_limited()]);
    assert_eq!(billed.good().send().await.status, 503);
    let metrics = Metrics::of(billed.service.admin()).await;
    let names = metrics.text().lines().filter_map(|line| {
        let (name, _) = line.split_once(['{', ' '])?;
        (name != "#").then(|| name.to_owned())
    });
    let names: BTreeSet<_> = names.collect();
    let labels = names.into_iter().map(|name| {
        let series = metrics.series_of(&name).into_iter();
        let labels = series.flat_map(|(labels, _)| labels.into_keys()).collect();
        (name, labels)
    });
    labels.collect()
}

/// The metrics and the labels in an expression of Prometheus: what is no function and no keyword.
fn names_in(expression: &str) -> (Vec<&str>, Vec<&str>) {
    let (mut metrics, mut labels) = (Vec::new(), Vec::new());
    let mut rest = expression;
    while let Some(letter) = rest.chars().next() {
        let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        if let '{' | '[' = letter {
            let (inside, after) = rest[1..].split_once(['}', ']']).expect("its end");
            let matchers = inside.split(',').filter(|_| letter == '{');
            labels.extend(matchers.filter_map(|matcher| matcher.split(['=', '!']).next()));
            rest = after;
        } else if word.is_empty() {
            rest = &rest[letter.len_utf8()..];
        } else if ["by", "ignoring", "on"].contains(&word) {
            let (inside, after) = after.split_once(')').expect("labels");
            labels.extend(inside.trim_start_matches([' ', '(']).split(", "));
            rest = after;
        } else {
            let is_function = after.trim_start().starts_with(['(', 'b']);
            if !is_function && !word.starts_with(|letter: char| letter.is_ascii_digit()) {
                metrics.push(word);
            }
            rest = after;
        }
    }
    (metrics, labels)
}

#[test]
fn names_of_an_expression() {
    let expression = r#"histogram_quantile(0.99, sum by (le, call) (rate(a_bucket{b="c"}[$__rate_interval]))) / d - ignoring(e) f{g!="h"} > 0"#;
    let (metrics, labels) = names_in(expression);
    assert_eq!(metrics, ["a_bucket", "d", "f"]);
    assert_eq!(labels, ["le", "call", "b", "e", "g"]);
}

#[tokio::test]
async fn dashboard_and_alerts_ask_for_what_there_is() {
    let (exposed, labels) = (exposed().await, labels().await);
    let dashboard: Value = serde_json::from_str(DASHBOARD).expect("JSON");
    let panels = dashboard["panels"].as_array().expect("panels");
    let targets = panels
        .iter()
        .filter_map(|panel| panel["targets"].as_array());
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let targets = targets
        .flatten()
        .map(|target| (text(&target["expr"]), text(&target["legendFormat"])));
    let rules = rules().into_iter();
    let rules = rules.map(|rule| (rule.expression.to_owned(), String::new()));
    let (mut asked, mut seen) = (BTreeSet::new(), BTreeSet::new());
    for (expression, legend) in targets.chain(rules) {
        let (metrics, mut asked_labels) = names_in(&expression);
        assert!(!metrics.is_empty(), "{expression}");
        let in_legend = legend.split("{{").skip(1);
        asked_labels.extend(in_legend.filter_map(|rest| rest.split("}}").next()));
        for metric in &metrics {
            assert!(exposed.contains(*metric), "no {metric}: {expression}");
            asked.insert((*metric).to_owned());
        }
        let of_metrics: Option<Vec<_>> = metrics.iter().map(|name| labels.get(*name)).collect();
        let Some(of_metrics) = of_metrics else {
            continue;
        };
        seen.extend(metrics.into_iter().map(str::to_owned));
        for label in asked_labels {
            // Prometheus adds `instance`.
            let known = label == "instance" || of_metrics.iter().any(|all| all.contains(label));
            assert!(known, "no {label}: {expression}, {legend}");
        }
    }
    assert!(asked.len() > 20, "{asked:?}");
    let unseen: Vec<_> = asked.difference(&seen).collect();
    assert!(unseen.len() < 6, "{unseen:?}");
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
    let has_heading = |page: &str, name: &str| {
        let headings = page.lines().filter_map(|line| line.strip_prefix('#'));
        let mut headings = headings.map(|heading| heading.trim_matches(['#', ' ']).to_lowercase());
        headings.any(|heading| heading.replace(' ', "-") == name)
    };
    let links = OPERATIONS
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    let mut found = 0;
    for link in links.filter(|link| !link.starts_with("https://")) {
        found += 1;
        let (file, heading) = link.split_once('#').unwrap_or((link, ""));
        let file = if file.is_empty() {
            "operations.md"
        } else {
            file
        };
        let page = std::fs::read_to_string(folder.join(file)).expect(link);
        assert!(heading.is_empty() || has_heading(&page, heading), "{link}");
    }
    assert!(found > 10, "{found} links");
}
