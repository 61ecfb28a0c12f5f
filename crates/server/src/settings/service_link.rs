use std::ffi::OsStr;

/// Whether a variable is one that Kubernetes or Docker set in every container beside a service called `accounts` or `accounts-...`:
/// `ACCOUNTS_SERVICE_HOST`, `ACCOUNTS_SERVICE_PORT`, `ACCOUNTS_SERVICE_PORT_HTTP`, `ACCOUNTS_PORT=tcp://...`,
/// `ACCOUNTS_PORT_80_TCP` and with `_PROTO`, `_PORT` or `_ADDR` behind it.
///
/// Source: <https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables>
pub(crate) fn is_one(name: &str, value: &OsStr) -> bool {
    let is_url = || {
        let value = value.as_encoded_bytes();
        [&b"tcp://"[..], b"udp://", b"sctp://"]
            .iter()
            .any(|scheme| value.starts_with(scheme))
    };
    name.ends_with("_SERVICE_HOST")
        || name.ends_with("_SERVICE_PORT")
        || name.contains("_SERVICE_PORT_")
        || (name.ends_with("_PORT") && is_url())
        || name
            .match_indices("_PORT_")
            .any(|(at, port)| is_port(&name[at + port.len()..]))
}

/// `80_TCP`, `80_TCP_PROTO`, `80_TCP_PORT`, `80_TCP_ADDR`.
fn is_port(rest: &str) -> bool {
    let mut words = rest.split('_');
    let number = words.next().unwrap_or_default();
    let protocol = words.next();
    let part = words.next();
    number.parse::<u16>().is_ok()
        && matches!(protocol, Some("TCP" | "UDP" | "SCTP"))
        && matches!(part, None | Some("PROTO" | "PORT" | "ADDR"))
        && words.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_of_links_and_others() {
        for (name, value, link) in [
            ("ACCOUNTS_SERVICE_HOST", "10.0.0.1", true),
            ("ACCOUNTS_SERVICE_PORT", "80", true),
            ("ACCOUNTS_SERVICE_PORT_HTTP", "80", true),
            ("ACCOUNTS_PORT", "tcp://10.0.0.1:80", true),
            ("ACCOUNTS_PORT_80_TCP", "tcp://10.0.0.1:80", true),
            ("ACCOUNTS_PORT_80_TCP_PROTO", "tcp", true),
            ("ACCOUNTS_PORT_80_TCP_PORT", "80", true),
            ("ACCOUNTS_PORT_53_UDP_ADDR", "10.0.0.1", true),
            ("ACCOUNTS_DB_PORT_5432_TCP", "tcp://10.0.0.1:5432", true),
            ("ACCOUNTS_PORT", "8080", false),
            ("ACCOUNTS_PORT_80", "80", false),
            ("ACCOUNTS_PORT_HTTP_TCP", "80", false),
            ("ACCOUNTS_PORT_80_TCP_X", "80", false),
            ("ACCOUNTS_HOST", "10.0.0.1", false),
            ("ACCOUNTS_LISTENN", "tcp://10.0.0.1:80", false),
        ] {
            assert_eq!(is_one(name, OsStr::new(value)), link, "{name}={value}");
        }
    }
}
