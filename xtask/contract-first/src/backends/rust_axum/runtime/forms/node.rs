use std::collections::BTreeMap;

use crate::urlencoded;
use crate::violation::Violation;

/// Most names inside of each other.
const DEEPEST: usize = 32;

/// What stands behind a name of a form (`application/x-www-form-urlencoded`): texts, and parts by their names. Parts of a value are
/// named in brackets: `lines[0][count]=2`; a list is a name that is repeated, too.
#[derive(Clone, Default)]
pub(crate) struct Node {
    pub(super) texts: Vec<Text>,
    pub(super) parts: BTreeMap<String, Node>,
}

/// A value as it was sent, and decoded.
#[derive(Clone)]
pub(super) struct Text {
    pub(super) sent: String,
    pub(super) decoded: String,
}

impl Node {
    /// A whole form.
    pub(crate) fn read(text: &str) -> Result<Self, Violation> {
        let mut root = Self::default();
        for (name, value) in urlencoded::pairs(text) {
            let (first, inner) = match name.strip_suffix(']').and_then(|name| name.split_once('['))
            {
                Some((first, inner)) => (first, Some(inner)),
                None => (&*name, None),
            };
            let mut place = root.parts.entry(first.to_owned()).or_default();
            for (depth, part) in inner
                .into_iter()
                .flat_map(|inner| inner.split("]["))
                .enumerate()
            {
                if depth == DEEPEST {
                    return Err(Violation {
                        field: first.to_owned(),
                        problem: "is too deep".to_owned(),
                    });
                }
                place = place.parts.entry(part.to_owned()).or_default();
            }
            place.texts.push(Text {
                sent: value.to_owned(),
                decoded: urlencoded::decoded(value),
            });
        }
        Ok(root)
    }

    fn of(text: Text) -> Self {
        Self {
            texts: vec![text],
            parts: BTreeMap::new(),
        }
    }

    /// The items of a text with a character between.
    pub(super) fn split(&self, separator: char) -> Option<Vec<Self>> {
        let ([text], true) = (self.texts.as_slice(), self.parts.is_empty()) else {
            return None;
        };
        let items = urlencoded::split(&text.sent, separator).into_iter();
        Some(
            items
                .map(|decoded| {
                    Self::of(Text {
                        sent: String::new(),
                        decoded,
                    })
                })
                .collect(),
        )
    }

    /// The text, if there is one and nothing else.
    pub(super) fn text(&self) -> Option<&str> {
        match (self.texts.as_slice(), self.parts.is_empty()) {
            ([text], true) => Some(&text.decoded),
            _ => None,
        }
    }

    /// The items of a list, by their numbers.
    pub(super) fn items(&self) -> Vec<Self> {
        let mut numbered: Vec<_> = self
            .parts
            .iter()
            .filter(|(name, _)| !name.is_empty())
            .collect();
        numbered.sort_by_key(|(name, _)| name.parse::<u32>().unwrap_or(u32::MAX));
        let lone = self.parts.get("");
        let texts = self
            .texts
            .iter()
            .chain(lone.into_iter().flat_map(|lone| &lone.texts));
        let inner = lone.filter(|lone| !lone.parts.is_empty()).into_iter();
        let numbered = numbered.into_iter().map(|(_, node)| node);
        texts
            .cloned()
            .map(Self::of)
            .chain(inner.chain(numbered).cloned())
            .collect()
    }
}
