//! Bodies of parts in the names of one language.

use super::language::Position;
use super::renderer::{Renderer, shown_name};
use crate::backend::Fragment;
use crate::backend::names::NameAllocator;
use crate::model::{FurtherParts, Multipart, Operation, Part};

/// A body of parts.
pub struct ClientMultipart<'c> {
    /// The type of it; no other has the name.
    pub body_type: String,
    pub parts: Vec<ClientPart<'c>>,
    /// The name of what holds parts that the document does not name, where there may be some.
    pub further: Option<String>,
}

/// A part, or several of the same name.
pub struct ClientPart<'c> {
    pub described: &'c Part,
    pub name: String,
    /// The type of its value; of a file, that of the back-end counts.
    pub kind: Fragment,
    /// The lines of its doc comment.
    pub docs: Vec<String>,
}

impl<'c> Renderer<'c> {
    pub(super) fn multipart(
        &mut self,
        operation: &Operation,
        multipart: &'c Multipart,
    ) -> ClientMultipart<'c> {
        let body_type = self.type_of(operation, "Body");
        let convention = self.language.convention(Position::Property);
        let parts = multipart.parts.iter();
        let texts: Vec<_> = parts.map(|part| part.code_name.as_str()).collect();
        let mut scope = NameAllocator::default();
        let names = scope.allocate_all(convention, &texts);
        let kept = multipart.further == FurtherParts::Kept;
        let parts = multipart.parts.iter().zip(names);
        let parts = parts.map(|(part, name)| ClientPart {
            described: part,
            name,
            kind: self.language.of(self.types, &part.shape, None),
            docs: self.docs(&part.documentation.markdown(), shown_name(&part.wire), 4),
        });
        ClientMultipart {
            body_type,
            parts: parts.collect(),
            further: kept.then(|| scope.allocate(convention, "furtherParts")),
        }
    }
}
