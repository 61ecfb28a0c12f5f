use crate::server::{READER, STAFF, Server};

/// Bodies of `addBook` around each constraint of the schema, and what is said of those that break it.
const CASES: &[(&str, Result<(), &str>)] = &[
    (r#"{"title":"A","price-cents":0}"#, Ok(())),
    (r#"{"title":"A","price-cents":100000}"#, Ok(())),
    (
        r#"{"title":"A","price-cents":-1}"#,
        Err("price-cents must be from 0 to 100000"),
    ),
    (
        r#"{"title":"A","price-cents":100001}"#,
        Err("price-cents must be from 0 to 100000"),
    ),
    (
        r#"{"title":"A","price-cents":"1"}"#,
        Err("price-cents must be a 64-bit integer"),
    ),
    (
        r#"{"title":"A","price-cents":null}"#,
        Err("price-cents must be a 64-bit integer"),
    ),
    (r#"{"title":"A"}"#, Err("price-cents is required")),
    (
        r#"{"title":"A","price_cents":1}"#,
        Err("price-cents is required"),
    ),
    (r#"{"price-cents":1}"#, Err("title is required")),
    (
        r#"{"title":"","price-cents":1}"#,
        Err("title must have 1 to 40 characters"),
    ),
    (
        r#"{"title":7,"price-cents":1}"#,
        Err("title must be a string"),
    ),
    // 40 and 41 characters; of two bytes each.
    (
        r#"{"title":"üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü","price-cents":1}"#,
        Ok(()),
    ),
    (
        r#"{"title":"üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü","price-cents":1}"#,
        Err("title must have 1 to 40 characters"),
    ),
    (r#"{"title":"A","price-cents":1,"language":"en"}"#, Ok(())),
    (
        r#"{"title":"A","price-cents":1,"language":"pt-BR"}"#,
        Ok(()),
    ),
    (r#"{"title":"A","price-cents":1,"language":"2"}"#, Ok(())),
    (
        r#"{"title":"A","price-cents":1,"language":2}"#,
        Err("language must be a string"),
    ),
    (
        r#"{"title":"A","price-cents":1,"language":{"en":null}}"#,
        Err("language must be a string"),
    ),
    (
        r#"{"title":"A","price-cents":1,"language":"EN"}"#,
        Err("language must be one of `en`, `de`, `pt-BR`, `2`"),
    ),
    (
        r#"{"title":"A","price-cents":1,"language":null}"#,
        Err("language must be a string"),
    ),
    (
        r#"{"title":"A","price-cents":1,"link":"https://example.com/%20?a#b"}"#,
        Ok(()),
    ),
    (
        r#"{"title":"A","price-cents":1,"link":"urn:isbn:0451450523"}"#,
        Ok(()),
    ),
    (
        r#"{"title":"A","price-cents":1,"link":"example.com"}"#,
        Err("link must be an absolute URI"),
    ),
    (
        r#"{"title":"A","price-cents":1,"link":"https://example.com/ü"}"#,
        Err("link must be an absolute URI"),
    ),
    (r#"{"title":"A","price-cents":1,"type":"pocket"}"#, Ok(())),
    (
        r#"{"title":"A","price-cents":1,"type":1}"#,
        Err("type must be a string"),
    ),
    (r#"{"title":"A","price-cents":1,"labels":[]}"#, Ok(())),
    (
        r#"{"title":"A","price-cents":1,"labels":["a","b","c"]}"#,
        Ok(()),
    ),
    (
        r#"{"title":"A","price-cents":1,"labels":["a","b","c","d"]}"#,
        Err("labels must have at most 3 items"),
    ),
    (
        r#"{"title":"A","price-cents":1,"labels":["a",1]}"#,
        Err("labels[1] must be a string"),
    ),
    (
        r#"{"title":"A","price-cents":1,"labels":"a"}"#,
        Err("labels must be an array"),
    ),
    (
        r#"{"title":"A","price-cents":1,"translations":{"de":"B","pt-BR":"C"}}"#,
        Ok(()),
    ),
    (
        r#"{"title":"A","price-cents":1,"translations":{"de":1}}"#,
        Err("translations.de must be a string"),
    ),
    (
        r#"{"title":"A","price-cents":1,"translations":[]}"#,
        Err("translations must be an object"),
    ),
    // Further keys are allowed, and not sent back.
    (r#"{"title":"A","price-cents":1,"extra":{"a":[1]}}"#, Ok(())),
];

#[tokio::test]
async fn send_book_each_constraint() {
    let server = Server::start().await;
    let mut wrong = Vec::new();
    for (body, expected) in CASES {
        let answer = server
            .send_json("POST /books", &[READER, STAFF], body)
            .await;
        let sent: serde_json::Value = serde_json::from_str(body).expect("JSON");
        match expected {
            Ok(()) => {
                let mut sent = sent;
                sent.as_object_mut().expect("an object").remove("extra");
                if (answer.status, &answer.json()) != (201, &sent) {
                    wrong.push(format!("{body}: {} {}", answer.status, answer.json()));
                }
            }
            Err(message) => {
                let found = answer.json()["message"]
                    .as_str()
                    .unwrap_or_default()
                    .to_owned();
                if answer.status != 400 || !found.starts_with(message) {
                    wrong.push(format!(
                        "{body}: {} {found:?}, not {message:?}",
                        answer.status
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
