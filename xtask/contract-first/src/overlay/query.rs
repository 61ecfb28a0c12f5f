//! The maximum cost of a JSONPath query (RFC 9535), derived from its text: its result can hold a node many times, and more with every segment.

use crate::document::Size;

/// Longest query, in characters.
pub const MAX_QUERY_LENGTH: usize = 2000;
/// Deepest nesting of brackets in a query.
pub const MAX_QUERY_NESTING: usize = 12;
/// Maximum number of nodes that a query may visit in a document, counting repeated visits.
pub const MAX_QUERY_STEPS: usize = 20_000_000;

/// The parts of a query that determine its cost.
pub struct Query {
    length: usize,
    nesting: usize,
    /// `..`, each of which meets a node once for each node around it.
    descents: u32,
    /// `$` in filters, each of which starts from the top for each node.
    restarts: u32,
    /// How many ways the selectors of its lists can be combined.
    selectors: usize,
    /// Whether it leads to one place at most.
    pub is_singular: bool,
}

impl Query {
    /// Reads a query, which may be invalid.
    pub fn of(text: &str) -> Self {
        let mut query = Self {
            length: text.chars().count(),
            nesting: 0,
            descents: 0,
            restarts: 0,
            selectors: 1,
            is_singular: true,
        };
        let mut open = Vec::new();
        let mut quote = None;
        let mut rest = text.chars().skip(1).peekable();
        while let Some(next) = rest.next() {
            match (quote, next) {
                (Some(_), '\\') => {
                    rest.next();
                }
                (Some(mark), _) => quote = (mark != next).then_some(mark),
                (None, '\'' | '"') => quote = Some(next),
                (None, '[' | '(') => {
                    open.push((next, 1));
                    query.nesting = query.nesting.max(open.len());
                }
                (None, ']' | ')') => {
                    if let Some(('[', count)) = open.pop() {
                        query.selectors = query.selectors.saturating_mul(count);
                    }
                }
                (None, ',') => {
                    query.is_singular = false;
                    if let Some((_, count)) = open.last_mut() {
                        *count += 1;
                    }
                }
                (None, '.') if rest.peek() == Some(&'.') => {
                    query.is_singular = false;
                    query.descents += 1;
                    rest.next();
                }
                (None, '$') => query.restarts += 1,
                (None, '*' | '?' | ':') => query.is_singular = false,
                (None, _) => {}
            }
        }
        query
    }

    /// Checks that the query is cheap enough for a document of this size.
    ///
    /// # Errors
    /// What is too much, and the way out.
    pub fn check(&self, document: Size) -> Result<(), String> {
        if self.length > MAX_QUERY_LENGTH {
            return Err(format!(
                "the target has more than {MAX_QUERY_LENGTH} characters; use several actions"
            ));
        }
        if self.nesting > MAX_QUERY_NESTING {
            return Err(format!(
                "the target has brackets nested deeper than {MAX_QUERY_NESTING} levels; use a simpler filter"
            ));
        }
        let again = document
            .depth
            .max(2)
            .saturating_pow(self.descents.saturating_sub(1));
        let steps = document
            .values
            .saturating_mul(again)
            .saturating_mul(self.selectors)
            .saturating_mul(document.values.saturating_pow(self.restarts));
        // One place needs no search.
        if steps > MAX_QUERY_STEPS && !self.is_singular {
            return Err(format!(
                "the target may take more than {MAX_QUERY_STEPS} steps in this document; use fewer `..` and lists, or several actions"
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOCUMENT: Size = Size {
        values: 1_500_000,
        bytes: 0,
        depth: 35,
    };

    #[test]
    fn usual_targets_are_cheap_in_the_largest_document() {
        for (target, is_singular) in [
            ("$.info.license", true),
            ("$.paths['/a..b,c*']", true),
            ("$", true),
            ("$.paths.*.get", false),
            ("$..description", false),
            (
                "$.paths.*[?@.deprecated == true && match(@.operationId, 'a,b')]",
                false,
            ),
            ("$.paths['/a','/b'].get", false),
        ] {
            let query = Query::of(target);
            assert_eq!(query.is_singular, is_singular, "{target}");
            assert_eq!(query.check(DOCUMENT), Ok(()), "{target}");
        }
    }

    #[test]
    fn what_multiplies_is_refused() {
        for target in [
            "$..*..*..*..*".to_owned(),
            "$..[?@..[?@..a]]".to_owned(),
            "$..[?$..a]".to_owned(),
            format!("$..a{}", "['a','a','a','a']".repeat(20)),
            format!("$[?{}@.a{}]", "(".repeat(20), ")".repeat(20)),
            format!("$.{}", "a".repeat(3000)),
        ] {
            assert!(Query::of(&target).check(DOCUMENT).is_err(), "{target}");
        }
    }
}
