use super::node::Text;
use crate::forms::Node;

impl Node {
    /// Texts that were not encoded.
    pub(crate) fn of_texts(texts: Vec<String>) -> Self {
        let texts = texts.into_iter().map(|decoded| Text {
            sent: String::new(),
            decoded,
        });
        Self {
            texts: texts.collect(),
            ..Self::default()
        }
    }
}
