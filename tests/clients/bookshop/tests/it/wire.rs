use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread::{self, JoinHandle};

use bookshop_client::models::{
    Fields, FieldsAddress, FieldsLinesItem, FieldsMetadataValue, FieldsStopsItem, Items, Numbers,
    NumbersChoice, NumbersChoiceVariant4, NumbersLevel, NumbersOne,
};
use bookshop_client::operations::{
    WireFileSuccess, WireIdsParameters, WireItemsParameters, WireReportParameters,
    WireReportSuccess,
};
use bookshop_client::{Client, Error, Options};
use uuid::Uuid;

use crate::shop::client;

fn texts(texts: &[&str]) -> Option<Vec<String>> {
    Some(texts.iter().map(|&text| text.to_owned()).collect())
}

/// A service that answers one request with these lines of a head and this body; it tells what it was sent.
fn answering(head: &'static str, body: &'static str) -> (Client, JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let served = thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let mut sent = Vec::new();
        let whole = |sent: &[u8]| {
            let text = String::from_utf8_lossy(sent).into_owned();
            let (head, body) = text.split_once("\r\n\r\n")?;
            let mut lines = head.lines();
            let length = lines.find_map(|line| line.strip_prefix("content-length: "));
            let length = length.and_then(|length| length.parse().ok()).unwrap_or(0);
            (body.len() >= length).then(|| text.clone())
        };
        loop {
            if let Some(text) = whole(&sent) {
                let length = body.len();
                let answer = format!(
                    "HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
                );
                stream.write_all(answer.as_bytes()).expect("written");
                return text;
            }
            let mut chunk = [0; 4096];
            let read = stream.read(&mut chunk).expect("a request");
            sent.extend_from_slice(&chunk[..read]);
        }
    });
    let client = Client::new(Options::new().base_url(&url)).expect("options");
    (client, served)
}

const JSON: &str = "200 OK\r\nContent-Type: application/json";

#[tokio::test]
async fn integers_of_each_width_arrive_digit_by_digit() {
    let client = client(Options::new()).await;
    for (bytes, unsigned) in [(0, 0), (u64::MAX, u32::MAX), (1 << 63, 1 << 31)] {
        let sent = Numbers {
            tiny: Some(i8::MIN),
            short: Some(i16::MAX),
            word: Some(u16::MAX - 1),
            unsigned: Some(unsigned),
            bytes: Some(bytes),
            most: Some(u64::MAX),
            long: Some(i64::MIN),
            by_name: Some(BTreeMap::from([("a".to_owned(), bytes)])),
            level: Some(NumbersLevel::Value9007199254740993),
            ..Numbers::default()
        };
        let got = client.wire_numbers(&sent).await.expect("understood");
        assert_eq!(got, sent);
    }
}

#[tokio::test]
async fn integers_may_be_written_with_a_fraction_of_zero() {
    let body = r#"{"any":2.0,"int":1e3,"maybe":-0.0,"list":[1.0,null,2E0],"grid":[[1.0]],"by-name":{"a":18446744073709551615.0},
        "choice":7.0,"level":9007199254740993.0,"one":1.0,"number":2.0,"long":9007199254740993.0,"unsigned":-0}"#;
    let (client, _) = answering(JSON, body);
    let got = client.wire_numbers(&Numbers::default()).await;
    let expected = Numbers {
        any: Some(2),
        int: Some(1000),
        maybe: Some(Some(0)),
        list: Some(vec![Some(1), None, Some(2)]),
        grid: Some(vec![vec![1]]),
        by_name: Some(BTreeMap::from([("a".to_owned(), u64::MAX)])),
        choice: Some(NumbersChoice::Integer(7)),
        level: Some(NumbersLevel::Value9007199254740993),
        one: Some(NumbersOne::Value1),
        number: Some(2.0),
        long: Some(9_007_199_254_740_993),
        unsigned: Some(0),
        ..Numbers::default()
    };
    assert_eq!(got.expect("as documented"), expected);
    let (client, _) = answering(JSON, r#"{"choice":{"n":5.0}}"#);
    let got = client.wire_numbers(&Numbers::default()).await;
    let choice = NumbersChoice::NumbersChoiceVariant4(NumbersChoiceVariant4 { n: 5 });
    assert_eq!(got.expect("as documented").choice, Some(choice));
    for wrong in [
        r#"{"any":2.5}"#,
        r#"{"int":3e9}"#,
        r#"{"bytes":-1.0}"#,
        r#"{"long":1e19}"#,
        r#"{"any":02.0}"#,
        r#"{"any":"2.0"}"#,
    ] {
        let (client, _) = answering(JSON, wrong);
        let got = client.wire_numbers(&Numbers::default()).await;
        assert!(
            matches!(got, Err(Error::Undocumented(_))),
            "{wrong}: {got:?}"
        );
    }
}

