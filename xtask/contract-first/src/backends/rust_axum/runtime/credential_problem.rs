use std::fmt;

/// What is wrong with a request's credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CredentialProblem {
    /// No alternative of the operation's `security` is satisfied.
    Missing,
    /// A header, query parameter or cookie that holds credentials is there more than once.
    Repeated {
        /// Its name; a header's in lower case.
        header: &'static str,
    },
    /// A header that holds credentials is there, in no form that the document knows.
    Unreadable {
        /// The header's name, in lower case.
        header: &'static str,
    },
}

impl fmt::Display for CredentialProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("Credentials are required"),
            Self::Repeated { header } => write!(f, "{header} must be sent once"),
            Self::Unreadable { header } => write!(f, "{header} cannot be read"),
        }
    }
}
