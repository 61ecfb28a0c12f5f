use crate::forms::Node;
use crate::urlencoded;

/// How a text holds several values (OpenAPI 3.1.1, Style Values).
pub(crate) struct Layout {
    /// What stands between them.
    pub(crate) separator: char,
    /// Whether a plus sign is a blank, as in a query.
    pub(crate) blanks: bool,
    /// Whether a property is written `name=value`; else names and values take turns.
    pub(crate) pairs: bool,
    /// Whether the text may be one value.
    pub(crate) plain: bool,
    /// Whether it may be a list.
    pub(crate) list: bool,
    /// Whether it may be an object.
    pub(crate) object: bool,
}

impl Layout {
    /// The list or object that a text is, as it was sent; `None` for what is one value.
    pub(super) fn read(&self, sent: &str) -> Option<Node> {
        let sent = &match self.blanks {
            true => sent.to_owned(),
            // Headers may have blanks around what stands between.
            false => {
                let parts = sent.split(self.separator).map(str::trim_ascii);
                let parts: Vec<_> = parts.collect();
                parts
                    .join(self.separator.encode_utf8(&mut [0; 4]))
                    .replace('+', "%2B")
            }
        };
        let separated = match self.separator {
            // Each item has its name before it (`style: matrix`): an empty one is there, too.
            ';' if sent.is_empty() => vec![String::new()],
            separator => urlencoded::split(sent, separator),
        };
        let has_properties = match self.pairs {
            true => sent.contains('='),
            false => separated.len() > 1,
        };
        if self.object && (!self.plain && !self.list || has_properties) {
            return self.properties(sent, &separated);
        }
        let list = self.list && (!self.plain || separated.len() > 1);
        list.then(|| Node::list(separated))
    }

    /// `None` for a text that is no object; its type refuses it.
    fn properties(&self, sent: &str, separated: &[String]) -> Option<Node> {
        let pairs: Option<Vec<_>> = match self.pairs {
            true => {
                let pairs = sent.split(self.separator).filter(|pair| !pair.is_empty());
                let pair = |pair: &str| {
                    let (name, value) = pair.split_once('=')?;
                    Some((urlencoded::decoded(name), urlencoded::decoded(value)))
                };
                pairs.map(pair).collect()
            }
            false => {
                let pair = |pair: &[String]| match pair {
                    [name, value] => Some((name.clone(), value.clone())),
                    _ => None,
                };
                separated.chunks(2).map(pair).collect()
            }
        };
        pairs.map(Node::object)
    }
}
