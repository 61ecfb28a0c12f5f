use crate::model::description::{OAuthFlow, SecurityScheme, SecuritySchemeKind as Kind};

/// A security scheme as the new contract has it, by its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchemeMatch {
    Same(usize),
    /// The one of the same name; callers must do something else than before.
    Changed {
        old: usize,
        new: usize,
    },
    /// By its place in the old contract.
    Gone(usize),
}

impl SchemeMatch {
    pub fn in_new(self) -> Option<usize> {
        match self {
            Self::Same(new) | Self::Changed { new, .. } => Some(new),
            Self::Gone(_) => None,
        }
    }
}

/// What each scheme of the old contract is in the new one: names are not sent, so the same credentials under another name are the same.
pub struct SchemeMatches {
    old: Vec<(SchemeMatch, Vec<Difference>)>,
    /// The first scheme of the new contract that is the same but for its name.
    alike: Vec<usize>,
}

/// What callers must do differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// `The header`.
    pub what: String,
    /// From the scheme to the place.
    pub steps: Vec<String>,
    pub old: Option<String>,
    pub new: Option<String>,
}

impl SchemeMatches {
    pub fn of(old: &[SecurityScheme], new: &[SecurityScheme]) -> Self {
        let matches = old
            .iter()
            .enumerate()
            .map(|(index, scheme)| counterpart(index, scheme, new));
        let is_alike = |left: &SecurityScheme, right: &SecurityScheme| {
            differences(&left.kind, &right.kind).is_empty()
                && differences(&right.kind, &left.kind).is_empty()
        };
        let first = |(index, scheme)| {
            new.iter()
                .position(|other| is_alike(scheme, other))
                .unwrap_or(index)
        };
        Self {
            old: matches.collect(),
            alike: new.iter().enumerate().map(first).collect(),
        }
    }

    /// What a scheme of the old contract is to callers.
    pub fn of_old(&self, index: usize) -> SchemeMatch {
        match self.old[index].0 {
            SchemeMatch::Same(new) => SchemeMatch::Same(self.alike[new]),
            SchemeMatch::Changed { old, new } => SchemeMatch::Changed {
                old,
                new: self.alike[new],
            },
            SchemeMatch::Gone(old) => SchemeMatch::Gone(old),
        }
    }

    /// What a scheme of the new contract is to callers.
    pub fn of_new(&self, index: usize) -> SchemeMatch {
        SchemeMatch::Same(self.alike[index])
    }

    /// The place of an old scheme in the new contract.
    pub fn counterpart(&self, index: usize) -> Option<usize> {
        self.old[index].0.in_new()
    }

    pub fn differences(&self, index: usize) -> Vec<Difference> {
        self.old[index].1.clone()
    }
}

fn counterpart(
    index: usize,
    old: &SecurityScheme,
    new: &[SecurityScheme],
) -> (SchemeMatch, Vec<Difference>) {
    let candidates = new.iter().enumerate();
    let compared =
        candidates.map(|(place, other)| (place, other, differences(&old.kind, &other.kind)));
    let compared: Vec<_> = compared.collect();
    let equal =
        |other: &SecurityScheme, found: &[Difference]| found.is_empty() && other.name == old.name;
    let same = compared
        .iter()
        .find(|(_, other, found)| equal(other, found));
    let same = same.or_else(|| compared.iter().find(|(_, _, found)| found.is_empty()));
    if let Some((place, _, _)) = same {
        return (SchemeMatch::Same(*place), Vec::new());
    }
    match compared
        .into_iter()
        .find(|(_, other, _)| other.name == old.name)
    {
        Some((new, _, found)) => (SchemeMatch::Changed { old: index, new }, found),
        None => (SchemeMatch::Gone(index), Vec::new()),
    }
}

/// What callers that know the old scheme must do differently; what was added for them is not among it.
fn differences(old: &Kind, new: &Kind) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut differs = |what: &str, step: &str, old: &str, new: &str| {
        if old != new {
            found.push(Difference {
                what: what.to_owned(),
                steps: vec![step.to_owned()],
                old: Some(old.to_owned()),
                new: Some(new.to_owned()),
            });
        }
    };
    match (old, new) {
        (
            Kind::ApiKey {
                location: was,
                name: old,
            },
            Kind::ApiKey {
                location: is,
                name: new,
            },
        ) => {
            differs("The place", "in", was.word(), is.word());
            differs("The name", "name", old, new);
        }
        (Kind::Http { scheme: old }, Kind::Http { scheme: new }) => {
            differs("The scheme", "scheme", old, new);
        }
        (Kind::OpenIdConnect { url: old }, Kind::OpenIdConnect { url: new }) => {
            differs("The address", "openIdConnectUrl", old, new);
        }
        (Kind::OAuth2 { flows: old }, Kind::OAuth2 { flows: new }) => found = of_flows(old, new),
        (Kind::MutualTls, Kind::MutualTls) => {}
        (old, new) => differs("The type", "type", kind_word(old), kind_word(new)),
    }
    found
}

/// As OpenAPI writes it.
fn kind_word(kind: &Kind) -> &'static str {
    match kind {
        Kind::ApiKey { .. } => "apiKey",
        Kind::Http { .. } => "http",
        Kind::OAuth2 { .. } => "oauth2",
        Kind::OpenIdConnect { .. } => "openIdConnect",
        Kind::MutualTls => "mutualTLS",
    }
}

fn of_flows(old: &[OAuthFlow], new: &[OAuthFlow]) -> Vec<Difference> {
    let mut found = Vec::new();
    for flow in old {
        let steps = |more: &[&str]| {
            let first = ["flows", &flow.name];
            first
                .iter()
                .chain(more)
                .map(|step| (*step).to_owned())
                .collect()
        };
        let Some(other) = new.iter().find(|other| other.name == flow.name) else {
            found.push(Difference {
                what: format!("The flow `{}`", flow.name),
                steps: steps(&[]),
                old: Some(flow.name.clone()),
                new: None,
            });
            continue;
        };
        for (key, was, is) in [
            (
                "authorizationUrl",
                &flow.authorization_url,
                &other.authorization_url,
            ),
            ("tokenUrl", &flow.token_url, &other.token_url),
            ("refreshUrl", &flow.refresh_url, &other.refresh_url),
        ] {
            // A caller that knows no refresh address does without.
            if was != is && was.is_some() {
                found.push(Difference {
                    what: format!("`{key}` of the flow `{}`", flow.name),
                    steps: steps(&[key]),
                    old: was.clone(),
                    new: is.clone(),
                });
            }
        }
        for scope in flow
            .scopes
            .iter()
            .filter(|scope| !other.scopes.contains(scope))
        {
            found.push(Difference {
                what: format!("The scope `{scope}`"),
                steps: steps(&["scopes", scope]),
                old: Some(scope.clone()),
                new: None,
            });
        }
    }
    found
}
