use serde_json::Value;

use crate::model::Contract;

/// The package that is made.
pub struct Package<'p> {
    /// Its name.
    pub name: &'p str,
    /// What names of environment variables start with.
    pub environment: &'p str,
}

/// Makes one kind of package.
pub trait Backend {
    /// The document that the generator renders the templates of this kind from. The contract has passed the lint.
    fn document(&self, contract: &Contract, package: &Package) -> Value;
}
