use std::collections::HashMap;
use std::sync::OnceLock;

use crate::diagnostic::Diagnostic;
use crate::document::{Place, Pointer, SourceMap};
use crate::overlay::{Origin, Origins};

/// Where the nodes of an effective document are: in the published document, or in the overlay that added or changed them.
///
/// Computed on first use.
pub struct Places {
    published: SourceMap,
    overlay: Option<SourceMap>,
    origins: OnceLock<Origins>,
    /// What was written out where it is used, and where it stood.
    moved: HashMap<Pointer, Pointer>,
}

impl Places {
    pub(super) fn new(
        published: SourceMap,
        overlay: Option<SourceMap>,
        moved: HashMap<Pointer, Pointer>,
    ) -> Self {
        Self {
            published,
            overlay,
            origins: OnceLock::new(),
            moved,
        }
    }

    /// Where a node is (a member with its key); when it is not there, the nearest one around it.
    pub fn place(&self, pointer: &Pointer) -> Place {
        let pointer = self.unmoved(pointer);
        let Some(overlay) = &self.overlay else {
            return self.published.place(&pointer);
        };
        match self.origins(overlay).origin(&pointer) {
            Origin::Published(at) => self.published.place(&at),
            Origin::Overlay(at) => overlay.place(&at),
        }
    }

    /// The same diagnostics with where each is written.
    pub fn locate(&self, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let located = diagnostics.into_iter().map(|found| {
            let place = self.place(found.pointer());
            found.located(place)
        });
        located.collect()
    }

    fn origins(&self, overlay: &SourceMap) -> &Origins {
        self.origins.get_or_init(|| {
            let published = self.published.source().data();
            let both = published.and_then(|published| Ok((published, overlay.source().data()?)));
            // Both could be read before.
            both.map(|(published, overlay)| Origins::of(published, &overlay))
                .unwrap_or_default()
        })
    }

    /// Where something stood before path items were written out.
    fn unmoved(&self, pointer: &Pointer) -> Pointer {
        if self.moved.is_empty() {
            return pointer.clone();
        }
        let steps = pointer.steps();
        // `paths`, a path, and a part of its item.
        let (part, rest) = steps.split_at(steps.len().min(3));
        let part: Vec<_> = part.iter().map(String::as_str).collect();
        match self.moved.get(&Pointer::default().descend(&part)) {
            Some(origin) => rest.iter().fold(origin.clone(), |at, step| at.child(step)),
            None => pointer.clone(),
        }
    }
}
