use crate::forms::Node;

impl Node {
    /// What stands behind a name.
    pub(crate) fn part(&self, name: &str) -> Option<&Self> {
        self.parts.get(name)
    }
}
