use super::support::call;
use crate::call::Call;
use crate::contract::{API_KEY, BASIC, SESSION, SIGNATURE};
use crate::credentials::Credentials;
use crate::scheme::Scheme;

fn given(secrets: &[(&'static str, &str)]) -> Credentials {
    let secrets = secrets
        .iter()
        .map(|(option, secret)| (*option, (*secret).to_owned()));
    Credentials {
        secrets: secrets.collect(),
    }
}

fn resolved(given: Credentials, environment: &[(&str, &str)]) -> Result<Vec<String>, String> {
    let environment = |name: &str| {
        let mut found = environment.iter().filter(|(variable, _)| *variable == name);
        found.next().map(|(_, value)| (*value).to_owned())
    };
    let credentials = given
        .resolve(environment)
        .map_err(|error| error.to_string())?;
    let secrets = credentials.secrets.iter();
    Ok(secrets
        .map(|(option, secret)| format!("{option}={secret}"))
        .collect())
}

#[test]
fn the_environment_counts_when_nothing_is_given() {
    let environment = [
        ("SHOP_API_KEY", "k"),
        ("SHOP_BASIC", "u:p"),
        ("SHOP_SESSION", "s"),
    ];
    let found = resolved(given(&[]), &environment);
    assert_eq!(
        found,
        Ok(vec!["api_key=k".to_owned(), "session=s".to_owned()])
    );
    let found = resolved(given(&[("basic", "u:p")]), &environment);
    assert_eq!(found, Ok(vec!["basic=u:p".to_owned()]));
    assert_eq!(resolved(given(&[]), &[]), Ok(Vec::new()));
}

#[test]
fn what_no_service_takes_is_refused_at_once() {
    let both = resolved(given(&[("api_key", "k"), ("basic", "u:p")]), &[]);
    let reason =
        "invalid options: give either `api_key` or `basic`: the service takes exactly one of them";
    assert_eq!(both, Err(reason.to_owned()));
    let empty = resolved(given(&[("session", "")]), &[]);
    assert_eq!(empty, Err("invalid options: `session` is empty".to_owned()));
}

fn applied(credentials: &Credentials, alternatives: &[&[&Scheme]]) -> Call {
    let mut call = call();
    credentials.apply(alternatives, &mut call);
    call
}

#[test]
fn the_first_alternative_that_is_satisfied_is_applied() {
    let credentials = given(&[("basic", "u:p"), ("session", "s"), ("signature", "a b")]);
    let alternatives: &[&[&Scheme]] = &[&[&API_KEY], &[&SESSION, &SIGNATURE], &[&BASIC]];
    let call = applied(&credentials, alternatives);
    assert_eq!(call.headers["cookie"], "session=s");
    assert_eq!(call.query, ["signature=a%20b"]);
    assert!(!call.headers.contains_key("authorization"));
    let call = applied(&credentials, &[&[&BASIC], &[]]);
    assert_eq!(call.headers["authorization"], "Basic dTpw");
    let call = applied(&credentials, &[&[&API_KEY], &[]]);
    assert_eq!((call.headers.len(), call.unsent), (1, None));
}

#[test]
fn a_call_without_what_it_needs_is_not_sent() {
    let call = applied(&given(&[]), &[&[&API_KEY], &[&SESSION, &SIGNATURE]]);
    let reason = "it needs credentials: `api_key` (SHOP_API_KEY), or `session` (SHOP_SESSION) with `signature` (SHOP_SIGNATURE)";
    assert_eq!(call.unsent.as_deref(), Some(reason));
    assert_eq!(applied(&given(&[]), &[]).unsent, None);
}
