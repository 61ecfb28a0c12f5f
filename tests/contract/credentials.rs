use accounts_tests::{GOOD_BODY, Installation, Protocol};

const EXACTLY_ONE: &str = "Exactly one of x-api-key or Authorization must be provided";
const UNAUTHORIZED: &str = "Unauthorized";

#[tokio::test]
async fn present_credentials_refused() {
    let service = Installation::new().serve();
    let key = service.key();
    let bearer = format!("Bearer {key}");
    let (last, rest) = (&key[key.len() - 1..], &key[..key.len() - 1]);
    let other = format!("{rest}{}", if last == "A" { "B" } else { "A" });
    let upper = key.to_uppercase();
    let cases: &[(&[(&str, &str)], &str)] = &[
        (&[], EXACTLY_ONE),
        (&[("x-api-key", "")], EXACTLY_ONE),
        (&[("x-api-key", "  ")], EXACTLY_ONE),
        (&[("authorization", "")], EXACTLY_ONE),
        (&[("x-api-key", ""), ("authorization", "")], EXACTLY_ONE),
        (
            &[("x-api-key", &key), ("authorization", &bearer)],
            EXACTLY_ONE,
        ),
        (
            &[("x-api-key", "a"), ("authorization", &bearer)],
            EXACTLY_ONE,
        ),
        (&[("x-api-key", "a")], UNAUTHORIZED),
        (&[("x-api-key", &other)], UNAUTHORIZED),
        (&[("x-api-key", rest)], UNAUTHORIZED),
        (&[("x-api-key", &upper)], UNAUTHORIZED),
        (&[("x-api-key", &bearer)], UNAUTHORIZED),
        (&[("x-api-key", &key), ("x-api-key", &key)], UNAUTHORIZED),
        (&[("x-api-key", "schlüssel")], UNAUTHORIZED),
        (&[("authorization", &key)], UNAUTHORIZED),
        (&[("authorization", "Bearer")], UNAUTHORIZED),
        (&[("authorization", "Bearer a.b.c")], UNAUTHORIZED),
        (&[("authorization", "Bearer recoup_sk_")], UNAUTHORIZED),
        (&[("authorization", "Basic dXNlcjpwYXNz")], UNAUTHORIZED),
        (
            &[("authorization", &bearer), ("authorization", &bearer)],
            UNAUTHORIZED,
        ),
        (
            &[("x-api-key", &key), ("authorization", "Basic dXNlcjpwYXNz")],
            EXACTLY_ONE,
        ),
    ];
    for protocol in [Protocol::Http1, Protocol::Http2] {
        for (headers, message) in cases {
            let mut client = service.client().over(protocol).portal();
            for (name, value) in *headers {
                client = client.header(name, value);
            }
            let answer = client.json(GOOD_BODY).send().await;
            assert_eq!(answer.status, 401, "{protocol:?} {headers:?}");
            assert_eq!(answer.error(), *message, "{protocol:?} {headers:?}");
            let challenge = answer.header("www-authenticate");
            assert_eq!(challenge, Some("Bearer realm=\"accounts\""));
            assert_eq!(answer.header("cache-control"), Some("no-store"));
        }
    }
    // The key itself is good, so each case was refused for what it says.
    service.client().good(&key).send().await.portal();
}

#[tokio::test]
async fn present_key_of_each_case_of_the_scheme() {
    let service = Installation::new().serve();
    let key = service.key();
    for scheme in ["Bearer", "bearer", "BEARER", "bEaReR", "Bearer  "] {
        let client = service.client().portal();
        let client = client.header("authorization", &format!("{scheme} {key}"));
        client.json(GOOD_BODY).send().await.portal();
    }
    // An empty header is an absent one.
    let client = service.client().good(&key).header("authorization", "");
    client.send().await.portal();
}
