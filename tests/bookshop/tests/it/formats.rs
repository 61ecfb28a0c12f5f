//! Formats by their grammars: what fits, and what nearly does.

use serde_json::{Value, json};

use crate::sample::{Expected, Refused, Same, send_each};

/// Sends texts of a property: good ones come back, bad ones are refused with these words.
async fn send(property: &'static str, says: &str, good: &[&str], bad: &[&str]) {
    let base =
        json!({ "must": null, "currency": "EUR", "copies": 1, "gift": false, "sort": "price" });
    let says: &'static str = format!("{property} {says}").leak();
    let good = good.iter().map(|text| (property, json!(text), Same));
    let bad = bad
        .iter()
        .map(|text| (property, json!(text), Refused(says)));
    let cases: Vec<(&str, Value, Expected)> = good.chain(bad).collect();
    send_each("/samples/values", "application/json", base, cases).await;
}

#[tokio::test]
async fn date_and_time() {
    send(
        "moment",
        "must be a date and time such as 2026-01-31T12:00:00Z (RFC 3339)",
        &[
            "2026-01-31T12:00:00Z",
            "2026-01-31t12:00:00z",
            "2026-01-31T12:00:00.1Z",
            "2026-01-31T12:00:00.123456789012345678901234567890Z",
            "2026-01-31T12:00:00+00:00",
            "2026-01-31T12:00:00-00:00",
            "2026-01-31T12:00:00+23:59",
            "2026-01-31T12:00:00-23:59",
            "2024-02-29T00:00:00Z",
            "2000-02-29T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            // Leap seconds are the last of a month, in UTC.
            "2016-12-31T23:59:60Z",
            "2016-12-31T23:59:60.5Z",
            "2016-12-31T15:59:60-08:00",
            "2017-01-01T05:29:60+05:30",
            "1990-06-30T23:59:60Z",
        ],
        &[
            "",
            "2026-01-31",
            "2026-01-31 12:00:00Z",
            "2026-01-31_12:00:00Z",
            "2026-01-31X12:00:00+01:00",
            "2026-01-31\u{ff34}12:00:00Z",
            "2026-01-31T12:00:00",
            "2026-01-31T12:00Z",
            "2026-01-31T12:00:00 Z",
            " 2026-01-31T12:00:00Z",
            "2026-01-31T12:00:00Z ",
            "2026-01-31T12:00:00Z\n",
            "2026-01-31T24:00:00Z",
            "2026-01-31T12:60:00Z",
            "2026-01-31T12:00:61Z",
            "2026-01-31T12:00:60Z",
            "2026-01-31T23:58:60Z",
            "2016-12-31T23:59:60+01:00",
            "2016-12-30T23:59:60Z",
            "2026-01-31T12:00:00.Z",
            "2026-01-31T12:00:00,5Z",
            "2026-01-31T12:00:00+24:00",
            "2026-01-31T12:00:00+01:60",
            "2026-01-31T12:00:00+0100",
            "2026-01-31T12:00:00+01",
            "2026-01-31T12:00:00\u{2212}01:00",
            "2026-02-30T12:00:00Z",
            "2026-02-29T12:00:00Z",
            "1900-02-29T12:00:00Z",
            "2026-13-01T12:00:00Z",
            "2026-00-01T12:00:00Z",
            "2026-01-00T12:00:00Z",
            "2026-1-31T12:00:00Z",
            "26-01-31T12:00:00Z",
            "12026-01-31T12:00:00Z",
            "+2026-01-31T12:00:00Z",
            "-026-01-31T12:00:00Z",
            "20260131T120000Z",
            "2026-W05-6T12:00:00Z",
            "\u{662}\u{660}\u{662}\u{666}-01-31T12:00:00Z",
        ],
    )
    .await;
}

