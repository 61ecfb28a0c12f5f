use crate::case::Expected::{Bare, Error, Session};
use crate::case::Then::{Closed, Open};
use crate::case::{case, chunked, good, good_lines, post, run};
use accounts_tests::GOOD_BODY;

const KEYED: &str = "x-api-key: {key}\r\nContent-Type: application/json\r\n";

/// A good request with its own framing lines.
fn framed(lines: &str, body: &str) -> String {
    post(&format!("{KEYED}{lines}"), body)
}

/// A request in front of a proxy that takes the one framing, behind it a server that takes the other: what is in the body of the
/// first must never be answered.
#[tokio::test]
async fn send_length_and_coding_together() {
    let inner = good();
    let length = format!("Content-Length: {}\r\n", GOOD_BODY.len());
    let coding = "Transfer-Encoding: chunked\r\n";
    let smuggled = format!("0\r\n\r\n{inner}");
    let whole = format!("Content-Length: {}\r\n", smuggled.len());
    // The server goes by the coding, and never uses the connection again.
    run(vec![
        case(
            "length first",
            framed(&format!("{length}{coding}"), &chunked()),
            &[Session],
            Closed,
        ),
        case(
            "coding first",
            framed(&format!("{coding}{length}"), &chunked()),
            &[Session],
            Closed,
        ),
        case(
            "length first, second request inside",
            framed(&format!("{whole}{coding}"), &smuggled),
            &[Error(400)],
            Closed,
        ),
        case(
            "coding first, second request inside",
            framed(&format!("{coding}{whole}"), &smuggled),
            &[Error(400)],
            Closed,
        ),
        case(
            "length 0 first, second request behind",
            framed(&format!("Content-Length: 0\r\n{coding}"), &smuggled),
            &[Error(400)],
            Closed,
        ),
        case(
            "coding alone, second request behind",
            framed(coding, &format!("{}{inner}", chunked())),
            &[Session],
            Closed,
        ),
        case(
            "coding where no body is read, second request behind",
            format!("POST /healthz HTTP/1.1\r\nHost: a\r\n{coding}\r\n0\r\n\r\n{inner}"),
            &[Error(405)],
            Closed,
        ),
        case(
            "coding in other case",
            framed(
                &format!("{length}tRANSFER-eNCODING: CHUNKED\r\n"),
                &chunked(),
            ),
            &[Session],
            Closed,
        ),
    ])
    .await;
}

#[tokio::test]
async fn send_length_of_each_form() {
    let length = |value: &str| framed(&format!("Content-Length: {value}\r\n"), GOOD_BODY);
    let bytes = GOOD_BODY.len();
    run(vec![
        case(
            "two lengths",
            framed(
                &format!("Content-Length: {bytes}\r\nContent-Length: 5\r\n"),
                GOOD_BODY,
            ),
            &[Bare(400)],
            Closed,
        ),
        case(
            "two lengths, other order",
            framed(
                &format!("Content-Length: 5\r\nContent-Length: {bytes}\r\n"),
                GOOD_BODY,
            ),
            &[Bare(400)],
            Closed,
        ),
        case(
            "list",
            length(&format!("{bytes}, {bytes}")),
            &[Bare(400)],
            Closed,
        ),
        case("plus", length(&format!("+{bytes}")), &[Bare(400)], Closed),
        case("minus", length("-1"), &[Bare(400)], Closed),
        case("hex", length("0x2b"), &[Bare(400)], Closed),
        case("words", length("many"), &[Bare(400)], Closed),
        case("empty", length(""), &[Bare(400)], Closed),
        case(
            "above 64 bits",
            length("99999999999999999999"),
            &[Bare(400)],
            Closed,
        ),
        case(
            "18 EB",
            length("18000000000000000000"),
            &[Error(413)],
            Closed,
        ),
        case("none", framed("", ""), &[Error(400)], Open),
        case(
            "zero",
            framed("Content-Length: 0\r\n", ""),
            &[Error(400)],
            Open,
        ),
        case(
            "too short",
            framed("Content-Length: 5\r\n", "{    }"),
            &[Error(400), Bare(400)],
            Closed,
        ),
    ])
    .await;
}

