//! What can be wrong, and how it is reported: what it is, why it usually happens, how to fix it.

use crate::diagnostic::Diagnostic;
use crate::project::Caller;

/// The status of a path or of a problem; the worse status is the greater one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DriftStatus {
    /// As the pipeline makes it.
    Fresh,
    /// `cargo xtask generate`, or fixing a template, makes it fresh.
    Stale,
    /// The pipeline cannot run: something must be fixed first.
    Failure,
}

impl DriftStatus {
    /// The word in the report.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fresh => "Fresh",
            Self::Stale => "Stale",
            Self::Failure => "Failure",
        }
    }

    /// The exit code of `drift`.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Fresh => 0,
            Self::Stale => 4,
            Self::Failure => 1,
        }
    }
}

/// One thing that is wrong.
#[derive(Debug, Clone)]
pub struct DriftProblem {
    /// The file or folder it is about, from the root of the checkout.
    pub place: String,
    /// What is wrong with it.
    pub kind: ProblemKind,
    /// The difference from what is there to what should be, where there is one to show.
    pub diff: String,
}

/// Who changed a file that differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeOrigin {
    /// It differs from the manifest, too.
    Manual,
    /// It is what the manifest says; an input has changed since then.
    Inputs,
    /// It is what the manifest says, and so are the inputs: the pipeline itself changed.
    Pipeline,
}

/// The kinds of problem.
#[derive(Debug, Clone)]
pub enum ProblemKind {
    /// The whole of `generated/`, or all of one target, is not there.
    FolderMissing {
        /// Files that should be in it.
        files: usize,
    },
    /// A file is not there.
    Missing,
    /// A folder, a link or something else is in the place of a file.
    NotAFile,
    /// A file that this user may not read.
    Unreadable,
    /// A file that nothing generates.
    Extra,
    /// A file has other bytes.
    Changed(ChangeOrigin),
    /// The manifest is unreadable, or of another version of the pipeline.
    ManifestUnreadable,
    /// An input has other bytes than at the last run.
    InputChanged,
    /// An input was not there at the last run.
    InputAdded,
    /// An input of the last run is gone.
    InputRemoved,
    /// The output was made by another version of a tool.
    ToolChanged {
        /// Name of the tool.
        tool: String,
        /// The version at the last run, if it was used then.
        then: Option<String>,
        /// The version that is pinned now, if it still is.
        now: Option<String>,
    },
    /// The generator or the formatter fails, in its words.
    Template(String),
    /// The contract, the overlay or a target cannot be used.
    Unusable(String),
    /// A construct of the document is refused.
    Refused(Diagnostic),
    /// A tool is missing or does not run.
    Tool(String),
    /// A file or folder of the run cannot be read or written.
    Files(String),
}

impl DriftProblem {
    /// A problem without a difference to show.
    pub fn new(place: impl Into<String>, kind: ProblemKind) -> Self {
        Self {
            place: place.into(),
            kind,
            diff: String::new(),
        }
    }

    /// How bad it is.
    pub fn status(&self) -> DriftStatus {
        match self.kind {
            ProblemKind::Unusable(_)
            | ProblemKind::Refused(_)
            | ProblemKind::Tool(_)
            | ProblemKind::Files(_) => DriftStatus::Failure,
            _ => DriftStatus::Stale,
        }
    }

