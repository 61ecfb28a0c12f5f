use deunicode::deunicode_with_tofu;
use heck::{ToLowerCamelCase, ToPascalCase, ToShoutySnakeCase, ToSnakeCase};

/// Longest name, in characters, before a number is put behind it: file systems and linters have their limits.
const MAX_LENGTH: usize = 100;

/// How the words of a name are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// `return_url`
    Snake,
    /// `RETURN_URL`
    Shouty,
    /// `returnUrl`
    Camel,
    /// `ReturnUrl`
    Pascal,
    /// `return_url`, as the generator names files: digits and single letters have no underscore before them.
    File,
}

/// What becomes of a name that means something else where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escape {
    /// `String` -> `StringModel`
    Suffix(&'static str),
    /// `clone` -> `run_clone`
    Prefix(&'static str),
}

/// What names of one kind look like, and which of them are not to be had.
#[derive(Clone, Copy, Debug)]
pub struct Convention {
    pub case: Case,
    /// The name of a text without a letter or a digit.
    pub unnamed: &'static str,
    /// What a name that starts with a digit gets in front.
    pub before_digit: &'static str,
    /// Names that are taken in every such scope: keywords, and what the templates use there. Lists of words with blanks between.
    pub reserved: &'static [&'static str],
    /// What no name may start with.
    pub reserved_prefixes: &'static [&'static str],
    pub escape: Escape,
    /// What stands between a name that is taken and its number.
    pub before_number: &'static str,
    /// Keywords that are names with `r#` in front, blanks between.
    pub raw: &'static str,
}

impl Convention {
    /// The beginning of every other convention.
    pub const PLAIN: Self = Self {
        case: Case::Snake,
        unnamed: "unnamed",
        before_digit: "_",
        reserved: &[],
        reserved_prefixes: &[],
        escape: Escape::Suffix("_"),
        before_number: "_",
        raw: "",
    };

    /// The name that a text gets while no other has it.
    pub fn spell(&self, text: &str) -> String {
        let mut name = spelled(text, self.case);
        name.truncate(MAX_LENGTH);
        let mut name = name.trim_matches('_').to_owned();
        if name.is_empty() {
            name = self.unnamed.to_owned();
        } else if name.starts_with(|first: char| first.is_ascii_digit()) {
            name.insert_str(0, self.before_digit);
        }
        let starts = |prefix: &&str| name.starts_with(prefix);
        if self.is_reserved(&name) || self.reserved_prefixes.iter().any(starts) {
            match self.escape {
                Escape::Suffix(suffix) => name.push_str(suffix),
                Escape::Prefix(prefix) => name.insert_str(0, prefix),
            }
        }
        name
    }

    /// Whether a name means something else in every scope of this kind.
    pub fn is_reserved(&self, name: &str) -> bool {
        let mut words = self
            .reserved
            .iter()
            .flat_map(|list| list.split_whitespace());
        words.any(|word| word == name)
    }

    /// The name as it is written in code.
    pub fn written(&self, name: String) -> String {
        if self.raw.split_whitespace().any(|keyword| keyword == name) {
            format!("r#{name}")
        } else {
            name
        }
    }
}

fn spelled(text: &str, case: Case) -> String {
    let ascii = deunicode_with_tofu(text, " ");
    match case {
        Case::Snake => ascii.to_snake_case(),
        Case::Shouty => ascii.to_shouty_snake_case(),
        Case::Camel => ascii.to_lower_camel_case(),
        Case::Pascal => ascii.to_pascal_case(),
        Case::File => file(&ascii.to_snake_case()),
    }
}

fn file(snake: &str) -> String {
    let mut file = String::new();
    let mut lone = true;
    for word in snake.split('_').filter(|word| !word.is_empty()) {
        let short = word.len() == 1 || word.starts_with(|first: char| first.is_ascii_digit());
        if !(file.is_empty() || lone || short) {
            file.push('_');
        }
        file.push_str(word);
        lone = file.len() == 1;
    }
    file
}
