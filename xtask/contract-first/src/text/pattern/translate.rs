use std::iter::Peekable;
use std::str::Chars;

use super::engine::Engine;
use super::groups::Groups;

/// `\s` of ECMA-262: white space and line ends.
const SPACE: &str = r"\t\n\x0B\x0C\r \u{A0}\u{1680}\u{2000}-\u{200A}\u{2028}\u{2029}\u{202F}\u{205F}\u{3000}\u{FEFF}";

/// Longest pattern, in bytes; published documents have 22 thousand.
const MAX_LENGTH: usize = 30_000;

/// What `\w` matches.
const WORD: &str = "[A-Za-z0-9_]";

/// Why a pattern has no translation.
#[derive(Debug)]
pub enum Untranslatable {
    /// It looks around or refers back.
    NeedsBacktracking,
    /// What is wrong, to be read after the pattern.
    Wrong(String),
}

impl Untranslatable {
    pub fn because(problem: &str) -> Self {
        Self::Wrong(problem.to_owned())
    }

    pub fn message(self) -> String {
        match self {
            Self::NeedsBacktracking => "cannot be matched in linear time".to_owned(),
            Self::Wrong(problem) => problem,
        }
    }
}

/// A pattern that is being translated.
struct Translator<'p> {
    engine: Engine,
    rest: Peekable<Chars<'p>>,
    out: String,
    groups: Groups,
}

/// The same pattern for an engine, or why it has no translation.
pub fn translate(pattern: &str, engine: Engine) -> Result<String, Untranslatable> {
    if pattern.len() > MAX_LENGTH {
        let problem = format!("has more than {MAX_LENGTH} bytes");
        return Err(Untranslatable::Wrong(problem));
    }
    let mut translator = Translator {
        engine,
        rest: pattern.chars().peekable(),
        out: String::new(),
        groups: Groups::default(),
    };
    while let Some(next) = translator.rest.next() {
        translator.term(next)?;
    }
    translator.groups.check()?;
    Ok(translator.out)
}

