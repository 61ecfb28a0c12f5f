use super::code::{Code, ContractCode};
use crate::breaking::schema::{ChangeCategory, ChangeLevel, SchemaChange};
use crate::document::Pointer;

/// A difference between two contracts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractChange {
    pub code: Code,
    pub category: ChangeCategory,
    pub level: ChangeLevel,
    pub old: ChangeSide,
    pub new: ChangeSide,
    /// What changed, and who notices.
    pub sentence: String,
}

/// One side of a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeSide {
    /// Where it is; of what is not there, the place around it.
    pub at: Pointer,
    /// What is said there; `None` where nothing is.
    pub text: Option<String>,
}

impl ChangeSide {
    /// A place that says something.
    pub fn present(at: &Pointer, text: impl Into<String>) -> Self {
        Self {
            at: at.clone(),
            text: Some(text.into()),
        }
    }

    /// A place that lacks it.
    pub fn absent(at: &Pointer) -> Self {
        Self {
            at: at.clone(),
            text: None,
        }
    }
}

impl ContractChange {
    /// Of the category `wire`.
    pub fn new(
        code: ContractCode,
        level: ChangeLevel,
        sentence: String,
        (old, new): (ChangeSide, ChangeSide),
    ) -> Self {
        Self {
            code: Code::Contract(code),
            category: ChangeCategory::Wire,
            level,
            old,
            new,
            sentence,
        }
    }

    /// Of the category `sdk`: whoever compiles generated code notices.
    pub fn sdk(code: ContractCode, sentence: String, (old, new): (ChangeSide, ChangeSide)) -> Self {
        Self {
            category: ChangeCategory::Sdk,
            ..Self::new(code, ChangeLevel::Breaking, sentence, (old, new))
        }
    }
}

impl From<&SchemaChange> for ContractChange {
    fn from(change: &SchemaChange) -> Self {
        let side = |at: &Pointer, text: &Option<String>| ChangeSide {
            at: at.clone(),
            text: text.clone(),
        };
        Self {
            code: Code::Schema(change.code),
            category: change.category,
            level: change.level,
            old: side(&change.old_at, &change.old),
            new: side(&change.new_at, &change.new),
            sentence: capitalised(&change.sentence),
        }
    }
}

fn capitalised(sentence: &str) -> String {
    let mut characters = sentence.chars();
    let first = characters.next().map(|first| first.to_uppercase());
    first.into_iter().flatten().chain(characters).collect()
}
