use serde_json::Value;

/// Paths that are counted by themselves; a document with more has a mistake.
const MAX_SHAPES: usize = 1000;

/// The paths of an OpenAPI document, to count requests by without a series for each id.
#[derive(Clone, Debug, Default)]
pub struct PathShapes(Vec<Shape>);

#[derive(Clone, Debug)]
struct Shape {
    /// As the document has it, with the path of its server in front.
    text: String,
    segments: Vec<Segment>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Segment {
    /// Before the other kind: a path that is written out wins over one with parameters.
    Literal(String),
    Parameter,
}

/// Why a text is not a document with paths.
#[derive(Debug, thiserror::Error)]
pub enum InvalidDocument {
    /// Not JSON.
    #[error("not valid JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// Not an OpenAPI document.
    #[error("not an OpenAPI document with paths")]
    NoPaths,
    /// More than anybody looks at.
    #[error("the document has more than {MAX_SHAPES} paths")]
    TooMany,
}

impl PathShapes {
    /// Reads the paths of a document.
    ///
    /// # Errors
    /// It has none.
    pub fn read(document: &str) -> Result<Self, InvalidDocument> {
        let document: Value = serde_json::from_str(document)?;
        let paths = document["openapi"]
            .as_str()
            .and(document["paths"].as_object());
        let paths = paths.ok_or(InvalidDocument::NoPaths)?;
        if paths.len() > MAX_SHAPES {
            return Err(InvalidDocument::TooMany);
        }
        let base = base_path(&document);
        let mut shapes: Vec<_> = paths.keys().map(|path| Shape::new(&base, path)).collect();
        shapes.sort_by(|left, right| left.segments.cmp(&right.segments));
        Ok(Self(shapes))
    }

    /// The shape of a path, as the document writes it.
    pub fn shape_of(&self, path: &str) -> Option<&str> {
        let segments: Vec<_> = segments(path).collect();
        let shape = self.0.iter().find(|shape| shape.fits(&segments))?;
        Some(&shape.text)
    }
}

impl Shape {
    fn new(base: &str, path: &str) -> Self {
        let text = format!("{base}{path}");
        let segments = segments(&text).map(|segment| match segment.contains('{') {
            true => Segment::Parameter,
            false => Segment::Literal(segment.to_owned()),
        });
        Self {
            segments: segments.collect(),
            text,
        }
    }

    fn fits(&self, path: &[&str]) -> bool {
        let fits = |(segment, text): (&Segment, &&str)| match segment {
            Segment::Literal(literal) => literal == text,
            Segment::Parameter => !text.is_empty(),
        };
        self.segments.len() == path.len() && self.segments.iter().zip(path).all(fits)
    }
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.trim_start_matches('/').split('/')
}

/// What the first server's URL has in front of each path.
fn base_path(document: &Value) -> String {
    let url = document["servers"][0]["url"].as_str().unwrap_or_default();
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => url,
    };
    path.trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests;
