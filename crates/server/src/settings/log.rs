use tracing_subscriber::filter::Targets;

use crate::settings::value::{Unfit, Value, one_of};

/// What is logged: a level, and levels of parts.
#[derive(Clone, Debug)]
pub struct LogFilter {
    text: String,
    targets: Targets,
}

impl LogFilter {
    /// The filter in the form that `tracing` uses.
    pub fn targets(&self) -> Targets {
        self.targets.clone()
    }
}

impl Value for LogFilter {
    const FORM: &'static str = "FILTER";

    fn read(text: &str) -> Result<Self, Unfit> {
        const LEVELS: [&str; 6] = ["off", "error", "warn", "info", "debug", "trace"];
        // The parser takes any single word for the name of a part, and would log nothing else.
        let directives = text.split(',').map(|directive| {
            directive
                .rsplit_once('=')
                .map_or(directive, |(_, level)| level)
        });
        let levels_known = directives
            .into_iter()
            .all(|level| LEVELS.contains(&level.trim().to_ascii_lowercase().as_str()));
        match text.parse() {
            Ok(targets) if levels_known => Ok(Self {
                text: text.to_owned(),
                targets,
            }),
            _ => Err(Unfit::new(
                format!("`{text}` is no log filter"),
                "write off, error, warn, info, debug or trace, and PART=LEVEL behind a comma: info,sqlx=warn",
            )),
        }
    }

    fn show(&self) -> String {
        self.text.clone()
    }
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// Text on a terminal, JSON elsewhere.
    Auto,
    /// For people.
    Text,
    /// For machines: one JSON object a line.
    Json,
}

impl Value for LogFormat {
    const FORM: &'static str = "auto|text|json";

    fn read(text: &str) -> Result<Self, Unfit> {
        let choices = [
            ("auto", Self::Auto),
            ("text", Self::Text),
            ("json", Self::Json),
        ];
        one_of(text, &choices)
    }

    fn show(&self) -> String {
        match self {
            Self::Auto => "auto",
            Self::Text => "text",
            Self::Json => "json",
        }
        .to_owned()
    }
}
