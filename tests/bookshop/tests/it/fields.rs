//! Forms whose properties are written as their `encoding` says.

use serde_json::json;

use crate::server::Server;

#[tokio::test]
async fn are_read_in_their_styles() {
    let server = Server::start().await;
    let form = [("content-type", "application/x-www-form-urlencoded")];
    for (body, expected) in [
        (
            "metadata%5Border%5D=7&expand%5B0%5D=data",
            json!({ "metadata": { "order": "7" }, "expand": ["data"] }),
        ),
        (
            "metadata[a][b]=7&expand[]=x&expand[]=y",
            json!({ "metadata": { "a": { "b": "7" } }, "expand": ["x", "y"] }),
        ),
        (
            "lines[0][count]=1&lines[0][tags][0]=a&lines[1][count]=2",
            json!({ "lines": [{ "count": 1, "tags": ["a"] }, { "count": 2 }] }),
        ),
        ("tags=a%2Cb,c", json!({ "tags": ["a,b", "c"] })),
        ("tags=", json!({ "tags": [] })),
        ("words=a%20b+c", json!({ "words": ["a", "b", "c"] })),
        ("bars=1%7C2", json!({ "bars": [1, 2] })),
        (
            "repeated=a%2Cb&repeated=c",
            json!({ "repeated": ["a,b", "c"] }),
        ),
        (
            "matrix=%5B%5B1%2C2%5D%2C%5B%5D%5D",
            json!({ "matrix": [[1, 2], []] }),
        ),
        (
            "address=%7B%22city%22%3A%22Ulm%22%7D",
            json!({ "address": { "city": "Ulm" } }),
        ),
        ("address[city]=Ulm", json!({ "address": { "city": "Ulm" } })),
        (
            "stops=%7B%22city%22%3A%22Ulm%22%7D&stops=%7B%22city%22%3A%22Bonn%22%7D",
            json!({ "stops": [{ "city": "Ulm" }, { "city": "Bonn" }] }),
        ),
        ("title=a+b%2Bc", json!({ "title": "a b+c" })),
    ] {
        let answer = server.send("POST /wire/fields", &form, body).await;
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        assert_eq!(answer.status, 200, "{body}: {text}");
        assert_eq!(answer.json(), expected, "{body}");
    }
    for (body, message) in [
        ("bars=1%7Cx", "bars[1] must be a 64-bit integer"),
        ("bars=1,2", "bars[0] must be a 64-bit integer"),
        ("matrix=1", "matrix must be an array"),
        ("matrix=[[", "matrix must be an array"),
        ("address=x", "address must be an object"),
    ] {
        server
            .send("POST /wire/fields", &form, body)
            .await
            .assert_problem(400, message);
    }
}
