use super::waiver::Waiver;
use crate::breaking::contract::{ChangeSide, ContractChange, OperationName};
use crate::breaking::schema::{ChangeCategory, ChangeLevel};
use crate::document::{Place, Pointer};
use crate::files::sha256;
use crate::project::{BreakingLevel, BreakingLevels};

/// Hexadecimal digits of an id.
pub const ID_DIGITS: usize = 10;

/// What a finding does to the check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// A working program stops working: the check fails.
    Breaking,
    /// As breaking, but a reviewed exception lets it pass.
    Excused,
    /// Something must be done, but the check does not fail.
    Warning,
    /// Nothing breaks, but it is worth knowing.
    Noted,
    /// Nothing that callers notice.
    Safe,
}

impl Verdict {
    /// All of them, the worst first.
    pub const ALL: [Self; 5] = [
        Self::Breaking,
        Self::Excused,
        Self::Warning,
        Self::Noted,
        Self::Safe,
    ];

    /// The word in every form of the report.
    pub fn word(self) -> &'static str {
        match self {
            Self::Breaking => "breaking",
            Self::Excused => "excused",
            Self::Warning => "warning",
            Self::Noted => "noted",
            Self::Safe => "safe",
        }
    }
}

/// One difference between two documents and what it means for those who use the contract.
#[derive(Debug)]
pub struct Finding {
    /// What differs.
    pub change: ContractChange,
    /// Every operation that it reaches.
    pub operations: Vec<OperationName>,
    /// Where it is in the old document.
    pub old_place: Place,
    /// The same in the new one.
    pub new_place: Place,
    /// Both places by name, which stay when something is inserted before them in a list.
    pub names: [String; 2],
    /// How much it counts, when it breaks.
    pub severity: BreakingLevel,
    /// Set when a reviewed exception lets it pass.
    pub waiver: Option<Waiver>,
}

impl Finding {
    /// What it does to the check.
    pub fn verdict(&self) -> Verdict {
        match (self.change.level, self.severity, &self.waiver) {
            (ChangeLevel::Safe, ..) => Verdict::Safe,
            (ChangeLevel::Noted, ..) => Verdict::Noted,
            (_, BreakingLevel::Warning | BreakingLevel::Off, _) => Verdict::Warning,
            (_, BreakingLevel::Error, Some(_)) => Verdict::Excused,
            (_, BreakingLevel::Error, None) => Verdict::Breaking,
        }
    }

    /// Where an exception says it is: in the new document, unless it is gone from it.
    pub fn pointer(&self) -> &Pointer {
        let is_gone = self.change.new.text.is_none() && self.change.old.text.is_some();
        match is_gone {
            true => &self.change.old.at,
            false => &self.change.new.at,
        }
    }

    /// What an exception names it by: its code, and a hash of the places, by name, and what is said there. Another change at the same
    /// place is another finding.
    pub fn id(&self) -> String {
        let code = self.change.code.id();
        let side = |side: &ChangeSide, name: &str| match &side.text {
            Some(text) => format!("{name}\n{text}"),
            None => String::new(),
        };
        let [old, new] = &self.names;
        let sides = (side(&self.change.old, old), side(&self.change.new, new));
        let text = [code, &sides.0, &sides.1].join("\n");
        format!("{code}-{}", &sha256(text.as_bytes())[..ID_DIGITS])
    }
}

/// As `contract.toml` names it.
pub fn category_word(category: ChangeCategory) -> &'static str {
    match category {
        ChangeCategory::Wire => "wire",
        ChangeCategory::ResponseEnum => "response-enum",
        ChangeCategory::Sdk => "sdk",
    }
}

/// How much a category counts.
pub fn severity(levels: BreakingLevels, category: ChangeCategory) -> BreakingLevel {
    match category {
        ChangeCategory::Wire => levels.wire,
        ChangeCategory::ResponseEnum => levels.response_enum,
        ChangeCategory::Sdk => levels.sdk,
    }
}
