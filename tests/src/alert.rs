use std::collections::BTreeMap;
use std::time::Duration;

use crate::metrics::Metrics;

type Labels = BTreeMap<String, String>;
type Vector = Vec<(Labels, f64)>;

/// An expression of Prometheus, as far as our alerts use the language: evaluated over two scrapes in place of a range.
/// <https://prometheus.io/docs/prometheus/latest/querying/basics/>
pub struct Alert<'a> {
    rest: &'a str,
    before: &'a Metrics,
    after: &'a Metrics,
    between: Duration,
}

impl<'a> Alert<'a> {
    /// Whether the alert fires after what was counted between the two scrapes.
    ///
    /// # Panics
    /// When the expression is not of the part of the language that is known here.
    pub fn fires(
        expression: &'a str,
        before: &'a Metrics,
        after: &'a Metrics,
        between: Duration,
    ) -> bool {
        let mut alert = Alert {
            rest: expression,
            before,
            after,
            between,
        };
        let value = alert.arithmetic();
        let (compare, limit): (fn(&f64, &f64) -> bool, _) = if alert.took(">") {
            (f64::gt, alert.number())
        } else {
            assert!(alert.took("=="), "no comparison: {expression}");
            (f64::eq, alert.number())
        };
        assert_eq!(alert.rest.trim(), "", "{expression}");
        value.iter().any(|(_, value)| compare(value, &limit))
    }

    fn arithmetic(&mut self) -> Vector {
        let left = self.term();
        let operate: fn(f64, f64) -> f64 = if self.took("/") {
            |left, right| left / right
        } else if self.took("-") {
            |left, right| left - right
        } else {
            return left;
        };
        let ignored = match self.took("ignoring") {
            true => self.names(),
            false => Vec::new(),
        };
        let key = |labels: &Labels| {
            let kept = labels.iter().filter(|(name, _)| !ignored.contains(name));
            kept.map(|(name, value)| (name.clone(), value.clone()))
                .collect::<Labels>()
        };
        let right = self.term();
        let pairs = left.iter().filter_map(|(labels, left)| {
            let same = right.iter().find(|(other, _)| key(other) == key(labels));
            same.map(|(_, right)| (key(labels), operate(*left, *right)))
        });
        pairs.collect()
    }

    fn term(&mut self) -> Vector {
        match self.word() {
            name @ ("sum" | "min") => {
                let by = match self.took("by") {
                    true => self.names(),
                    false => Vec::new(),
                };
                let all = self.within(Self::arithmetic);
                aggregate(
                    all,
                    &by,
                    if name == "sum" {
                        |a, b| a + b
                    } else {
                        f64::min
                    },
                )
            }
            "rate" => self.within(|alert| {
                let name = alert.word();
                let matchers = alert.matchers();
                assert!(alert.took("[5m]"), "{}", alert.rest);
                let seconds = alert.between.as_secs_f64();
                let before = select(alert.before, name, &matchers);
                let after = select(alert.after, name, &matchers).into_iter();
                // As Prometheus: what has one value only has no rate.
                let rates = after.filter_map(|(labels, value)| {
                    let (_, earlier) = before.iter().find(|(other, _)| *other == labels)?;
                    Some((labels, (value - earlier) / seconds))
                });
                rates.collect()
            }),
            "histogram_quantile" => self.within(|alert| {
                let quantile = alert.number();
                assert!(alert.took(","), "{}", alert.rest);
                let buckets = alert.arithmetic();
                vec![(Labels::new(), histogram_quantile(quantile, &buckets))]
            }),
            name => {
                let matchers = self.matchers();
                select(self.after, name, &matchers)
            }
        }
    }

    fn within<T>(&mut self, inside: impl FnOnce(&mut Self) -> T) -> T {
        assert!(self.took("("), "no ( before {}", self.rest);
        let value = inside(self);
        assert!(self.took(")"), "no ) before {}", self.rest);
        value
    }

    fn names(&mut self) -> Vec<String> {
        self.within(|alert| vec![alert.word().to_owned()])
    }

    /// Name, operator and text of each.
    fn matchers(&mut self) -> Vec<(&'a str, &'a str, &'a str)> {
        let mut matchers = Vec::new();
        if !self.took("{") {
            return matchers;
        }
        loop {
            let name = self.word();
            let operators = ["!=", "=~", "="];
            let operator = operators.into_iter().find(|operator| self.took(operator));
            let operator = operator.unwrap_or_else(|| panic!("no operator before {}", self.rest));
            assert!(self.took("\""), "{}", self.rest);
            let (text, rest) = self.rest.split_once('"').expect("a text");
            self.rest = rest;
            matchers.push((name, operator, text));
            if self.took("}") {
                return matchers;
            }
            assert!(self.took(","), "{}", self.rest);
        }
    }

    fn word(&mut self) -> &'a str {
        self.until(|letter| !letter.is_ascii_alphanumeric() && letter != '_')
    }

    fn number(&mut self) -> f64 {
        let text = self.until(|letter| !letter.is_ascii_digit() && letter != '.');
        text.parse()
            .unwrap_or_else(|_| panic!("no number before {}", self.rest))
    }

    fn until(&mut self, end: impl Fn(char) -> bool) -> &'a str {
        let text = self.rest.trim_start();
        let (word, rest) = text.split_at(text.find(end).unwrap_or(text.len()));
        self.rest = rest;
        word
    }

    fn took(&mut self, token: &str) -> bool {
        let rest = self.rest.trim_start().strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

fn select(metrics: &Metrics, name: &str, matchers: &[(&str, &str, &str)]) -> Vector {
    let fits = |labels: &Labels| {
        matchers.iter().all(|(name, operator, text)| {
            let value = labels.get(*name).map_or("", String::as_str);
            match *operator {
                "=" => value == *text,
                "!=" => value != *text,
                // `5..`: the one kind of pattern that we write.
                _ => {
                    value.len() == text.len()
                        && value
                            .chars()
                            .zip(text.chars())
                            .all(|(a, b)| b == '.' || a == b)
                }
            }
        })
    };
    let series = metrics.series_of(name).into_iter();
    series.filter(|(labels, _)| fits(labels)).collect()
}

fn aggregate(all: Vector, by: &[String], combine: fn(f64, f64) -> f64) -> Vector {
    let mut groups: BTreeMap<Labels, f64> = BTreeMap::new();
    for (mut labels, value) in all {
        labels.retain(|name, _| by.contains(name));
        let group = groups.entry(labels);
        group
            .and_modify(|known| *known = combine(*known, value))
            .or_insert(value);
    }
    groups.into_iter().collect()
}

/// <https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile>
fn histogram_quantile(quantile: f64, buckets: &[(Labels, f64)]) -> f64 {
    let bound = |labels: &Labels| match labels["le"].as_str() {
        "+Inf" => f64::INFINITY,
        bound => bound.parse().expect("a bound"),
    };
    let mut buckets: Vec<_> = buckets
        .iter()
        .map(|(labels, rate)| (bound(labels), *rate))
        .collect();
    buckets.sort_by(|(left, _), (right, _)| left.total_cmp(right));
    let rank = quantile * buckets.last().map_or(0.0, |(_, all)| *all);
    let mut below = (0.0, 0.0);
    for (bound, count) in buckets {
        if count >= rank && count > 0.0 {
            return match bound.is_infinite() {
                true => below.0,
                false => below.0 + (bound - below.0) * (rank - below.1) / (count - below.1),
            };
        }
        below = (bound, count);
    }
    f64::NAN
}
