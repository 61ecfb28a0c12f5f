use std::collections::BTreeMap;
use std::net::SocketAddr;

use crate::client::Client;

/// What an admin listener showed at `/metrics`, read strictly.
#[derive(Debug)]
pub struct Metrics {
    text: String,
    samples: BTreeMap<String, f64>,
}

impl Metrics {
    /// Asks for them now.
    pub async fn of(admin: SocketAddr) -> Self {
        let answer = Client::to(admin).ask("GET", "/metrics");
        let answer = answer.attempt().await.expect("a whole answer");
        assert_eq!(answer.status, 200);
        let format = "text/plain; version=0.0.4; charset=utf-8";
        assert_eq!(answer.header("content-type"), Some(format));
        Self::read(answer.text())
    }

    /// Reads the text format: every sample has one value, and a family with a help text and a type before it.
    /// <https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format>
    fn read(text: &str) -> Self {
        let mut samples = BTreeMap::new();
        let (mut help, mut kinds) = (Vec::new(), BTreeMap::new());
        for line in text.lines().filter(|line| !line.is_empty()) {
            if let Some(rest) = line.strip_prefix("# HELP ") {
                let (name, words) = rest.split_once(' ').expect("a help text");
                assert!(!words.is_empty() && !help.contains(&name), "{line}");
                help.push(name);
            } else if let Some(rest) = line.strip_prefix("# TYPE ") {
                let (name, kind) = rest.split_once(' ').expect("a type");
                assert_eq!(kinds.insert(name, kind), None, "{line}");
            } else {
                let (series, value) = line.rsplit_once(' ').expect("a value");
                let name = series.split('{').next().expect("a name");
                let suffixes = ["", "_bucket", "_sum", "_count"];
                let mut families = suffixes
                    .iter()
                    .filter_map(|suffix| name.strip_suffix(suffix));
                let family = families.find(|family| kinds.contains_key(family));
                let family = family.unwrap_or_else(|| panic!("no type: {line}"));
                assert!(help.contains(&family), "no help text: {line}");
                let counts = kinds[family] == "counter";
                assert_eq!(family.ends_with("_total"), counts, "{line}");
                let value = value.parse().expect("a number");
                assert_eq!(samples.insert(series.to_owned(), value), None, "{line}");
            }
        }
        Self {
            text: text.to_owned(),
            samples,
        }
    }

    /// The number of one series, written as in the text: labels in alphabetical order are not asked for.
    pub fn value(&self, name: &str, labels: &[(&str, &str)]) -> Option<f64> {
        let is_it = |series: &str| {
            let (family, rest) = series.split_once('{').unwrap_or((series, "}"));
            let rest = rest.strip_suffix('}').expect("a brace");
            let found: Vec<_> = rest.split(',').filter(|pair| !pair.is_empty()).collect();
            let wanted = labels
                .iter()
                .map(|(name, value)| format!("{name}=\"{value}\""));
            let wanted: Vec<_> = wanted.collect();
            family == name
                && found.len() == wanted.len()
                && wanted.iter().all(|pair| found.contains(&pair.as_str()))
        };
        let mut found = self.samples.iter().filter(|(series, _)| is_it(series));
        found.next().map(|(_, value)| *value)
    }

    /// As [`Self::value`], which has to be there.
    #[track_caller]
    pub fn get(&self, name: &str, labels: &[(&str, &str)]) -> f64 {
        let value = self.value(name, labels);
        value.unwrap_or_else(|| panic!("no {name}{labels:?} in\n{}", self.text))
    }

    /// Labels and number of each series of a name.
    pub fn series_of(&self, name: &str) -> Vec<(BTreeMap<String, String>, f64)> {
        let series = self.samples.iter().filter_map(|(series, value)| {
            let (family, labels) = series.split_once('{').unwrap_or((series, "}"));
            let labels = labels.strip_suffix('}').expect("a brace");
            let pairs = labels.split(',').filter(|pair| !pair.is_empty());
            let pairs = pairs.map(|pair| {
                let (name, text) = pair.split_once('=').expect("a label");
                (name.to_owned(), text.trim_matches('"').to_owned())
            });
            (family == name).then(|| (pairs.collect(), *value))
        });
        series.collect()
    }

    /// How many series there are.
    pub fn series(&self) -> usize {
        self.samples.len()
    }

    /// All of it, as it came.
    pub fn text(&self) -> &str {
        &self.text
    }
}
