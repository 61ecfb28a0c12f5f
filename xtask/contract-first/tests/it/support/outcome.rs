//! What a command did.

use std::path::Path;

use contract_first::cli::report_error;

/// Exit code and text of a command, without colours, times and the folder's name.
pub struct Outcome {
    /// Its exit code.
    pub code: u8,
    /// What it printed; an error as `main` would print it.
    pub text: String,
}

impl Outcome {
    /// Of a run in `folder`.
    pub fn new(result: anyhow::Result<u8>, out: &[u8], folder: &Path) -> Self {
        let mut text = anstream::adapter::strip_str(std::str::from_utf8(out).unwrap()).to_string();
        let code = result.unwrap_or_else(|error| {
            let mut output = Vec::new();
            report_error(&error, &mut output).unwrap();
            text.push_str(
                &anstream::adapter::strip_str(&String::from_utf8(output).unwrap()).to_string(),
            );
            1
        });
        let text = text.replace(folder.to_str().unwrap(), "[project]");
        let lines = text.lines().map(|line| {
            if line.starts_with("time: ") {
                steps_only(line)
            } else {
                line.to_owned()
            }
        });
        Self {
            code,
            text: lines.map(|line| line + "\n").collect(),
        }
    }
}

/// `time: reading 0.1 s, generator 2.0 s` without the seconds, which differ.
fn steps_only(line: &str) -> String {
    let is_number = |word: &&str| word.parse::<f64>().is_ok();
    line.split(' ')
        .map(|word| if is_number(&word) { "[n]" } else { word })
        .collect::<Vec<_>>()
        .join(" ")
}