#[tokio::test]
async fn items_keep_the_characters_that_separate() {
    let client = client(Options::new()).await;
    let sent = Items {
        ids: texts(&["a,b", "c/d?e#f&g=h", "%2C", "", "ü + ;"]),
        names: texts(&["Smith, J", "Doe|x y", "a&b=c+d", "", "%2C"]),
        words: texts(&["a,b", "c|d%20", ""]),
        bars: texts(&["a,b c", "", "%7C&="]),
        headed: texts(&["a,b", " c ", "%2C", "100%", "d+e;f", "\"g\""]),
    };
    let parameters = WireItemsParameters {
        names: sent.names.clone(),
        words: sent.words.clone(),
        bars: sent.bars.clone(),
        x_items: sent.headed.clone(),
        ..WireItemsParameters::new(sent.ids.clone().unwrap_or_default())
    };
    assert_eq!(
        client.wire_items(&parameters).await.expect("understood"),
        sent
    );
    let none = WireItemsParameters {
        names: texts(&[]),
        bars: texts(&[]),
        ..WireItemsParameters::new(vec!["x".to_owned()])
    };
    let got = client.wire_items(&none).await.expect("understood");
    assert_eq!(
        (got.names, got.bars, got.words),
        (texts(&[]), texts(&[]), None)
    );
    let good = WireItemsParameters::new(vec!["x".to_owned()]);
    for (wrong, name) in [
        (
            WireItemsParameters {
                bars: texts(&["a|b"]),
                ..good.clone()
            },
            "bars",
        ),
        (
            WireItemsParameters {
                words: texts(&["a b"]),
                ..good.clone()
            },
            "words",
        ),
        (
            WireItemsParameters {
                names: texts(&[""]),
                ..good.clone()
            },
            "names",
        ),
        (
            WireItemsParameters {
                x_items: texts(&["a", ""]),
                ..good.clone()
            },
            "x-items",
        ),
    ] {
        let error = client.wire_items(&wrong).await.expect_err(name);
        assert!(
            matches!(&error, Error::Unsent(why) if why.contains(name)),
            "{error}"
        );
    }
}

#[tokio::test]
async fn bodies_without_bytes_are_bodies() {
    let client = client(Options::new()).await;
    assert_eq!(client.wire_note("").await.expect("understood"), "");
    let file = client.wire_file(Some(&[])).await.expect("understood");
    let WireFileSuccess::Status200(file) = file else {
        panic!("{file:?}");
    };
    assert_eq!(file.read(1).await.as_deref(), Ok([].as_slice()));
    let none = client.wire_file(None).await.expect("understood");
    assert!(matches!(none, WireFileSuccess::Status204));
    let fields = client.wire_fields(&Fields::default()).await;
    assert_eq!(fields.expect("understood"), Fields::default());
}

#[tokio::test]
async fn headers_of_http_are_its_own() {
    let client = client(Options::new()).await;
    let got = client.wire_report(&WireReportParameters::default()).await;
    assert!(matches!(
        got.expect("understood"),
        WireReportSuccess::Status200(_)
    ));
    let short = WireReportParameters {
        x_format: Some("short".to_owned()),
    };
    let got = client.wire_report(&short).await.expect("understood");
    assert_eq!(got, WireReportSuccess::Status204);
}

#[tokio::test]
async fn ids_go_everywhere() {
    let client = client(Options::new()).await;
    let id = Uuid::from_u128(7);
    let parameters = WireIdsParameters {
        other: Some(id),
        others: Some(vec![id, id]),
        x_id: Some(id),
        id_2: Some(id),
        count: Some(u64::MAX),
        ..WireIdsParameters::new(id)
    };
    let got = client
        .wire_ids(&parameters, None)
        .await
        .expect("understood");
    for place in ["path", "query", "header", "cookie"] {
        assert_eq!(got[place], id.to_string(), "{place}");
    }
    assert_eq!(got["count"], u64::MAX.to_string());
}

#[tokio::test]
async fn fields_of_forms_are_written_in_their_styles() {
    let inner = BTreeMap::from([("b".to_owned(), "7".to_owned())]);
    let sent = Fields {
        metadata: Some(BTreeMap::from([
            ("a".to_owned(), FieldsMetadataValue::Map(inner)),
            (
                "order".to_owned(),
                FieldsMetadataValue::String("x,y".to_owned()),
            ),
        ])),
        expand: texts(&["data", "a,b"]),
        lines: Some(vec![FieldsLinesItem {
            count: Some(2),
            tags: texts(&["p", "q"]),
        }]),
        tags: texts(&["a,b", "c d"]),
        words: texts(&["a,b", "c"]),
        bars: Some(vec![1, 2]),
        repeated: texts(&["a,b", "c"]),
        matrix: Some(vec![vec![1, 2], vec![]]),
        address: Some(FieldsAddress {
            city: Some("Ulm".to_owned()),
        }),
        stops: Some(vec![FieldsStopsItem {
            city: Some("Bonn".to_owned()),
        }]),
        title: Some("a&b".to_owned()),
    };
    let client = client(Options::new()).await;
    assert_eq!(client.wire_fields(&sent).await.expect("understood"), sent);
    let (client, served) = answering(JSON, "{}");
    client.wire_fields(&sent).await.expect("answered");
    let text = served.join().expect("served");
    let (_, body) = text.split_once("\r\n\r\n").expect("a body");
    let body = body.replace("%5B", "[").replace("%5D", "]");
    let mut pairs: Vec<_> = body.split('&').collect();
    pairs.sort_unstable();
    assert_eq!(
        pairs,
        [
            "address=%7B%22city%22%3A%22Ulm%22%7D",
            "bars=1%7C2",
            "expand[0]=data",
            "expand[1]=a%2Cb",
            "lines[0][count]=2",
            "lines[0][tags][0]=p",
            "lines[0][tags][1]=q",
            "matrix=[[1%2C2]%2C[]]",
            "metadata[a][b]=7",
            "metadata[order]=x%2Cy",
            "repeated=a%2Cb",
            "repeated=c",
            "stops=%7B%22city%22%3A%22Bonn%22%7D",
            "tags=a%2Cb,c%20d",
            "title=a%26b",
            "words=a%2Cb%20c",
        ]
    );
}