impl Translator<'_> {
    /// What a character outside of classes starts.
    fn term(&mut self, next: char) -> Result<(), Untranslatable> {
        match next {
            '\\' => self.escape()?,
            '[' => class(&mut self.rest, &mut self.out)?,
            '.' => self.out.push_str(r"[^\n\r\u{2028}\u{2029}]"),
            '(' => self.group()?,
            ')' => {
                self.out.push(')');
                self.groups.close(&self.rest);
            }
            // A brace that begins no repetition stands for itself (ECMA-262, annex B).
            '{' if !repetition(self.rest.clone()) => self.out.push_str(r"\{"),
            '{' => {
                self.out.push('{');
                copy_braces(&mut self.rest, &mut self.out);
                self.one_quantifier()?;
            }
            '*' | '+' | '?' => {
                self.out.push(next);
                self.one_quantifier()?;
            }
            '}' => self.out.push_str(r"\}"),
            ']' => self.out.push_str(r"\]"),
            other => self.out.push(other),
        }
        Ok(())
    }

    /// A quantifier stands alone, or before the sign for as little as possible: two of them mean something else where there are
    /// possessive ones.
    fn one_quantifier(&mut self) -> Result<(), Untranslatable> {
        self.out.extend(self.rest.next_if_eq(&'?'));
        match self.rest.peek() {
            Some('*' | '+' | '?') => Err(Untranslatable::because(
                "repeats a repetition, which ECMA-262 does not know",
            )),
            _ => Ok(()),
        }
    }

    /// What a backslash starts outside of classes.
    fn escape(&mut self) -> Result<(), Untranslatable> {
        match self.rest.peek().copied() {
            Some(edge @ ('b' | 'B')) => self.rest.next().map_or(Ok(()), |_| self.word_edge(edge)),
            Some('1'..='9') => {
                let mut digits = String::new();
                while let Some(digit) = self.rest.next_if(char::is_ascii_digit) {
                    digits.push(digit);
                }
                self.refer(digits.parse().unwrap_or(usize::MAX))
            }
            Some('k') => {
                self.rest.next();
                let opened = self.rest.next() == Some('<');
                let name: String = self.rest.by_ref().take_while(|next| *next != '>').collect();
                let number = self.groups.named(&name).filter(|_| opened);
                match number {
                    Some(number) => self.refer(number),
                    None => Err(Untranslatable::because(
                        "refers back to a group that does not come before",
                    )),
                }
            }
            _ => escape(&mut self.rest, &mut self.out),
        }
    }

    /// `\b`, or `\B` that means anywhere else.
    fn word_edge(&mut self, edge: char) -> Result<(), Untranslatable> {
        let (ahead, behind) = (format!("(?={WORD})"), format!("(?<={WORD})"));
        let (not_ahead, not_behind) = (format!("(?!{WORD})"), format!("(?<!{WORD})"));
        match (self.engine, edge) {
            (Engine::Linear, 'b') => self.out.push_str(r"(?-u:\b)"),
            (Engine::Linear, _) => return Err(Untranslatable::NeedsBacktracking),
            (Engine::Backtracking, 'b') => {
                let edges = format!("(?:{behind}{not_ahead}|{not_behind}{ahead})");
                self.out.push_str(&edges);
            }
            (Engine::Backtracking, _) => {
                let elsewhere = format!("(?:{behind}{ahead}|{not_behind}{not_ahead})");
                self.out.push_str(&elsewhere);
            }
        }
        Ok(())
    }

    /// A reference to what a group holds; nothing, where it took no part.
    fn refer(&mut self, number: usize) -> Result<(), Untranslatable> {
        if self.engine == Engine::Linear {
            return Err(Untranslatable::NeedsBacktracking);
        }
        self.groups.refer(number);
        // By its number: groups lose their names.
        self.out.push_str(&format!(r"(?({number})\{number}|)"));
        Ok(())
    }

    /// `(`: the groups that both know.
    fn group(&mut self) -> Result<(), Untranslatable> {
        if self.rest.next_if_eq(&'?').is_none() {
            self.out.push('(');
            self.groups.open(Some(String::new()));
            return match self.rest.peek() {
                Some('*' | '+' | '?') => Err(Untranslatable::because("repeats nothing")),
                _ => Ok(()),
            };
        }
        let kind = self.rest.next();
        let behind = kind == Some('<');
        let sign = match kind {
            Some('<') => self.rest.next_if(|next| matches!(next, '=' | '!')),
            other => other,
        };
        match (sign, self.engine) {
            (Some(':'), _) => {
                self.out.push_str("(?:");
                self.groups.open(None);
            }
            (Some('=' | '!'), Engine::Linear) => return Err(Untranslatable::NeedsBacktracking),
            (Some(sign @ ('=' | '!')), Engine::Backtracking) => {
                self.out.push_str(if behind { "(?<" } else { "(?" });
                self.out.push(sign);
                self.groups.open(None);
            }
            (None, _) if behind => {
                let mut name = String::new();
                let closed = self.rest.by_ref().any(|next| {
                    let ends = next == '>';
                    name.extend((!ends).then_some(next));
                    ends
                });
                if !closed || name.is_empty() {
                    return Err(Untranslatable::because("has a group without a name"));
                }
                self.out.push('(');
                self.groups.open(Some(name));
            }
            _ => {
                return Err(Untranslatable::because(
                    "has a group that ECMA-262 does not know",
                ));
            }
        }
        Ok(())
    }
}

/// Copies up to the closing brace.
fn copy_braces(rest: &mut Peekable<Chars>, out: &mut String) {
    for inner in rest.by_ref() {
        out.push(inner);
        if inner == '}' {
            break;
        }
    }
}

