/// A file that packages of a kind can have, part of this program. A project may replace single ones: `openapi/templates/<kind>/`.
#[derive(Debug)]
pub struct TemplateFile {
    /// The name of the file that it is written in, and that replaces it.
    pub name: &'static str,
    /// Where it goes in the package.
    pub destination: Destination,
    /// What it holds.
    pub content: Content,
}

/// Where a file goes in a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Destination {
    /// Where the generator puts what it has a template of the same name for.
    BuiltIn,
    /// Into the folder of the package's sources, under this path.
    Sources(&'static str),
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A template: the document says what becomes of it.
    Template(&'static str),
    /// A source that does not depend on the document: it is copied as it is.
    Source(&'static str),
}

impl TemplateFile {
    /// Its text, template or not.
    pub fn text(&self) -> &'static str {
        match self.content {
            Content::Template(text) | Content::Source(text) => text,
        }
    }
}

/// A template in the folder `templates` beside the calling file, and where it goes in the package's sources.
macro_rules! template {
    ($name:literal) => {
        template!($name, $crate::backend::Destination::BuiltIn)
    };
    ($name:literal => $path:literal) => {
        template!($name, $crate::backend::Destination::Sources($path))
    };
    ($name:literal, $destination:expr) => {
        $crate::backend::TemplateFile {
            name: $name,
            destination: $destination,
            content: $crate::backend::Content::Template(include_str!(concat!("templates/", $name))),
        }
    };
}
pub(crate) use template;

/// A source in the folder `runtime` beside the calling file, or `from` another file; its name is its path in the package's sources.
macro_rules! source {
    ($name:literal) => {
        source!($name, include_str!(concat!("runtime/", $name)))
    };
    ($name:literal from $file:literal) => {
        source!($name, include_str!($file))
    };
    ($name:literal, $text:expr) => {
        $crate::backend::TemplateFile {
            name: $name,
            destination: $crate::backend::Destination::Sources($name),
            content: $crate::backend::Content::Source($text),
        }
    };
}
pub(crate) use source;
