const RULES: &str = include_str!("../../docs/alerts.yml");

/// An alert of `docs/alerts.yml`.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) name: &'static str,
    pub(crate) expression: &'static str,
    pub(crate) runbook: &'static str,
}

/// Read line by line, in the one form that they are written in.
pub(crate) fn rules() -> Vec<Rule> {
    let rules = RULES.split("\n      - alert: ").skip(1).map(|text| {
        let mut lines = text.lines();
        let name = lines.next().expect("a name");
        let mut field = |start: &str| {
            let line = lines.next().expect("a line").trim();
            line.strip_prefix(start)
                .unwrap_or_else(|| panic!("no {start} in {line}"))
        };
        let expression = field("expr: ");
        field("for: ");
        field("labels: ");
        let (_, runbook) = field("annotations: ")
            .split_once("runbook: \"")
            .expect("a runbook");
        Rule {
            name,
            expression,
            runbook: runbook.trim_end_matches(['"', '}']),
        }
    });
    rules.collect()
}
