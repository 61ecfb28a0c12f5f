use super::part::Part;
use super::reader::Reader;
use crate::document::Kind;
use crate::model::Style;
use crate::model::description::Header;

impl<'d> Reader<'d> {
    /// The headers of a response or of a part of a body.
    pub(super) fn headers(&mut self, holder: &Part<'d>) -> Vec<Header> {
        let entries = self.entries(holder, "headers").into_iter();
        entries
            .filter_map(|(name, part)| self.header(name, &part))
            .collect()
    }

    pub(super) fn header(&mut self, name: &str, part: &Part<'d>) -> Option<Header> {
        let part = self.resolved(part, Kind::Header)?;
        Some(Header {
            at: part.at.clone(),
            name: name.to_owned(),
            required: self.flag(&part, "required"),
            deprecated: self.flag(&part, "deprecated"),
            value: self.parameter_value(&part, Style::Simple, false),
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::read::description::testing::{faults, operation};

    #[test]
    fn any_name_is_a_header() {
        let header = json!({ "schema": { "type": "string" }, "required": true });
        let headers =
            json!({ "default": header, "X-A": { "$ref": "#/components/headers/properties" } });
        let read = operation(json!({ "responses": { "200": { "headers": headers } } }));
        let read = &read.responses[0].headers;
        let names: Vec<_> = read
            .iter()
            .map(|one| (one.name.as_str(), one.required))
            .collect();
        assert_eq!(names, [("default", true), ("X-A", false)]);
        assert_eq!(read[1].at.as_str(), "/components/headers/properties");
    }

    #[test]
    fn malformed_headers_are_faults() {
        let headers = json!({ "A": 5, "B": { "schema": [] } });
        let found = faults(json!({ "responses": { "200": { "headers": headers } } }));
        let at = "/paths/~1a/post/responses/200/headers";
        let expected = [
            (
                format!("{at}/A"),
                "`A` must be an object, not a number".to_owned(),
            ),
            (
                format!("{at}/B/schema"),
                "`schema` must be an object, not a list".to_owned(),
            ),
        ];
        assert_eq!(found, expected);
    }
}
