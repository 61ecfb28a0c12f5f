//! What stands between two slashes.

use crate::call::Call;

impl Call {
    /// Adds text to the path that is encoded already. Dots alone would be taken for another path.
    pub(crate) fn path_segment(&mut self, name: &str, encoded: &str) {
        if matches!(encoded, "" | "." | "..") {
            self.refuse(format!("`{name}` is {encoded:?}, which no path can hold"));
        }
        self.path.push_str(encoded);
    }
}
