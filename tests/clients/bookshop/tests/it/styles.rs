//! Values of several parts, whose texts hold what separates them.

use bookshop_client::models::{Crumbs, Either, Nested, Part, StylesHeaderXWord};
use bookshop_client::operations::{
    StylesCookieParameters, StylesHeaderParameters, StylesLabelParameters, StylesMatrixParameters,
    StylesQueryParameters, StylesSimpleParameters,
};
use bookshop_client::{Error, Options};

use crate::shop::client;

/// What separates parts somewhere, and what encodings are made of.
const ODD: &str = "a,b;c=d.e f&g+h/i?j#k%2Cl:m@n!$'()*[]~";

fn part(text: &str) -> Part {
    Part {
        b: Some(-7),
        ..Part::new(text.to_owned())
    }
}

fn list() -> Vec<String> {
    [ODD, "", "x"].map(str::to_owned).to_vec()
}

fn nested() -> Nested {
    Nested {
        note: Some("\u{fc}\u{1f4d6}".to_owned()),
        ..Nested::new(vec![part(ODD)])
    }
}

#[tokio::test]
async fn arrive_in_the_path() {
    let client = client(Options::new()).await;
    for text in [ODD, "", "\u{fc}", ".", "=,"] {
        for either in [Either::Integer(5), Either::Array(list())] {
            let parameters = StylesSimpleParameters {
                part: part(text),
                pairs: part(text),
                either: either.clone(),
                nested: nested(),
            };
            let found = client.styles_simple(&parameters).await.expect("understood");
            assert_eq!(found.part, Some(part(text)));
            assert_eq!(found.pairs, Some(part(text)));
            assert_eq!(found.either, Some(either));
            assert_eq!(found.nested, Some(nested()));
        }
        let word = format!("{text}x");
        let parameters = StylesLabelParameters {
            word: word.clone(),
            list: list(),
            items: list(),
            pairs: part(text),
        };
        let found = client.styles_label(&parameters).await.expect("understood");
        assert_eq!(found.word, Some(word.clone()));
        assert_eq!([found.list, found.items], [Some(list()), Some(list())]);
        assert_eq!(found.pairs, Some(part(text)));
        let parameters = StylesMatrixParameters {
            word: text.to_owned(),
            list: list(),
            items: list(),
            part: part(text),
            pairs: part(text),
        };
        let found = client.styles_matrix(&parameters).await.expect("understood");
        assert_eq!(found.word.as_deref(), Some(text));
        assert_eq!([found.list, found.items], [Some(list()), Some(list())]);
        assert_eq!(
            [found.part, found.pairs],
            [Some(part(text)), Some(part(text))]
        );
    }
}

#[tokio::test]
async fn arrive_in_the_query_headers_and_cookies() {
    let client = client(Options::new()).await;
    let query = StylesQueryParameters {
        part: Some(part(ODD)),
        pairs: Some(part(ODD)),
        either: Some(Either::Array(list())),
        nested: Some(nested()),
        word: Some(ODD.to_owned()),
        list: Some(list()),
    };
    let found = client.styles_query(&query).await.expect("understood");
    assert_eq!([found.part, found.pairs], [query.part, query.pairs]);
    assert_eq!((found.either, found.nested), (query.either, query.nested));
    assert_eq!((found.word, found.list), (query.word, query.list));
    let header = StylesHeaderParameters {
        x_part: Some(part(ODD)),
        x_pairs: Some(part(ODD)),
        x_either: Some(Either::Array(list())),
        x_nested: Some(nested()),
        x_word: Some(StylesHeaderXWord::Boolean(true)),
    };
    let found = client.styles_header(&header).await.expect("understood");
    assert_eq!([found.part, found.pairs], [header.x_part, header.x_pairs]);
    assert_eq!(
        (found.either, found.nested),
        (header.x_either, header.x_nested)
    );
    assert_eq!(found.word.as_deref(), Some("Boolean(true)"));
    let crumbs = Crumbs {
        crumb_2: Some(2),
        ..Crumbs::new(ODD.to_owned())
    };
    let cookie = StylesCookieParameters {
        items: Some(list()),
        list: Some(list()),
        part: Some(part(ODD)),
        crumbs: Some(crumbs),
        either: Some(Either::Integer(3)),
        nested: Some(nested()),
    };
    let found = client.styles_cookie(&cookie).await.expect("understood");
    assert_eq!([found.items, found.list], [cookie.items, cookie.list]);
    assert_eq!((found.part, found.crumbs), (cookie.part, cookie.crumbs));
    assert_eq!((found.either, found.nested), (cookie.either, cookie.nested));
}

#[tokio::test]
async fn that_cannot_be_told_apart_are_refused() {
    let client = client(Options::new()).await;
    let query = StylesQueryParameters {
        pairs: Some(part("a|b")),
        ..StylesQueryParameters::default()
    };
    let error = client.styles_query(&query).await.expect_err("a bar");
    assert!(
        matches!(&error, Error::Unsent(why) if why.contains("pairs")),
        "{error}"
    );
}
