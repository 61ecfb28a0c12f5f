use std::collections::BTreeMap;

use super::request::head;
use crate::forms::{Form, Node};
use crate::parameters::{
    Layout, QueryPairs, cookie_list, cookie_sent, cookie_spread, header_sent, json_text, label,
    matrix, query_sent, segment_sent, segment_texts, styled,
};
use crate::rejection::Rejection;
use crate::urlencoded::{decoded, percent_decoded};

const ANY: Layout = Layout {
    separator: ',',
    blanks: false,
    pairs: false,
    plain: true,
    list: true,
    object: true,
};

static OBJECT: Form = Form::Object(&[("a", &Form::Number), ("b", &Form::Text)], &Form::Any);
static LIST: Form = Form::List(&Form::Text);
static EITHER: Form = Form::Either(&[&Form::Number, &LIST]);

/// The JSON that a text is.
fn read(sent: &str, layout: &Layout, form: &Form) -> String {
    let value = styled::<serde_json::Value>("p", Some(sent), layout, form, percent_decoded);
    value.unwrap().unwrap().to_string()
}

fn refused<T: std::fmt::Debug>(result: Result<T, Rejection>) -> String {
    match result {
        Err(Rejection::Parameter(violation)) => violation.to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_text_is_an_object() {
    let object = Layout {
        plain: false,
        list: false,
        ..ANY
    };
    let pairs = Layout {
        pairs: true,
        separator: ';',
        ..object
    };
    for (sent, layout, expected) in [
        ("a,1,b,x%2Cy", &object, r#"{"a":1,"b":"x,y"}"#),
        ("a, 1 ,b,+&c", &object, r#"{"a":1,"b":"+&c"}"#),
        ("", &object, "{}"),
        ("a,1,b", &object, r#""a,1,b""#),
        ("a=1;b=x=y%3B", &pairs, r#"{"a":1,"b":"x=y;"}"#),
        (";b=", &pairs, r#"{"b":""}"#),
        ("a", &pairs, r#""a""#),
    ] {
        assert_eq!(read(sent, layout, &OBJECT), expected, "{sent}");
    }
}

#[test]
fn a_text_is_what_its_separators_say() {
    let either = Layout {
        object: false,
        ..ANY
    };
    let bars = Layout {
        separator: '|',
        blanks: true,
        ..either
    };
    let list = Layout {
        plain: false,
        separator: '.',
        ..either
    };
    for (sent, layout, form, expected) in [
        ("5", &either, &EITHER, "5"),
        ("5,6", &either, &EITHER, r#"["5","6"]"#),
        ("5%2C6", &either, &EITHER, r#""5,6""#),
        ("5%7C+", &bars, &EITHER, r#"["5"," "]"#),
        ("a%2Eb.c", &list, &LIST, r#"["a.b","c"]"#),
        ("", &list, &LIST, "[]"),
        ("a", &list, &LIST, r#"["a"]"#),
    ] {
        assert_eq!(read(sent, layout, form), expected, "{sent}");
    }
    let missing = styled::<u8>("p", None, &ANY, &Form::Number, decoded);
    assert_eq!(missing, Ok(None));
    let wrong = styled::<u8>("p", Some("x"), &ANY, &Form::Number, decoded);
    assert_eq!(refused(wrong), "p must be an unsigned 8-bit integer");
    let node = Node::object([
        ("a".to_owned(), "1".to_owned()),
        ("a".to_owned(), "2".to_owned()),
    ]);
    assert_eq!(Form::Any.value(&node).to_string(), r#"{"a":["1","2"]}"#);
}

#[test]
fn json_is_a_text() {
    let found = json_text::<Vec<u8>>("p", Some("[1,2.0]"), str::to_owned);
    assert_eq!(found, Ok(Some(vec![1, 2])));
    assert_eq!(json_text::<u8>("p", None, str::to_owned), Ok(None));
    let wrong = json_text::<Vec<u8>>("p", Some("%5Btrue%5D"), decoded);
    assert_eq!(refused(wrong), "p[0] must be an unsigned 8-bit integer");
    let wrong = json_text::<Vec<u8>>("p", Some("["), str::to_owned);
    assert!(refused(wrong).starts_with("p must be valid JSON: "));
}

#[test]
fn texts_are_found_in_the_path() {
    let sent = head("/.a%2E+/;b=1;b=%3B/;c=1;d=2", &[]);
    let texts = segment_texts(&sent, "/{a}/{b}/{c}").unwrap();
    assert_eq!(segment_sent(&texts, "a"), ".a%2E+");
    assert_eq!(label(&texts, "a"), Ok("a%2E+"));
    assert_eq!(matrix(&texts, "b", false).unwrap(), "1;%3B");
    assert_eq!(matrix(&texts, "c", true).unwrap(), "c=1;d=2");
    assert_eq!(
        refused(label(&texts, "b")),
        "b must begin with a dot (`style: label`)"
    );
    let expected = "c must begin with `;c=` (`style: matrix`)";
    assert_eq!(refused(matrix(&texts, "c", false)), expected);
    let expected = "a must begin with `;` (`style: matrix`)";
    assert_eq!(refused(matrix(&texts, "a", true)), expected);
}

#[test]
fn texts_are_found_elsewhere() {
    let headers = [
        ("x-a", "1, 2"),
        ("x-a", "3"),
        ("cookie", "a=1%2C+; b=2; b=3&b=4"),
        ("cookie", "c=5"),
    ];
    let sent = head("/?a=1%2C&b=&b=", &headers);
    let pairs = QueryPairs::of(&sent);
    assert_eq!(query_sent(&pairs, "a"), Ok(Some("1%2C")));
    assert_eq!(query_sent(&pairs, "c"), Ok(None));
    assert_eq!(refused(query_sent(&pairs, "b")), "b must appear only once");
    assert_eq!(header_sent(&sent, "x-a").unwrap().unwrap(), "1, 2,3");
    assert_eq!(header_sent(&sent, "x-b"), Ok(None));
    assert_eq!(cookie_sent(&sent, "a"), Ok(Some("1%2C+")));
    assert_eq!(cookie_sent(&sent, "d"), Ok(None));
    assert_eq!(refused(cookie_sent(&sent, "b")), "b must appear only once");
    assert_eq!(cookie_list(&sent, "b"), Ok(Some(vec![2u8, 3, 4])));
    assert_eq!(cookie_list::<String>(&sent, "a").unwrap().unwrap(), ["1,+"]);
    assert_eq!(cookie_list::<u8>(&sent, "d"), Ok(None));
    static CRUMBS: Form = Form::Object(&[("a", &Form::Text), ("c", &Form::Number)], &Form::Any);
    let crumbs = cookie_spread::<serde_json::Value>(&sent, &CRUMBS).unwrap();
    assert_eq!(crumbs.unwrap().to_string(), r#"{"a":"1,+","c":5}"#);
    let none = head("/", &[("cookie", "d=1")]);
    assert_eq!(cookie_spread::<serde_json::Value>(&none, &CRUMBS), Ok(None));
    let wrong = cookie_spread::<BTreeMap<String, u8>>(&sent, &CRUMBS);
    assert_eq!(refused(wrong), "a must be an unsigned 8-bit integer");
}
