use super::path::{Piece, pieces, shape};
use crate::model::description::Server;

/// Most addresses that one server stands for; beyond that its variables are taken for open.
const MAX_ADDRESSES: usize = 256;

/// The addresses that a server stands for: each value of a variable that lists them is written out, any other variable is `{}`.
pub fn addresses(server: &Server) -> Vec<String> {
    let count = server
        .variables
        .iter()
        .map(|variable| variable.values.len().max(1));
    if count.product::<usize>() > MAX_ADDRESSES {
        return vec![normal(&shape(&server.url))];
    }
    let mut found = vec![String::new()];
    for piece in pieces(&server.url) {
        let texts = match piece {
            Piece::Literal(text) => vec![text],
            Piece::Placeholder(name) => values(server, name),
        };
        let longer = |start: &String| {
            let start = start.clone();
            let texts = texts.clone();
            texts.into_iter().map(move |text| format!("{start}{text}"))
        };
        found = found.iter().flat_map(longer).collect();
    }
    found.iter().map(|address| normal(address)).collect()
}

/// The address without the names of its variables.
pub fn address_shape(server: &Server) -> String {
    normal(&shape(&server.url))
}

/// Whether an address is `known`, or one of those that it stands for.
pub fn is_at(address: &str, known: &str) -> bool {
    if !known.contains("{}") {
        return address == known;
    }
    let mut parts = known.split("{}");
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = address.strip_prefix(first) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        // A variable has at least one character.
        let found = rest
            .char_indices()
            .nth(1)
            .and_then(|(at, _)| rest[at..].find(part).map(|found| at + found));
        let Some(found) = found else {
            return false;
        };
        rest = &rest[found + part.len()..];
    }
    rest.len() > last.len() && rest.ends_with(last)
}

fn values<'s>(server: &'s Server, name: &str) -> Vec<&'s str> {
    let variable = server
        .variables
        .iter()
        .find(|variable| variable.name == name);
    match variable {
        Some(variable) if !variable.values.is_empty() => {
            variable.values.iter().map(String::as_str).collect()
        }
        _ => vec!["{}"],
    }
}

/// Scheme and host have no case, the usual port and a slash at the end say nothing (RFC 3986, 6.2).
fn normal(url: &str) -> String {
    let url = url.trim_end_matches('/');
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let end = rest.find('/').unwrap_or(rest.len());
    let (scheme, host) = (
        scheme.to_ascii_lowercase(),
        rest[..end].to_ascii_lowercase(),
    );
    let port = match scheme.as_str() {
        "https" | "wss" => ":443",
        _ => ":80",
    };
    let host = host.strip_suffix(port).unwrap_or(&host);
    format!("{scheme}://{host}{}", &rest[end..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Pointer;
    use crate::model::description::ServerVariable;

    fn server(url: &str, variables: &[(&str, &[&str])]) -> Server {
        let variables = variables.iter().map(|(name, values)| ServerVariable {
            at: Pointer::default(),
            name: (*name).to_owned(),
            default: String::new(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
        });
        Server {
            at: Pointer::default(),
            url: url.to_owned(),
            variables: variables.collect(),
        }
    }

    #[test]
    fn variables_that_list_their_values_are_written_out() {
        let found = addresses(&server(
            "https://{r}.A.example:443/{v}/",
            &[("r", &["eu", "us"]), ("v", &[])],
        ));
        assert_eq!(
            found,
            ["https://eu.a.example/{}", "https://us.a.example/{}"]
        );
        assert_eq!(addresses(&server("/", &[])), [""]);
    }

    #[test]
    fn an_open_variable_matches_any_text() {
        for (address, known, expected) in [
            ("https://eu.example", "https://{}.example", true),
            ("https://.example", "https://{}.example", false),
            ("https://{}.example", "https://{}.example", true),
            ("https://eu.example/v1", "https://{}.example/{}", true),
            ("https://eu.example", "https://{}.example/{}", false),
            ("https://eu.example", "https://us.example", false),
        ] {
            assert_eq!(is_at(address, known), expected, "{address} {known}");
        }
    }
}