/// What a backslash starts, in classes and outside of them.
fn escape(rest: &mut Peekable<Chars>, out: &mut String) -> Result<(), Untranslatable> {
    let next = rest
        .next()
        .ok_or_else(|| Untranslatable::because("ends in a backslash"))?;
    match next {
        'd' => out.push_str("[0-9]"),
        'D' => out.push_str("[^0-9]"),
        'w' => out.push_str(WORD),
        'W' => out.push_str("[^A-Za-z0-9_]"),
        's' => out.push_str(&format!("[{SPACE}]")),
        'S' => out.push_str(&format!("[^{SPACE}]")),
        // Only classes come here with it.
        'b' => out.push_str(r"\x08"),
        't' | 'n' | 'r' | 'f' | 'v' => {
            out.push('\\');
            out.push(next);
        }
        '0' if !rest.peek().is_some_and(char::is_ascii_digit) => out.push_str(r"\x00"),
        '0'..='9' | 'k' => {
            return Err(Untranslatable::because(
                "refers back to a group from within a class, or by an octal number",
            ));
        }
        'x' => out.push_str(&code(rest, 2)?),
        'u' if rest.peek() == Some(&'{') => {
            out.push_str(r"\x");
            copy_braces(rest, out);
        }
        'u' => out.push_str(&code(rest, 4)?),
        'p' | 'P' => {
            out.push('\\');
            out.push(next);
            // `\p{...}` keeps its braces.
            if rest.peek() == Some(&'{') {
                copy_braces(rest, out);
            }
        }
        'c' => {
            let letter = rest.next().filter(char::is_ascii_alphabetic);
            let letter =
                letter.ok_or_else(|| Untranslatable::because("has `\\c` without a letter"))?;
            out.push_str(&format!(r"\x{:02X}", letter as u32 % 32));
        }
        // Behind a backslash, others have a meaning of their own in the engines.
        meta if r"\.+*?()|[]{}^$#&-~".contains(meta) => {
            out.push('\\');
            out.push(meta);
        }
        other => out.push(other),
    }
    Ok(())
}

/// A character by its number in so many hexadecimal digits.
fn code(rest: &mut Peekable<Chars>, digits: usize) -> Result<String, Untranslatable> {
    let text: String = rest.by_ref().take(digits).collect();
    let value = u32::from_str_radix(&text, 16)
        .ok()
        .filter(|_| text.len() == digits);
    match value.map(char::from_u32) {
        Some(Some(_)) => Ok(format!(r"\x{{{text}}}")),
        Some(None) => Err(Untranslatable::because("names half of a surrogate pair")),
        None => Err(Untranslatable::Wrong(format!(
            "needs {digits} hexadecimal digits behind a `\\x` or `\\u`"
        ))),
    }
}

/// `[...]`, where the crate knows operators that ECMA-262 does not.
fn class(rest: &mut Peekable<Chars>, out: &mut String) -> Result<(), Untranslatable> {
    let negated = rest.next_if_eq(&'^').is_some();
    if rest.next_if_eq(&']').is_some() {
        out.push_str(if negated {
            r"(?s:.)"
        } else {
            r"[^\x00-\u{10FFFF}]"
        });
        return Ok(());
    }
    out.push_str(if negated { "[^" } else { "[" });
    while let Some(next) = rest.next() {
        match next {
            ']' => {
                out.push(']');
                return Ok(());
            }
            '\\' => escape(rest, out)?,
            '[' | '&' | '~' | '^' => {
                out.push('\\');
                out.push(next);
            }
            // Between two characters a range, beside a class or a border itself.
            '-' => {
                let escaped = out.ends_with(r"\[") || out.ends_with(r"\]") || out.ends_with(r"\^");
                let lone = !escaped && out.ends_with(['[', ']', '^']);
                let last = rest.peek() == Some(&']');
                let before_class = {
                    let mut ahead = rest.clone();
                    ahead.next() == Some('\\')
                        && ahead.next().is_some_and(|letter| "dDwWsS".contains(letter))
                };
                out.push_str(if lone || last || before_class {
                    r"\-"
                } else {
                    "-"
                });
            }
            other => out.push(other),
        }
    }
    Err(Untranslatable::because("has a `[` that is not closed"))
}

/// Whether what follows a `{` makes it a repetition.
fn repetition(rest: Peekable<Chars>) -> bool {
    let mut bounds = vec![String::new()];
    for next in rest {
        match (next, bounds.last_mut()) {
            ('}', _) => {
                let both = bounds.len() <= 2;
                return both && bounds.first().is_some_and(|first| !first.is_empty());
            }
            (',', _) => bounds.push(String::new()),
            (digit, Some(bound)) if digit.is_ascii_digit() => bound.push(digit),
            _ => return false,
        }
    }
    false
}