#[tokio::test]
async fn send_coding_of_each_kind() {
    let coding = |value: &str| framed(&format!("Transfer-Encoding: {value}\r\n"), &chunked());
    run(vec![
        case("chunked", coding("chunked"), &[Session], Closed),
        case("upper case", coding("CHUNKED"), &[Session], Closed),
        case("gzip below", coding("gzip, chunked"), &[Error(400)], Closed),
        case(
            "on two lines",
            coding("chunked\r\nTransfer-Encoding: chunked"),
            &[Error(400)],
            Closed,
        ),
        case("gzip alone", coding("gzip"), &[Bare(400)], Closed),
        case("identity", coding("identity"), &[Bare(400)], Closed),
        case(
            "chunked not last",
            coding("chunked, gzip"),
            &[Bare(400)],
            Closed,
        ),
        case("unknown", coding("xchunked"), &[Bare(400)], Closed),
        case(
            "in HTTP/1.0",
            coding("chunked").replace("HTTP/1.1", "HTTP/1.0"),
            &[Bare(400)],
            Closed,
        ),
    ])
    .await;
}

#[tokio::test]
async fn send_chunks_of_each_kind() {
    let body = |body: &str| framed("Transfer-Encoding: chunked\r\n", body);
    let size = GOOD_BODY.len();
    let (start, end) = GOOD_BODY.split_at(7);
    let two = format!("7\r\n{start}\r\n{:X}\r\n{end}\r\n0\r\n\r\n", size - 7);
    run(vec![
        case("two", body(&two), &[Session], Closed),
        case(
            "extension",
            body(&chunked().replacen("\r\n", ";a=b\r\n", 1)),
            &[Session],
            Closed,
        ),
        case(
            "leading zeros",
            body(&format!("000{}", chunked())),
            &[Session],
            Closed,
        ),
        case(
            "trailers",
            body(&format!(
                "{size:x}\r\n{GOOD_BODY}\r\n0\r\nX-Api-Key: a\r\nX-B: c\r\n\r\n"
            )),
            &[Session],
            Closed,
        ),
        case(
            "none but the last",
            body("0\r\n\r\n"),
            &[Error(400)],
            Closed,
        ),
        case(
            "size that is none",
            body("zz\r\n{}\r\n0\r\n\r\n"),
            &[Error(400)],
            Closed,
        ),
        case(
            "negative size",
            body("-2\r\n{}\r\n0\r\n\r\n"),
            &[Error(400)],
            Closed,
        ),
        case(
            "size above 64 bits",
            body("FFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n"),
            &[Error(400)],
            Closed,
        ),
        case(
            "size of 16 EB",
            body(&format!("FFFFFFFFFFFFFFFF\r\n{}", "x".repeat(20_000))),
            &[Error(413)],
            Closed,
        ),
        case(
            "longer than it says",
            body("1\r\n{}\r\n0\r\n\r\n"),
            &[Error(400)],
            Closed,
        ),
        case("no line end", body("2{}0\r\n\r\n"), &[Error(400)], Closed),
        case(
            "no end of extensions",
            body(&format!("2;{}", "x".repeat(100_000))),
            &[Error(400)],
            Closed,
        ),
        case(
            "no end of trailers",
            body(&format!(
                "{size:x}\r\n{GOOD_BODY}\r\n0\r\nX: {}",
                "x".repeat(100_000)
            )),
            &[Error(400)],
            Closed,
        ),
    ])
    .await;
}

#[tokio::test]
async fn send_several_requests_at_once() {
    let (good, health) = (good(), "GET /healthz/x HTTP/1.1\r\nHost: a\r\n\r\n");
    let last = post(&format!("{}Connection: close\r\n", good_lines()), GOOD_BODY);
    run(vec![
        case(
            "two good",
            format!("{good}{good}"),
            &[Session, Session],
            Open,
        ),
        case(
            "good and unknown",
            format!("{good}{health}{good}"),
            &[Session, Error(404), Session],
            Open,
        ),
        case(
            "good and nonsense",
            format!("{good}\u{1}\r\n\r\n"),
            &[Session, Bare(400)],
            Closed,
        ),
        case(
            "good, behind one that closes",
            format!("{last}{good}"),
            &[Session],
            Closed,
        ),
        case("ten", health.repeat(10), &[Error(404); 10], Open),
    ])
    .await;
}