    /// What is wrong.
    pub fn what(&self) -> String {
        let place = &self.place;
        match &self.kind {
            ProblemKind::FolderMissing { files } => {
                format!("{place} is missing, with the {files} files in it")
            }
            ProblemKind::Missing => format!("{place} is missing"),
            ProblemKind::NotAFile => {
                format!("{place} is a folder or a link, where a file is generated")
            }
            ProblemKind::Unreadable => format!("{place} cannot be read"),
            ProblemKind::Extra => format!("{place} exists, but nothing generates it"),
            ProblemKind::Changed(_) => format!("{place} differs from what is generated now"),
            ProblemKind::ManifestUnreadable => {
                format!("{place} cannot be read as a manifest of this version")
            }
            ProblemKind::InputChanged => format!("{place} has changed since the last run"),
            ProblemKind::InputAdded => format!("{place} is new since the last run"),
            ProblemKind::InputRemoved => format!("{place} is gone since the last run"),
            ProblemKind::ToolChanged { tool, then, now } => {
                let version = |v: &Option<String>| v.clone().unwrap_or_else(|| "none".to_owned());
                format!(
                    "{tool}: the output was generated with {}, but {} is pinned",
                    version(then),
                    version(now)
                )
            }
            ProblemKind::Template(words) => {
                format!("{place} does not render or does not format:\n{words}")
            }
            ProblemKind::Unusable(words) | ProblemKind::Tool(words) | ProblemKind::Files(words) => {
                words.clone()
            }
            ProblemKind::Refused(found) => {
                format!("{} {}: {}", found.code(), found.location(), found.reason())
            }
        }
    }

    /// Why it usually happens.
    pub fn why(&self) -> &'static str {
        match &self.kind {
            ProblemKind::FolderMissing { .. } => {
                "it was deleted, or never generated in this checkout"
            }
            ProblemKind::Missing => "it was deleted or renamed, or left out of a commit",
            ProblemKind::NotAFile => "it was created manually",
            ProblemKind::Unreadable => "its permissions were changed",
            ProblemKind::Extra => {
                "it was added manually, or is left over from an operation or a template that is gone"
            }
            ProblemKind::Changed(ChangeOrigin::Manual) => {
                "it was edited manually, or a merge mixed two versions; generated files must not be edited"
            }
            ProblemKind::Changed(ChangeOrigin::Inputs) => "it follows from the changed inputs",
            ProblemKind::Changed(ChangeOrigin::Pipeline) => {
                "another version of the pipeline generates different output"
            }
            ProblemKind::ManifestUnreadable => {
                "it was edited manually, a merge left conflict markers, or another version of the pipeline wrote it"
            }
            ProblemKind::InputChanged | ProblemKind::InputAdded | ProblemKind::InputRemoved => {
                "an input was edited, and the output was not regenerated"
            }
            ProblemKind::ToolChanged { .. } => {
                "this version of the pipeline pins another version, and the output was not regenerated"
            }
            ProblemKind::Template(_) => {
                "the document contains something that a template cannot render, or a template or a target was edited"
            }
            ProblemKind::Unusable(_) => "it was edited manually, or a merge mixed two versions",
            ProblemKind::Refused(_) => {
                "the document has a construct that cannot be generated correctly, so nothing is generated"
            }
            ProblemKind::Tool(_) => "the tools are installed on the first run",
            ProblemKind::Files(_) => {
                "the disk is full, permissions are missing, or another program uses the folder"
            }
        }
    }

    /// How to fix it, with the command line of this tool.
    pub fn fix(&self, caller: Caller) -> String {
        let generate = caller.generate();
        match &self.kind {
            ProblemKind::Template(_) => {
                format!("correct the document, a template or a target, then {generate}")
            }
            ProblemKind::Unusable(_) => format!(
                "correct the file as the message says (for the contract: {})",
                caller.line("import FILE|URL")
            ),
            ProblemKind::Refused(found) => found.help().to_owned(),
            ProblemKind::Tool(_) | ProblemKind::Files(_) => {
                "follow the message, then run this again".to_owned()
            }
            ProblemKind::Changed(ChangeOrigin::Manual) | ProblemKind::Extra => format!(
                "{generate} (to keep the edit, move it to openapi/templates or the overlay)"
            ),
            _ => generate,
        }
    }

    /// Whether generating alone fixes it.
    pub fn needs_only_generating(&self) -> bool {
        !matches!(
            self.kind,
            ProblemKind::Template(_)
                | ProblemKind::Unusable(_)
                | ProblemKind::Refused(_)
                | ProblemKind::Tool(_)
                | ProblemKind::Files(_)
        )
    }
}
