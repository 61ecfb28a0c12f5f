use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use fancy_regex::{Regex, RegexBuilder};

/// Most bytes that are looked at while a text is matched: half a second, where every step looks at the whole text.
const MAX_WORK: usize = 1 << 28;
/// Longest texts of each class, as powers of two; those of a class may take as many steps as the longest of them.
const CLASSES: [u32; 6] = [12, 14, 16, 18, 20, 24];

static COSTLY: AtomicU64 = AtomicU64::new(0);

/// How many texts were refused since the process began because matching them against a pattern would take too long. The patterns are
/// those that look around or refer back; if good texts are among these, the document can describe them by a simpler pattern.
pub fn costly_texts() -> u64 {
    COSTLY.load(Ordering::Relaxed)
}

/// A pattern that is matched step by step, because it looks around or refers back.
pub(crate) struct Backtracking {
    pattern: &'static str,
    /// For each class of texts, with its limit of steps.
    compiled: [OnceLock<Regex>; CLASSES.len()],
}

impl Backtracking {
    pub(crate) const fn new(pattern: &'static str) -> Self {
        Self {
            pattern,
            compiled: [const { OnceLock::new() }; CLASSES.len()],
        }
    }

    /// Whether a text matches; `None` where finding out takes too long, which is counted.
    pub(crate) fn is_match(&self, text: &str) -> Option<bool> {
        let matches = self.bounded_match(text);
        if matches.is_none() {
            COSTLY.fetch_add(1, Ordering::Relaxed);
        }
        matches
    }

    fn bounded_match(&self, text: &str) -> Option<bool> {
        let mut classes = CLASSES.iter().zip(&self.compiled);
        let (class, compiled) = classes.find(|(class, _)| text.len() <= 1 << **class)?;
        let compiled = compiled.get_or_init(|| {
            RegexBuilder::new(self.pattern)
                .backtrack_limit(MAX_WORK >> class)
                .build()
                .expect("it was compiled when this crate was generated")
        });
        compiled.is_match(text).ok()
    }
}
