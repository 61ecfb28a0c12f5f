use reqwest::Method;
use url::form_urlencoded::Serializer;
use uuid::Uuid;

/// One logical call to Stripe's API, however many tries it takes. Not to be printed: the return URL is the caller's business.
pub(crate) struct Call {
    /// What it is for, in the log.
    pub(crate) name: &'static str,
    pub(crate) method: Method,
    pub(crate) path: String,
    /// The parameters as a form: the query of a GET, the body of a POST.
    pub(crate) form: String,
    /// The same on each try, so that Stripe does what is asked once at most (<https://docs.stripe.com/api/idempotent_requests>).
    pub(crate) idempotency_key: Option<String>,
}

impl Call {
    pub(crate) fn get(name: &'static str, path: &str, parameters: &[(&str, &str)]) -> Self {
        Self {
            name,
            method: Method::GET,
            path: path.to_owned(),
            form: form(parameters),
            idempotency_key: None,
        }
    }

    pub(crate) fn post(name: &'static str, path: &str, parameters: &[(&str, &str)]) -> Self {
        Self {
            name,
            method: Method::POST,
            path: path.to_owned(),
            form: form(parameters),
            idempotency_key: Some(format!("accounts-{}", Uuid::new_v4())),
        }
    }
}

/// `application/x-www-form-urlencoded`, which is what Stripe reads; nested names come with their brackets.
fn form(parameters: &[(&str, &str)]) -> String {
    Serializer::new(String::new())
        .extend_pairs(parameters)
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_encoded() {
        let call = Call::get(
            "x",
            "/v1/x",
            &[
                ("current_period_end[gt]", "17"),
                ("return_url", "https://a.example/?a=1&b=%C3%BC#x y+z"),
                ("query", "metadata['accountId']:'1'"),
            ],
        );
        let decoded: Vec<_> = url::form_urlencoded::parse(call.form.as_bytes())
            .into_owned()
            .collect();
        assert_eq!(decoded[0].0, "current_period_end[gt]");
        assert_eq!(decoded[1].1, "https://a.example/?a=1&b=%C3%BC#x y+z");
        assert_eq!(decoded[2].1, "metadata['accountId']:'1'");
        assert!(
            call.form.is_ascii() && !call.form.contains(' '),
            "{}",
            call.form
        );
    }

    #[test]
    fn idempotency_keys_are_fresh_and_for_posts() {
        let key = || Call::post("x", "/v1/x", &[]).idempotency_key;
        assert!(key().is_some_and(|key| key.len() <= 255));
        assert_ne!(key(), key());
        assert_eq!(Call::get("x", "/v1/x", &[]).idempotency_key, None);
    }
}
