//! Credentials, and which of them go into a request.

use std::collections::BTreeMap;

use crate::call::Call;
use crate::contract::{EXCLUSIVE, SCHEMES};
use crate::invalid_options::InvalidOptions;
use crate::scheme::Scheme;

/// The secrets that the caller has, by option. There is no `Debug` of them.
#[derive(Clone, Default)]
pub(crate) struct Credentials {
    pub(crate) secrets: BTreeMap<&'static str, String>,
}

impl Credentials {
    /// With those of the environment when none is given.
    pub(crate) fn resolve(
        mut self,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, InvalidOptions> {
        if self.secrets.is_empty() {
            let found = SCHEMES
                .iter()
                .filter_map(|scheme| Some((scheme.option, environment(scheme.variable)?)));
            self.secrets.extend(found);
            for (preferred, other) in EXCLUSIVE {
                if self.has(preferred) {
                    self.secrets.remove(other.option);
                }
            }
        }
        for (one, other) in EXCLUSIVE {
            if self.has(one) && self.has(other) {
                return Err(InvalidOptions::new(format!(
                    "give either `{}` or `{}`: the service takes exactly one of them",
                    one.option, other.option
                )));
            }
        }
        match self.secrets.iter().find(|(_, secret)| secret.is_empty()) {
            Some((option, _)) => Err(InvalidOptions::new(format!("`{option}` is empty"))),
            None => Ok(self),
        }
    }

    /// Applies the first alternative that the caller can satisfy.
    pub(crate) fn apply(&self, alternatives: &[&[&Scheme]], call: &mut Call) {
        let mut satisfied = alternatives
            .iter()
            .filter(|schemes| schemes.iter().all(|scheme| self.has(scheme)));
        if let Some(schemes) = satisfied.next() {
            for scheme in *schemes {
                if let Some(secret) = self.secrets.get(scheme.option) {
                    (scheme.apply)(call, secret);
                }
            }
        } else if !alternatives.is_empty() {
            let names: Vec<_> = alternatives.iter().map(|one| names(one)).collect();
            call.refuse(format!("it needs credentials: {}", names.join(", or ")));
        }
    }

    fn has(&self, scheme: &Scheme) -> bool {
        self.secrets.contains_key(scheme.option)
    }
}

/// The names of schemes that are given together.
fn names(schemes: &[&Scheme]) -> String {
    let names = schemes
        .iter()
        .map(|scheme| format!("`{}` ({})", scheme.option, scheme.variable));
    names.collect::<Vec<_>>().join(" with ")
}