#[tokio::test]
async fn date() {
    send(
        "day",
        "must be a date such as 2026-01-31 (RFC 3339)",
        &["2026-01-31", "2024-02-29", "0000-01-01", "9999-12-31"],
        &[
            "",
            "2026-02-29",
            "2026-02-30",
            "2026-04-31",
            "2026-1-31",
            "2026-01-31Z",
            "2026/01/31",
            "20260131",
            "10000-01-01",
            " 2026-01-31",
            "2026-01-31\n",
            "2026-01-3\u{966}",
            "2026-031",
        ],
    )
    .await;
}

#[tokio::test]
async fn time() {
    send(
        "hour",
        "must be a time such as 12:00:00Z (RFC 3339)",
        &[
            "12:00:00Z",
            "12:00:00z",
            "00:00:00.000+14:00",
            "23:59:59-12:00",
            "23:59:60Z",
            "15:59:60-08:00",
            "00:29:60+00:30",
        ],
        &[
            "",
            "12:00",
            "12:00:00",
            "12:00Z",
            "24:00:00Z",
            "12:60:00Z",
            "12:00:60Z",
            "23:59:60+01:00",
            "T12:00:00Z",
            "12:00:00+1:00",
            "12:00:00+24:00",
            "12:00:00 Z",
            "1:00:00Z",
        ],
    )
    .await;
}

#[tokio::test]
async fn email() {
    send(
        "mail",
        "must be an email address",
        &[
            "a@b.example",
            "a.b+c@example.com",
            "!#$%&'*+-/=?^_`{|}~@example.com",
            "\"joe bloggs\"@example.com",
            "joe@[127.0.0.1]",
            "joe@[IPv6:2001:db8::1]",
            "a@b",
        ],
        &[
            "",
            "a",
            "@example.com",
            "a@",
            ".a@example.com",
            "a.@example.com",
            "a..b@example.com",
            "a@-example.com",
            "a@example..com",
            "a b@example.com",
            "a@exam_ple.com",
            "a@joe@example.com",
            "Joe <a@b.example>",
            "a@b.example ",
            "joe@[127.0.0.300]",
            "joe@[IPv6:127.0.0.1]",
            "joe@[2001:db8::1]",
            "joe@[tag:x]",
            "\u{fc}@example.com",
        ],
    )
    .await;
}

#[tokio::test]
async fn addresses_of_the_internet() {
    send(
        "ip4",
        "must be an IPv4 address",
        &["0.0.0.0", "127.0.0.1", "255.255.255.255"],
        &[
            "",
            "127.0.0",
            "127.0.0.256",
            "127.0.0.01",
            "0x7f.0.0.1",
            "127.0.0.1 ",
            "2130706433",
            "127.0.0.1/8",
            "127.0.0.\u{661}",
        ],
    )
    .await;
    send(
        "ip6",
        "must be an IPv6 address",
        &["::", "::1", "2001:db8::ff00:42:8329", "::ffff:192.0.2.1"],
        &[
            "",
            "127.0.0.1",
            ":",
            "1::2::3",
            "12345::",
            "1:2:3:4:5:6:7:8:9",
            "fe80::1%eth0",
            "[::1]",
            "::1/64",
            "::ffff:192.0.2.256",
        ],
    )
    .await;
}

#[tokio::test]
async fn base64() {
    send(
        "cover",
        "must be base64 (RFC 4648, section 4)",
        &["", "aGk=", "aGkh", "+/+/"],
        &["a", "aGk", "aGk==", "a-_=", "aG k=", "aGk=\n", "aGl="],
    )
    .await;
}

#[tokio::test]
async fn uuid_beside_other_rules() {
    send(
        "key",
        "must be a UUID",
        &["67e55044-10b1-426f-9247-bb680e5fe0c8"],
        &[
            "",
            "67e5504410b1426f9247bb680e5fe0c8",
            "{67e55044-10b1-426f-9247-bb680e5fe0c8}",
            "urn:uuid:67e55044-10b1-426f-9247-bb680e5fe0c8",
            "67e5504-410b1-426f-9247-bb680e5fe0c8",
            "67e55044-10b1-426f-9247-bb680e5fe0cg",
        ],
    )
    .await;
}
