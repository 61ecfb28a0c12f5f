use super::part::{Part, child};
use super::reader::Reader;
use crate::model::description::Encoding;

impl<'d> Reader<'d> {
    /// How the properties of a form are written.
    pub(super) fn encodings(&mut self, media_type: &Part<'d>) -> Vec<Encoding> {
        let entries = self.entries(media_type, "encoding").into_iter();
        entries
            .filter_map(|(property, part)| self.encoding(property, &part))
            .collect()
    }

    fn encoding(&mut self, property: &str, part: &Part<'d>) -> Option<Encoding> {
        self.object(part)?;
        Some(Encoding {
            at: part.at.clone(),
            property: property.to_owned(),
            content_type: self.text(part, "contentType"),
            headers: self.headers(part),
            style: self.style(part),
            explode: child(part, "explode").map(|part| self.boolean(&part)),
            allow_reserved: self.flag(part, "allowReserved"),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::model::Style;
    use crate::read::description::testing::operation;

    #[test]
    fn each_property_has_its_encoding() {
        let encoding = json!({ "a": { "contentType": "image/png", "headers": { "X-A": {} } }, "b": { "style": "pipeDelimited", "explode": true } });
        let content = json!({ "multipart/form-data": { "encoding": encoding } });
        let body = operation(json!({ "requestBody": { "content": content } }))
            .body
            .unwrap();
        let [a, b] = &body.content[0].encodings[..] else {
            panic!("two encodings");
        };
        assert_eq!(a.content_type.as_deref(), Some("image/png"));
        assert_eq!((a.headers.len(), a.style, a.explode), (1, None, None));
        assert_eq!(
            (b.property.as_str(), b.style, b.explode),
            ("b", Some(Style::PipeDelimited), Some(true))
        );
    }
}
