use std::rc::Rc;

use crate::model::description::SchemaId;

/// Something that values must fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Atom {
    /// A schema.
    Schema(SchemaId),
    /// A schema as a part of another (`allOf`): of a parent with a discriminator itself, not its children.
    Part(SchemaId),
    /// Any value, where the schema says nothing of it.
    Open(SchemaId),
    /// A part of what another accepts, by its place in the normaliser's list.
    Slice(u32),
}

/// Atoms that all hold; any value fits none.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Expr(Rc<[Atom]>);

impl Expr {
    pub fn any() -> Self {
        Self(Rc::from([]))
    }

    pub fn schema(id: SchemaId) -> Self {
        Self::atom(Atom::Schema(id))
    }

    pub fn atom(atom: Atom) -> Self {
        Self(Rc::from([atom]))
    }

    pub fn all(atoms: impl IntoIterator<Item = Atom>) -> Self {
        let mut atoms: Vec<Atom> = atoms.into_iter().collect();
        atoms.sort_unstable();
        atoms.dedup();
        Self(atoms.into())
    }

    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        match (self.is_any(), other.is_any()) {
            (true, _) => other.clone(),
            (_, true) => self.clone(),
            _ => Self::all(self.0.iter().chain(other.0.iter()).copied()),
        }
    }

    pub fn is_any(&self) -> bool {
        self.0.is_empty()
    }

    pub fn atoms(&self) -> &[Atom] {
        &self.0
    }

    /// The schema that it is, when it is just one.
    pub fn only_schema(&self) -> Option<SchemaId> {
        match *self.0 {
            [Atom::Schema(id)] => Some(id),
            _ => None,
        }
    }
}
