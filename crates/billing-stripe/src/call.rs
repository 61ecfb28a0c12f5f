use reqwest::Method;
use url::form_urlencoded::Serializer;
use uuid::Uuid;

/// What is called at Stripe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Endpoint {
    /// `POST /v1/billing_portal/sessions`
    Sessions,
    /// `GET /v1/subscriptions`
    Subscriptions,
    /// `GET /v1/subscriptions/search`
    SubscriptionSearch,
    /// `GET /v1/customers/search`
    CustomerSearch,
    /// What only an examination asks for.
    Other,
}

impl Endpoint {
    /// Searches are a part of Stripe by itself, with outages and limits of its own.
    pub(crate) fn is_search(self) -> bool {
        matches!(self, Self::SubscriptionSearch | Self::CustomerSearch)
    }

    /// What the log and the metrics call a call of it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sessions => "create portal session",
            Self::Subscriptions => "list subscriptions",
            Self::SubscriptionSearch => "search subscriptions",
            Self::CustomerSearch => "search customers",
            Self::Other => "check",
        }
    }

    fn path(self) -> &'static str {
        match self {
            Self::Sessions => "/v1/billing_portal/sessions",
            Self::Subscriptions => "/v1/subscriptions",
            Self::SubscriptionSearch => "/v1/subscriptions/search",
            Self::CustomerSearch => "/v1/customers/search",
            Self::Other => "/",
        }
    }
}

/// One logical call to Stripe's API, however many tries it takes. Not to be printed: the return URL is the caller's business.
pub(crate) struct Call {
    pub(crate) endpoint: Endpoint,
    pub(crate) method: Method,
    pub(crate) path: String,
    /// The parameters as a form: the query of a GET, the body of a POST.
    pub(crate) form: String,
    /// The same on each try, so that Stripe does what is asked once at most (<https://docs.stripe.com/api/idempotent_requests>).
    pub(crate) idempotency_key: Option<String>,
}

impl Call {
    pub(crate) fn get(endpoint: Endpoint, parameters: &[(&str, &str)]) -> Self {
        Self {
            endpoint,
            method: Method::GET,
            path: endpoint.path().to_owned(),
            form: form(parameters),
            idempotency_key: None,
        }
    }

    /// Of an examination: any path.
    pub(crate) fn check(path: &str, parameters: &[(&str, &str)]) -> Self {
        Self {
            path: path.to_owned(),
            ..Self::get(Endpoint::Other, parameters)
        }
    }

    pub(crate) fn post(endpoint: Endpoint, parameters: &[(&str, &str)]) -> Self {
        Self {
            method: Method::POST,
            idempotency_key: Some(format!("accounts-{}", Uuid::new_v4())),
            ..Self::get(endpoint, parameters)
        }
    }

    /// What the log and the metrics call it.
    pub(crate) fn name(&self) -> &'static str {
        self.endpoint.name()
    }
}

/// `application/x-www-form-urlencoded`, which is what Stripe reads; nested names come with their brackets.
fn form(parameters: &[(&str, &str)]) -> String {
    Serializer::new(String::new())
        .extend_pairs(parameters)
        .finish()
}

#[cfg(test)]
mod tests;
