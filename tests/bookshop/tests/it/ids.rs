//! `format: uuid` is one form, in each place.

use crate::server::Server;

const ID: &str = "67e55044-10b1-426f-9247-bb680e5fe0c8";

/// What `Uuid` of its crate reads as well, and what nobody does.
const OTHERS: [&str; 7] = [
    "67e5504410b1426f9247bb680e5fe0c8",
    "{67e55044-10b1-426f-9247-bb680e5fe0c8}",
    "urn:uuid:67e55044-10b1-426f-9247-bb680e5fe0c8",
    "67e55044-10b1-426f-9247-bb680e5fe0c",
    "67e5504-410b1-426f-9247-bb680e5fe0c8",
    "67e55044-10b1-426f-9247-bb680e5fe0cg",
    "nil",
];

#[tokio::test]
async fn in_bodies() {
    let server = Server::start().await;
    for (body, place) in [
        (r#"{"id":"ID"}"#, "id"),
        (r#"{"ids":[null,"ID"]}"#, "ids[1]"),
        (r#"{"who":"ID"}"#, "who"),
    ] {
        for id in [ID.to_owned(), ID.to_uppercase()] {
            let answer = server
                .send_json("POST /wire/numbers", &[], &body.replace("ID", &id))
                .await;
            let text = String::from_utf8_lossy(&answer.body).into_owned();
            assert!(
                answer.status == 200 && text.contains(ID),
                "{body} {id}: {text}"
            );
        }
        for id in OTHERS {
            let answer = server
                .send_json("POST /wire/numbers", &[], &body.replace("ID", id))
                .await;
            let message = answer.json()["message"]
                .as_str()
                .unwrap_or_default()
                .to_owned();
            assert!(
                answer.status == 400 && message.starts_with(place),
                "{body} {id}: {message}"
            );
        }
    }
}

#[tokio::test]
async fn in_parameters_and_forms() {
    let server = Server::start().await;
    let form = ("content-type", "application/x-www-form-urlencoded");
    let upper = ID.to_uppercase();
    for id in [ID, &upper] {
        let target = format!("POST /wire/ids/{id}?other={id}&others={id},{id}");
        let cookie = format!("id={id}");
        let headers = [("x-id", id), ("cookie", &cookie), form];
        let answer = server.send(&target, &headers, &format!("id={id}")).await;
        let found = answer.json();
        for place in ["path", "query", "header", "cookie", "form"] {
            assert_eq!(found[place], ID, "{id}");
        }
    }
    let line = format!("POST /wire/ids/{ID}");
    for id in OTHERS {
        let encoded = id.replace('{', "%7B").replace('}', "%7D");
        let problem = "id must be a UUID";
        server
            .ask(&format!("POST /wire/ids/{encoded}"), &[])
            .await
            .assert_problem(400, problem);
        let cookie = format!("id={id}");
        server
            .ask(&line, &[("cookie", &cookie)])
            .await
            .assert_problem(400, problem);
        server
            .send(&line, &[form], &format!("id={encoded}"))
            .await
            .assert_problem(400, problem);
        let answer = server.ask(&format!("{line}?other={encoded}"), &[]).await;
        answer.assert_problem(400, "other must be a UUID");
        let answer = server
            .ask(&format!("{line}?others={ID},{encoded}"), &[])
            .await;
        answer.assert_problem(400, "others[1] must be a UUID");
        server
            .ask(&line, &[("x-id", id)])
            .await
            .assert_problem(400, "X-Id must be a UUID");
    }
    let day = "at must be a date and time such as 2026-01-31T12:00:00Z (RFC 3339)";
    server
        .ask(&format!("{line}?at=2026-01-31%2012:00:00Z"), &[])
        .await
        .assert_problem(400, day);
}
