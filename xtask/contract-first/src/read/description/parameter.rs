use super::part::{Part, child};
use super::reader::Reader;
use crate::document::Kind;
use crate::model::ParameterLocation;
use crate::model::Style;
use crate::model::description::{Parameter, ParameterValue};
use crate::read::header_name::is_no_parameter;

impl<'d> Reader<'d> {
    /// The parameters that are listed in parts, without headers that are no parameters. Of two that are the same one the first counts:
    /// an operation replaces its path's.
    pub(super) fn parameters(&mut self, lists: &[Part<'d>]) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::new();
        for list in lists {
            for part in self.list(list) {
                let Some(parameter) = self.parameter(&part) else {
                    continue;
                };
                let is_header = parameter.location == ParameterLocation::Header;
                let again = parameters.iter().any(|known| {
                    known.location == parameter.location && known.name == parameter.name
                });
                let is_ignored = is_header && is_no_parameter(&parameter.name);
                if !again && !is_ignored {
                    parameters.push(parameter);
                }
            }
        }
        parameters
    }

    /// A parameter; `None` for one that cannot be read.
    pub(super) fn parameter(&mut self, part: &Part<'d>) -> Option<Parameter> {
        let part = self.resolved(part, Kind::Parameter)?;
        let name = self.required_text(&part, "name");
        let place = self.required_text(&part, "in")?;
        let Some(location) = ParameterLocation::of(&place) else {
            let at = part.at.child("in");
            self.invalid(&at, &format!("a parameter cannot be in `{place}`"));
            return None;
        };
        let style = match location {
            ParameterLocation::Path | ParameterLocation::Header => Style::Simple,
            ParameterLocation::Query | ParameterLocation::Cookie => Style::Form,
        };
        let in_query = location == ParameterLocation::Query;
        let required = self.flag(&part, "required");
        Some(Parameter {
            at: part.at.clone(),
            name: name?,
            location,
            required: required || location == ParameterLocation::Path,
            deprecated: self.flag(&part, "deprecated"),
            allow_empty_value: self.flag(&part, "allowEmptyValue") && in_query,
            value: self.parameter_value(&part, style, in_query),
        })
    }

    /// How the value of a parameter or header is written.
    pub(super) fn parameter_value(
        &mut self,
        part: &Part<'d>,
        default_style: Style,
        in_query: bool,
    ) -> ParameterValue {
        if part.value.get("schema").is_none()
            && let Some((name, media)) = self.entries(part, "content").first()
            && let Some(media) = self.media_type(name, media)
        {
            return ParameterValue::Content(Box::new(media));
        }
        let style = self.style(part).unwrap_or(default_style);
        let explode = child(part, "explode").map(|part| self.boolean(&part));
        ParameterValue::Styled {
            schema: match self.schema_under(part, "schema") {
                Some(schema) => schema,
                None => self.any(&part.at),
            },
            style,
            explode: explode.unwrap_or(style == Style::Form),
            allow_reserved: self.flag(part, "allowReserved") && in_query,
        }
    }

    /// The `style` of a part.
    pub(super) fn style(&mut self, part: &Part<'d>) -> Option<Style> {
        let name = self.text(part, "style")?;
        let style = Style::of_name(&name);
        if style.is_none() {
            let at = part.at.child("style");
            self.invalid(&at, &format!("`{name}` is not a style of OpenAPI"));
        }
        style
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::read::description::testing::{faults, operation};

    #[test]
    fn defaults_follow_from_the_location() {
        let parameter = |place: &str| json!({ "name": "p", "in": place, "schema": {} });
        let places = ["path", "query", "header", "cookie"];
        let read = operation(json!({ "parameters": places.map(parameter) })).parameters;
        let expected = [
            (true, Style::Simple, false),
            (false, Style::Form, true),
            (false, Style::Simple, false),
            (false, Style::Form, true),
        ];
        for (parameter, expected) in read.iter().zip(expected) {
            let ParameterValue::Styled { style, explode, .. } = &parameter.value else {
                panic!("no style");
            };
            assert_eq!((parameter.required, *style, *explode), expected);
        }
    }

    #[test]
    fn what_is_written_replaces_the_defaults() {
        let written = json!({ "name": "p", "in": "query", "style": "deepObject", "required": true, "allowReserved": true,
            "allowEmptyValue": true, "schema": { "type": "object" } });
        let read = &operation(json!({ "parameters": [written] })).parameters[0];
        assert!(read.required && read.allow_empty_value);
        let ParameterValue::Styled {
            style,
            explode,
            allow_reserved,
            ..
        } = read.value
        else {
            panic!("no style");
        };
        assert_eq!(
            (style, explode, allow_reserved),
            (Style::DeepObject, false, true)
        );
    }

    #[test]
    fn a_value_may_be_a_media_type_or_anything() {
        let content = json!({ "application/json": { "schema": { "type": "object" } } });
        let read = operation(json!({ "parameters": [
            { "name": "a", "in": "query", "content": content },
            { "name": "b", "in": "query" },
        ] }));
        let ParameterValue::Content(media) = &read.parameters[0].value else {
            panic!("no media type");
        };
        assert_eq!(media.name, "application/json");
        assert!(matches!(
            read.parameters[1].value,
            ParameterValue::Styled { .. }
        ));
    }

    #[test]
    fn headers_that_are_described_elsewhere_are_no_parameters() {
        let headers = ["Accept", "content-type", "Authorization", "X-Trace"];
        let listed = headers.map(|name| json!({ "name": name, "in": "header", "schema": {} }));
        let read = operation(json!({ "parameters": listed })).parameters;
        let names: Vec<_> = read.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["X-Trace"]);
    }

    #[test]
    fn malformed_parameters_are_faults() {
        let found = |parameter: Value| faults(json!({ "parameters": [parameter] }));
        for (parameter, place, reason) in [
            (json!("p"), "", "`0` must be an object, not a string"),
            (json!({ "in": "query" }), "", "`name` is missing"),
            (json!({ "name": "p" }), "", "`in` is missing"),
            (
                json!({ "name": "p", "in": "body" }),
                "/in",
                "a parameter cannot be in `body`",
            ),
            (
                json!({ "name": "p", "in": "query", "schema": "string" }),
                "/schema",
                "`schema` must be an object, not a string",
            ),
            (
                json!({ "name": "p", "in": "query", "style": "csv" }),
                "/style",
                "`csv` is not a style of OpenAPI",
            ),
            (
                json!({ "name": "p", "in": "query", "required": "yes" }),
                "/required",
                "`required` must be true or false, not a string",
            ),
            (
                json!({ "$ref": 5 }),
                "/$ref",
                "`$ref` must be a string, not a number",
            ),
            (
                json!({ "$ref": "#/components/parameters/None" }),
                "/$ref",
                "`#/components/parameters/None` leads nowhere",
            ),
            (
                json!({ "$ref": "other.yaml#/p" }),
                "/$ref",
                "`other.yaml#/p` leads to another document",
            ),
            (
                json!({ "$ref": "#/paths" }),
                "/$ref",
                "`#/paths` is not a parameter",
            ),
        ] {
            let (at, because) = found(parameter.clone()).remove(0);
            assert_eq!(
                at,
                format!("/paths/~1a/post/parameters/0{place}"),
                "{parameter}"
            );
            assert_eq!(because, reason, "{parameter}");
        }
    }
}
