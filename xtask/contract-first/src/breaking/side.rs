//! One of the two documents that are compared.

use thiserror::Error;

use crate::diagnostic::Diagnostic;
use crate::document::{Place, Pointer};
use crate::effective::{Effective, Places};
use crate::model::description::ApiDescription;
use crate::read;

/// Most parts that are named one by one.
const MAX_NAMED: usize = 20;

/// A document, and where its parts are.
pub struct ContractSide {
    /// Its name in messages.
    pub name: String,
    pub(super) description: ApiDescription,
    places: Places,
}

/// A document has parts that cannot be read: what they say would pass for nothing.
#[derive(Debug, Error)]
#[error("{name} cannot be compared: {}", lines(.faults))]
pub struct UnreadablePartsError {
    name: String,
    faults: Vec<Diagnostic>,
}

impl ContractSide {
    /// Reads a document that messages call `name`.
    ///
    /// # Errors
    /// Parts of it cannot be read.
    pub fn read(name: &str, effective: Effective) -> Result<Self, UnreadablePartsError> {
        let Effective { document, places } = effective;
        match read::description(&document) {
            Ok(description) => Ok(Self {
                name: name.to_owned(),
                description,
                places,
            }),
            Err(faults) => {
                let mut faults = places.locate(faults);
                // What is written out where it is used is one part of the file.
                let key = |fault: &Diagnostic| (fault.place().cloned(), fault.reason().to_owned());
                faults.sort_by_cached_key(key);
                faults.dedup_by_key(|fault| key(fault));
                let name = name.to_owned();
                Err(UnreadablePartsError { name, faults })
            }
        }
    }

    /// Where a part is written: in the published document, or in the overlay that added or changed it.
    pub fn place(&self, pointer: &Pointer) -> Place {
        self.places.place(pointer)
    }
}

/// One line, or one for each below a first one.
fn lines(faults: &[Diagnostic]) -> String {
    let line = |fault: &Diagnostic| {
        let (location, reason, help) = (fault.location(), fault.reason(), fault.help());
        format!("{location}: {reason}; {help}")
    };
    if let [fault] = faults {
        return line(fault);
    }
    let mut lines = vec![format!("{} parts cannot be read:", faults.len())];
    lines.extend(faults.iter().take(MAX_NAMED).map(line));
    if faults.len() > MAX_NAMED {
        lines.push(format!("... {} more", faults.len() - MAX_NAMED));
    }
    lines.join("\n  ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, Source};
    use crate::effective::effective;

    fn source(name: &str, text: &str) -> Source {
        Source {
            name: name.to_owned(),
            text: text.to_owned(),
            format: Format::Yaml,
        }
    }

    fn side(text: &str, overlay: Option<&str>) -> Result<ContractSide, UnreadablePartsError> {
        let published = source("old.yaml", text).document().unwrap();
        let overlay = overlay.map(|text| source("overlay.yaml", text));
        ContractSide::read("the old one", effective(published, overlay).unwrap())
    }

    const TEXT: &str = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get:\n      responses:\n        '200': {description: D}\n  /b: {$ref: '#/components/pathItems/P'}\ncomponents:\n  pathItems:\n    P:\n      put: {}\n";

    #[test]
    fn parts_have_the_places_where_they_are_written() {
        let overlay = "overlay: 1.0.0\ninfo: {title: O, version: '1'}\nactions:\n- target: $.paths['/a'].get.responses\n  update:\n    '404': {description: N}\n";
        let side = side(TEXT, Some(overlay)).unwrap_or_else(|error| panic!("{error}"));
        let operations = &side.description.operations;
        let responses = &operations[0].responses;
        let places = [&responses[0].at, &responses[1].at, &operations[1].at];
        let places = places.map(|at| side.place(at).to_string());
        assert_eq!(
            places,
            ["old.yaml:7:9", "overlay.yaml:6:5", "old.yaml:12:7"]
        );
    }

    #[test]
    fn parts_that_cannot_be_read_are_named_in_the_order_of_the_file() {
        let broken = TEXT
            .replace("{description: D}", "D")
            .replace("put: {}", "put: 5");
        let error = side(&broken, None).err().expect("faults").to_string();
        let lines: Vec<_> = error.lines().collect();
        assert_eq!(lines.len(), 3, "{error}");
        assert_eq!(
            lines[0],
            "the old one cannot be compared: 2 parts cannot be read:"
        );
        assert!(
            lines[1].starts_with("  old.yaml:7:9 /paths/~1a/get/responses/200: "),
            "{error}"
        );
        assert!(lines[2].starts_with("  old.yaml:12:7 /"), "{error}");
    }
}
