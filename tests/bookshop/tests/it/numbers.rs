//! Integers of each width, however they are written.

use crate::server::Server;

/// Sends a property as it stands here, and compares what comes back digit by digit.
async fn same(server: &Server, property: &str, sent: &str, back: &str) {
    let body = format!(r#"{{"{property}":{sent}}}"#);
    let answer = server.send_json("POST /wire/numbers", &[], &body).await;
    let text = String::from_utf8_lossy(&answer.body);
    let most = ",\"most\":18446744073709551615";
    let expected = match property {
        "most" => format!(r#"{{"most":{back}}}"#),
        // What is left out has its default, in the order of the document.
        "tiny" | "short" | "int" | "long" | "byte" | "word" | "unsigned" | "bytes" => {
            format!(r#"{{"{property}":{back}{most}}}"#)
        }
        _ => format!(r#"{{{},"{property}":{back}}}"#, &most[1..]),
    };
    assert_eq!(
        (answer.status, text.as_ref()),
        (200, expected.as_str()),
        "{body}"
    );
}

async fn refused(server: &Server, property: &str, sent: &str, says: &str) {
    let body = format!(r#"{{"{property}":{sent}}}"#);
    let answer = server.send_json("POST /wire/numbers", &[], &body).await;
    assert_eq!(
        answer.json()["message"],
        format!("{property} {says}"),
        "{body}"
    );
    assert_eq!(answer.status, 400, "{body}");
}

#[tokio::test]
async fn of_each_width_up_to_its_bounds() {
    let server = Server::start().await;
    for (property, least, most, below, above, what) in [
        ("tiny", "-128", "127", "-129", "128", "an 8-bit integer"),
        (
            "short",
            "-32768",
            "32767",
            "-32769",
            "32768",
            "a 16-bit integer",
        ),
        (
            "int",
            "-2147483648",
            "2147483647",
            "-2147483649",
            "2147483648",
            "a 32-bit integer",
        ),
        (
            "long",
            "-9223372036854775808",
            "9223372036854775807",
            "-9223372036854775809",
            "9223372036854775808",
            "a 64-bit integer",
        ),
        (
            "word",
            "0",
            "65534",
            "-2",
            "65536",
            "an unsigned 16-bit integer",
        ),
        (
            "unsigned",
            "0",
            "4294967295",
            "-1",
            "4294967296",
            "an unsigned 32-bit integer",
        ),
        (
            "bytes",
            "0",
            "18446744073709551615",
            "-1",
            "18446744073709551616",
            "an unsigned 64-bit integer",
        ),
    ] {
        same(&server, property, least, least).await;
        same(&server, property, most, most).await;
        let says = format!("must be {what}");
        refused(&server, property, below, &says).await;
        refused(&server, property, above, &says).await;
    }
    same(&server, "byte", "0", "0").await;
    refused(&server, "byte", "200", "must be a multiple of 1000").await;
    refused(&server, "word", "3", "must be a multiple of 2").await;
    same(
        &server,
        "most",
        "9223372036854775808",
        "9223372036854775808",
    )
    .await;
    refused(&server, "most", "0", "must be at least 1").await;
    same(
        &server,
        "by-name",
        r#"{"a":18446744073709551615}"#,
        r#"{"a":18446744073709551615}"#,
    )
    .await;
}

#[tokio::test]
async fn written_with_a_fraction_of_zero() {
    let server = Server::start().await;
    for (property, sent, back) in [
        ("any", "2.0", "2"),
        ("any", "-0.0", "0"),
        ("any", "-0", "0"),
        ("any", "0e99", "0"),
        ("any", "1E2", "100"),
        ("any", "1e+3", "1000"),
        ("any", "2500e-2", "25"),
        ("any", "0.5e1", "5"),
        ("any", "-12.50e1", "-125"),
        ("any", "100", "100"),
        ("any", "9007199254740993.0", "9007199254740993"),
        ("any", "9.007199254740993e15", "9007199254740993"),
        ("any", "9223372036854775807.000", "9223372036854775807"),
        ("bytes", "18446744073709551615.0", "18446744073709551615"),
        ("bytes", "1.8446744073709551615e19", "18446744073709551615"),
        ("unsigned", "-0.0", "0"),
        ("maybe", "2.0", "2"),
        ("list", "[1.0,null,2e0]", "[1,null,2]"),
        ("grid", "[[1.0],[2,3.0]]", "[[1],[2,3]]"),
        ("by-name", r#"{"a":1.0}"#, r#"{"a":1}"#),
        ("choice", "7.0", "7"),
        ("choice", "[7.0]", "[7]"),
        ("choice", r#"{"n":7.0}"#, r#"{"n":7}"#),
        ("choice", r#""2.0""#, r#""2.0""#),
        ("level", "1.0", "1"),
        ("level", "3e9", "3000000000"),
        ("level", "9007199254740993.0", "9007199254740993"),
        ("level", "18446744073709551615", "18446744073709551615"),
        ("one", "1.0", "1"),
        ("number", "2.5", "2.5"),
        ("who", "5.0", "5"),
    ] {
        same(&server, property, sent, back).await;
    }
    for (property, sent, says) in [
        ("any", "2.5", "must be a 64-bit integer"),
        ("any", "1e-1", "must be a 64-bit integer"),
        ("any", "9007199254740993.5", "must be a 64-bit integer"),
        ("any", "9223372036854775808.0", "must be a 64-bit integer"),
        ("any", "1e19", "must be a 64-bit integer"),
        ("any", "1e300", "must be a 64-bit integer"),
        ("any", r#""2""#, "must be a 64-bit integer"),
        ("bytes", "-1.0", "must be an unsigned 64-bit integer"),
    ] {
        refused(&server, property, sent, says).await;
    }
    let grid = r#"{"grid":[[1],[2147483648.0]]}"#;
    let answer = server.send_json("POST /wire/numbers", &[], grid).await;
    answer.assert_problem(400, "grid[1][0] must be a 32-bit integer");
    let level = "must be one of `1`, `3000000000`, `9007199254740993`, `18446744073709551615`";
    for sent in [
        "9007199254740992",
        "9007199254740992.0",
        "18446744073709551614",
        "2",
    ] {
        refused(&server, "level", sent, level).await;
    }
}

#[tokio::test]
async fn that_are_no_json_stay_so() {
    let server = Server::start().await;
    for sent in ["02.0", "1.", "1.e3", ".5", "+1.0", "1e", "0x1", "1.0.0"] {
        for body in [
            format!(r#"{{"any":{sent}}}"#),
            format!(r#"{{"long":1.5,"any":{sent}}}"#),
        ] {
            let answer = server.send_json("POST /wire/numbers", &[], &body).await;
            assert_eq!(answer.status, 400, "{body}");
        }
    }
}

#[tokio::test]
async fn in_texts_are_written_in_digits() {
    let server = Server::start().await;
    let line = "POST /wire/ids/67e55044-10b1-426f-9247-bb680e5fe0c8";
    let form = [("content-type", "application/x-www-form-urlencoded")];
    for count in ["0", "9223372036854775808", "18446744073709551615"] {
        let answer = server.ask(&format!("{line}?count={count}"), &[]).await;
        assert_eq!(answer.json()["count"], count);
        let answer = server.send(line, &form, &format!("count={count}")).await;
        assert_eq!(answer.json()["formCount"], count);
    }
    for count in ["-1", "18446744073709551616", "2.0", "1e3", "+1", "", "0x1"] {
        let answer = server
            .ask(&format!("{line}?count={}", count.replace('+', "%2B")), &[])
            .await;
        answer.assert_problem(400, "count must be an unsigned 64-bit integer");
        let answer = server
            .send(line, &form, &format!("count={}", count.replace('+', "%2B")))
            .await;
        answer.assert_problem(400, "count must be an unsigned 64-bit integer");
    }
}
