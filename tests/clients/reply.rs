use std::collections::BTreeMap;

use serde::Deserialize;

/// What the server in front does with a request.
#[derive(Clone, Deserialize)]
#[serde(untagged)]
pub(crate) enum Reply {
    Named(Named),
    Scripted(Scripted),
}

#[derive(Clone, Copy, Deserialize)]
pub(crate) enum Named {
    /// Hands it to the real service.
    #[serde(rename = "service")]
    Service,
    /// Never answers.
    #[serde(rename = "silence")]
    Silence,
    /// Answers half of a body, and no more.
    #[serde(rename = "half")]
    Half,
    /// Closes the connection in place of an answer.
    #[serde(rename = "hang up")]
    HangUp,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Scripted {
    status: u16,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    body: String,
    json: Option<String>,
    /// A body of so many bytes.
    repeat: Option<usize>,
}

impl Scripted {
    /// The bytes of the answer; the connection ends with it.
    pub(crate) fn bytes(&self, dead: &str) -> Vec<u8> {
        let body = match (&self.json, self.repeat) {
            (Some(json), _) => json.clone(),
            (None, Some(times)) => "x".repeat(times),
            (None, None) => self.body.clone(),
        };
        let mut head = format!("HTTP/1.1 {} Scripted\r\n", self.status);
        if self.json.is_some() {
            head.push_str("content-type: application/json\r\n");
        }
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {}\r\n", value.replace("${DEAD}", dead)));
        }
        head.push_str(&format!(
            "content-length: {}\r\nconnection: close\r\n\r\n",
            body.len()
        ));
        (head + &body).into_bytes()
    }
}
