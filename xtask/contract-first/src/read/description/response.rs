use super::part::Part;
use super::reader::Reader;
use crate::document::Kind;
use crate::model::description::Response;

impl<'d> Reader<'d> {
    /// The responses of an operation.
    pub(super) fn responses(&mut self, operation: &Part<'d>) -> Vec<Response> {
        let entries = self.entries(operation, "responses").into_iter();
        let responses = entries.filter(|(code, _)| !code.starts_with("x-"));
        responses
            .filter_map(|(code, part)| {
                let code = self.response_code(code, &part)?;
                self.response(code, &part)
            })
            .collect()
    }

    pub(super) fn response(&mut self, code: String, part: &Part<'d>) -> Option<Response> {
        let part = self.resolved(part, Kind::Response)?;
        Some(Response {
            at: part.at.clone(),
            code,
            headers: self.headers(&part),
            content: self.content(&part),
        })
    }

    /// `200`, `4XX` or `default`.
    fn response_code(&mut self, key: &str, part: &Part<'d>) -> Option<String> {
        let code = key.to_ascii_uppercase();
        let is_status = match code.as_bytes() {
            [b'1'..=b'5', b'X', b'X'] => true,
            [b'1'..=b'9', rest @ ..] => rest.len() == 2 && rest.iter().all(u8::is_ascii_digit),
            _ => false,
        };
        match (is_status, code.as_str()) {
            (true, _) => Some(code),
            (false, "DEFAULT") => Some("default".to_owned()),
            (false, _) => {
                self.invalid(
                    &part.at,
                    &format!("`{key}` is not a status code, `4XX` or `default`"),
                );
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::read::description::testing::{faults, operation};

    #[test]
    fn codes_are_read_in_any_case() {
        let responses = json!({ "200": {}, "4xx": {}, "default": {}, "x-more": 5 });
        let read = operation(json!({ "responses": responses })).responses;
        let codes: Vec<_> = read.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(codes, ["200", "4XX", "default"]);
    }

    #[test]
    fn malformed_responses_are_faults() {
        let at = "/paths/~1a/post/responses";
        for (responses, place, reason) in [
            (
                json!("ok"),
                "",
                "`responses` must be an object, not a string",
            ),
            (
                json!({ "200": "ok" }),
                "/200",
                "`200` must be an object, not a string",
            ),
            (
                json!({ "2000": {} }),
                "/2000",
                "`2000` is not a status code, `4XX` or `default`",
            ),
            (
                json!({ "default": { "$ref": "#/components/responses/None" } }),
                "/default/$ref",
                "`#/components/responses/None` leads nowhere",
            ),
        ] {
            let found = faults(json!({ "responses": responses }));
            assert_eq!(found, [(format!("{at}{place}"), reason.to_owned())]);
        }
    }
}
