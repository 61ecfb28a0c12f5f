/// The formats of texts that are checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StringFormat {
    /// Base64 (RFC 4648, section 4).
    Byte,
    /// `full-date` of RFC 3339.
    Date,
    /// `date-time` of RFC 3339.
    DateTime,
    /// A mailbox of RFC 5321.
    Email,
    /// RFC 2673, section 3.2.
    Ipv4,
    /// RFC 4291, section 2.2.
    Ipv6,
    /// `full-time` of RFC 3339.
    Time,
    /// RFC 9562.
    Uuid,
}

impl StringFormat {
    const ALL: [Self; 8] = [
        Self::Byte,
        Self::Date,
        Self::DateTime,
        Self::Email,
        Self::Ipv4,
        Self::Ipv6,
        Self::Time,
        Self::Uuid,
    ];

    /// By its name in the OpenAPI Format Registry.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Its name in the OpenAPI Format Registry.
    pub fn name(self) -> &'static str {
        match self {
            Self::Byte => "byte",
            Self::Date => "date",
            Self::DateTime => "date-time",
            Self::Email => "email",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::Time => "time",
            Self::Uuid => "uuid",
        }
    }

    /// What a text of another form is told, to be read behind its name.
    pub fn message(self) -> &'static str {
        match self {
            Self::Byte => "must be base64 (RFC 4648, section 4)",
            Self::Date => "must be a date such as 2026-01-31 (RFC 3339)",
            Self::DateTime => "must be a date and time such as 2026-01-31T12:00:00Z (RFC 3339)",
            Self::Email => "must be an email address",
            Self::Ipv4 => "must be an IPv4 address",
            Self::Ipv6 => "must be an IPv6 address",
            Self::Time => "must be a time such as 12:00:00Z (RFC 3339)",
            Self::Uuid => "must be a UUID",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_found_by_their_names() {
        for format in StringFormat::ALL {
            assert_eq!(StringFormat::of(format.name()), Some(format));
            assert!(format.message().starts_with("must be "), "{format:?}");
        }
        for name in ["", "Date", "colour-name", "uri"] {
            assert_eq!(StringFormat::of(name), None, "{name}");
        }
    }
}
