//! The problems as workflow commands that GitHub shows beside the files.

use super::report::Report;

/// One `::error` line for each problem.
/// Source: "Workflow commands for GitHub Actions", setting an error message.
pub fn annotations(report: &Report) -> Vec<String> {
    let line = |(verdict, place, text): (&str, &str, String)| {
        format!(
            "::error file={},title={verdict}::{}",
            property(place),
            data(&text)
        )
    };
    report
        .problems()
        .map(|problem| {
            let text = format!(
                "{}\nwhy: {}\nfix: {}",
                problem.what(),
                problem.why(),
                problem.fix(report.caller)
            );
            line((problem.verdict().word(), problem.place.as_str(), text))
        })
        .collect()
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
