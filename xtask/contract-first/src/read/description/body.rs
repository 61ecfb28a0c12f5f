use super::part::Part;
use super::reader::Reader;
use crate::document::Kind;
use crate::model::description::{MediaType, RequestBody};

impl<'d> Reader<'d> {
    pub(super) fn request_body(&mut self, part: &Part<'d>) -> Option<RequestBody> {
        let part = self.resolved(part, Kind::RequestBody)?;
        Some(RequestBody {
            at: part.at.clone(),
            required: self.flag(&part, "required"),
            content: self.content(&part),
        })
    }

    /// The forms that a body takes.
    pub(super) fn content(&mut self, holder: &Part<'d>) -> Vec<MediaType> {
        let entries = self.entries(holder, "content").into_iter();
        entries
            .filter_map(|(name, part)| self.media_type(name, &part))
            .collect()
    }

    pub(super) fn media_type(&mut self, name: &str, part: &Part<'d>) -> Option<MediaType> {
        self.object(part)?;
        Some(MediaType {
            at: part.at.clone(),
            name: name.to_owned(),
            schema: self.schema_under(part, "schema"),
            encodings: self.encodings(part),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::read::description::testing::{faults, operation};

    #[test]
    fn a_body_takes_each_of_its_forms() {
        let content = json!({ "application/json": { "schema": {} }, "text/*; charset=utf-8": {} });
        let body = operation(json!({ "requestBody": { "content": content } }))
            .body
            .unwrap();
        let read: Vec<_> = body
            .content
            .iter()
            .map(|one| (one.name.as_str(), one.schema.is_some()))
            .collect();
        assert_eq!(
            read,
            [("application/json", true), ("text/*; charset=utf-8", false)]
        );
        assert!(!body.required);
        assert!(operation(json!({})).body.is_none());
    }

    #[test]
    fn malformed_bodies_are_faults() {
        let at = "/paths/~1a/post/requestBody";
        for (body, place, reason) in [
            (json!([]), "", "`requestBody` must be an object, not a list"),
            (
                json!({ "content": "application/json" }),
                "/content",
                "`content` must be an object, not a string",
            ),
            (
                json!({ "content": { "a/b": null } }),
                "/content/a~1b",
                "`a/b` must be an object, not null",
            ),
            (
                json!({ "content": { "a/b": { "schema": 5 } } }),
                "/content/a~1b/schema",
                "`schema` must be an object, not a number",
            ),
            (
                json!({ "$ref": "#/components/headers/properties" }),
                "/$ref",
                "`#/components/headers/properties` is not a request body",
            ),
        ] {
            let found = faults(json!({ "requestBody": body }));
            assert_eq!(found, [(format!("{at}{place}"), reason.to_owned())]);
        }
    }
}
