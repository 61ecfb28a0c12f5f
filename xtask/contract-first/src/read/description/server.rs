use serde_json::Value;

use super::part::{Part, child};
use super::reader::Reader;
use crate::model::description::{Server, ServerVariable};

impl<'d> Reader<'d> {
    /// The servers of the first list that has any; `/` when none has (OpenAPI 3.1, OpenAPI Object).
    pub(super) fn servers(&mut self, lists: impl IntoIterator<Item = Part<'d>>) -> Vec<Server> {
        for list in lists {
            let items = self.list(&list);
            if !items.is_empty() {
                return items.iter().filter_map(|part| self.server(part)).collect();
            }
        }
        vec![Server {
            at: self.document().at.child("servers"),
            url: "/".to_owned(),
            variables: Vec::new(),
        }]
    }

    fn server(&mut self, part: &Part<'d>) -> Option<Server> {
        self.object(part)?;
        let url = self.required_text(part, "url")?;
        let variables = self.entries(part, "variables").into_iter();
        Some(Server {
            at: part.at.clone(),
            url,
            variables: variables
                .filter_map(|(name, part)| self.server_variable(name, &part))
                .collect(),
        })
    }

    fn server_variable(&mut self, name: &str, part: &Part<'d>) -> Option<ServerVariable> {
        self.object(part)?;
        let Some(default) = child(part, "default") else {
            self.missing(part, "default");
            return None;
        };
        let values = self.items(part, "enum");
        Some(ServerVariable {
            at: part.at.clone(),
            name: name.to_owned(),
            default: self.written(&default)?,
            values: values
                .iter()
                .filter_map(|value| self.written(value))
                .collect(),
        })
    }

    /// A text, or a number that stands for its text: ports are written so.
    fn written(&mut self, part: &Part<'d>) -> Option<String> {
        match part.value {
            Value::Number(number) => Some(number.to_string()),
            _ => self.string(part),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::read::description::testing::{document_with, faults_of, read};

    /// The addresses of the operation when servers are in the operation, its path and the document.
    fn urls(lists: [Option<Value>; 3]) -> Vec<String> {
        let mut document = document_with(json!({}), json!({}));
        for (place, list) in ["/paths/~1a/post", "/paths/~1a", ""].into_iter().zip(lists) {
            if let Some(list) = list {
                document.pointer_mut(place).unwrap()["servers"] = list;
            }
        }
        let read = read(&document);
        read.operations[0]
            .servers
            .iter()
            .map(|one| one.url.clone())
            .collect()
    }

    #[test]
    fn the_nearest_servers_count() {
        let [a, b, c] = ["a", "b", "c"].map(|url| Some(json!([{ "url": url }])));
        assert_eq!(urls([a.clone(), b.clone(), c.clone()]), ["a"]);
        assert_eq!(urls([None, b, c.clone()]), ["b"]);
        assert_eq!(urls([Some(json!([])), None, c]), ["c"]);
        assert_eq!(urls([None, None, None]), ["/"]);
    }

    #[test]
    fn variables_have_values() {
        let mut document = document_with(json!({}), json!({}));
        let port = json!({ "default": 8443, "enum": [8443, "443"] });
        document["servers"] = json!([{ "url": "https://a:{port}", "variables": { "port": port } }]);
        let read = read(&document);
        let variable = &read.operations[0].servers[0].variables[0];
        assert_eq!(
            (variable.default.as_str(), &variable.values[..]),
            ("8443", &["8443".to_owned(), "443".to_owned()][..])
        );
    }

    #[test]
    fn malformed_servers_are_faults() {
        for (servers, place, reason) in [
            (
                json!({}),
                "/servers",
                "`servers` must be a list, not an object",
            ),
            (
                json!(["https://a"]),
                "/servers/0",
                "`0` must be an object, not a string",
            ),
            (json!([{}]), "/servers/0", "`url` is missing"),
            (
                json!([{ "url": "a", "variables": { "v": {} } }]),
                "/servers/0/variables/v",
                "`default` is missing",
            ),
        ] {
            let mut document = document_with(json!({}), json!({}));
            document["servers"] = servers;
            assert_eq!(
                faults_of(&document),
                [(place.to_owned(), reason.to_owned())]
            );
        }
    }
}
