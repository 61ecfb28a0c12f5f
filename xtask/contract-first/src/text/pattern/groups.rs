use std::iter::Peekable;
use std::str::Chars;

use super::translate::Untranslatable;

/// The groups that capture, as far as a pattern was read.
#[derive(Default)]
pub struct Groups {
    /// Names of all that were begun, in their order; those without a name have an empty one.
    begun: Vec<String>,
    /// For each group that is open, how many captured when it began, and whether it captures.
    open: Vec<(usize, bool)>,
    /// The groups inside of one that may be matched more than once: each turn forgets what they held.
    forgotten: Vec<bool>,
    /// The groups that are referred to.
    referred: Vec<usize>,
}

impl Groups {
    /// A group begins; `name` is `None` where it does not capture.
    pub fn open(&mut self, name: Option<String>) {
        self.open.push((self.begun.len(), name.is_some()));
        self.begun.extend(name);
        self.forgotten.resize(self.begun.len(), false);
    }

    /// The innermost group ends; what follows says whether it is repeated.
    pub fn close(&mut self, rest: &Peekable<Chars>) {
        let Some((first, captures)) = self.open.pop() else {
            return;
        };
        let repeated = matches!(rest.clone().next(), Some('*' | '+' | '{'));
        if repeated {
            let inner = first + usize::from(captures);
            self.forgotten
                .iter_mut()
                .skip(inner)
                .for_each(|group| *group = true);
        }
    }

    /// Whether a group with a name was begun; its number.
    pub fn named(&self, name: &str) -> Option<usize> {
        let index = self.begun.iter().position(|group| group == name)?;
        Some(index + 1)
    }

    /// Something refers to a group by its number.
    pub fn refer(&mut self, number: usize) {
        self.referred.push(number);
    }

    /// Whether what is referred to is there, and means the same in the engine as in ECMA-262.
    pub fn check(&self) -> Result<(), Untranslatable> {
        for number in &self.referred {
            match self.forgotten.get(number.wrapping_sub(1)) {
                None => {
                    return Err(Untranslatable::because(
                        "refers back to a group that is not there",
                    ));
                }
                Some(true) => {
                    return Err(Untranslatable::because(
                        "refers back to a group inside of a repeated one, which is not supported",
                    ));
                }
                Some(false) => {}
            }
        }
        Ok(())
    }
}
