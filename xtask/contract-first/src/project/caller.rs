use std::fmt;

/// How a person calls this tool; messages and markers name commands with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller(pub &'static str);

impl Caller {
    /// The command by itself.
    pub const OWN: Self = Self("contract-first");

    /// A command line: the subcommand with its arguments.
    pub fn line(self, rest: impl fmt::Display) -> String {
        format!("{self} {rest}")
    }

    /// Which command generates every file.
    pub fn generate(self) -> String {
        self.line("generate")
    }
}

impl fmt::Display for Caller {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}
