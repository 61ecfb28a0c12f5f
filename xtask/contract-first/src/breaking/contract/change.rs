use super::code::{Code, ContractCode};
use crate::breaking::schema::{Category, Level, SchemaChange};
use crate::document::Pointer;

/// A difference between two contracts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub code: Code,
    pub category: Category,
    pub level: Level,
    pub old: Spot,
    pub new: Spot,
    /// What changed, and who notices.
    pub sentence: String,
}

/// One side of a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Where it is; of what is not there, the place around it.
    pub at: Pointer,
    /// What is said there; `None` where nothing is.
    pub text: Option<String>,
}

impl Spot {
    /// A place that says something.
    pub fn says(at: &Pointer, text: impl Into<String>) -> Self {
        Self {
            at: at.clone(),
            text: Some(text.into()),
        }
    }

    /// A place that lacks it.
    pub fn lacks(at: &Pointer) -> Self {
        Self {
            at: at.clone(),
            text: None,
        }
    }
}

impl Change {
    /// Of the category `wire`.
    pub fn new(
        code: ContractCode,
        level: Level,
        sentence: String,
        (old, new): (Spot, Spot),
    ) -> Self {
        Self {
            code: Code::Contract(code),
            category: Category::Wire,
            level,
            old,
            new,
            sentence,
        }
    }

    /// Of the category `sdk`: whoever compiles generated code notices.
    pub fn sdk(code: ContractCode, sentence: String, (old, new): (Spot, Spot)) -> Self {
        Self {
            category: Category::Sdk,
            ..Self::new(code, Level::Breaking, sentence, (old, new))
        }
    }
}

impl From<&SchemaChange> for Change {
    fn from(change: &SchemaChange) -> Self {
        let spot = |at: &Pointer, text: &Option<String>| Spot {
            at: at.clone(),
            text: text.clone(),
        };
        Self {
            code: Code::Schema(change.code),
            category: change.category,
            level: change.level,
            old: spot(&change.old_at, &change.old),
            new: spot(&change.new_at, &change.new),
            sentence: capitalised(&change.sentence),
        }
    }
}

fn capitalised(sentence: &str) -> String {
    let mut characters = sentence.chars();
    let first = characters.next().map(|first| first.to_uppercase());
    first.into_iter().flatten().chain(characters).collect()
}
