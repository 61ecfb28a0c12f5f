use serde_json::json;

use super::*;

fn read(accounts: Value) -> Result<Option<String>, InvalidAddress> {
    let accounts = accounts.as_array().expect("a list");
    let email = first_email(accounts)?;
    Ok(email.map(|email| email.expose().to_owned()))
}

#[test]
fn first_account_of_the_type_decides() {
    let wallet = json!({ "type": "wallet", "address": "0x1" });
    let google = json!({ "type": "google_oauth", "email": "g@example.com" });
    let first = json!({ "type": "email", "address": "Ann@Example.com" });
    let second = json!({ "type": "email", "address": "b@example.com" });
    let odd = [
        json!(null),
        json!(3),
        json!("email"),
        json!({ "type": 1 }),
        json!([]),
    ];
    let [a, b, c, d, e] = odd;
    let all = json!([a, b, c, d, e, wallet, google, first, second]);
    assert_eq!(read(all), Ok(Some("Ann@Example.com".to_owned())));
    assert_eq!(read(json!([wallet, google])), Ok(None));
    assert_eq!(read(json!([])), Ok(None));
    for none in [
        json!({ "type": "email" }),
        json!({ "type": "email", "address": null }),
        json!({ "type": "email", "address": "" }),
    ] {
        assert_eq!(read(json!([none, second])), Ok(None), "{none}");
    }
}

#[test]
fn what_is_no_address() {
    let long = "a".repeat(300);
    for address in [json!(5), json!({}), json!("a\u{0}b"), json!(long)] {
        let account = json!([{ "type": "email", "address": address }]);
        assert_eq!(read(account), Err(InvalidAddress), "{address}");
    }
}
