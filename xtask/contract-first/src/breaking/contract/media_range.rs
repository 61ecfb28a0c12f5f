use std::collections::BTreeSet;

/// A media type or a range of them (RFC 9110, 8.3.1 and 12.5.1), without case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaRange {
    kind: String,
    subtype: String,
    parameters: BTreeSet<(String, String)>,
}

impl MediaRange {
    /// Of a key of `content`. `charset=utf-8` says nothing: it is what texts are in anyway. A boundary is another one each time.
    pub fn of(name: &str) -> Self {
        let mut parts = name.split(';').map(str::trim);
        let essence = parts.next().unwrap_or_default().to_ascii_lowercase();
        let (kind, subtype) = essence.split_once('/').unwrap_or((&essence, "*"));
        let parameters = parts.filter_map(parameter).filter(|(name, value)| {
            let is_utf8 = name == "charset" && ["utf-8", "utf8"].contains(&value.as_str());
            !is_utf8 && name != "boundary"
        });
        Self {
            kind: kind.trim().to_owned(),
            subtype: subtype.trim().to_owned(),
            parameters: parameters.collect(),
        }
    }

    /// Whether everything that is `other` is this too.
    pub fn covers(&self, other: &Self) -> bool {
        let suffix = self.subtype.strip_prefix('*');
        let subtype = self.subtype == other.subtype
            || suffix.is_some_and(|suffix| other.subtype.ends_with(suffix));
        (self.kind == "*" || self.kind == other.kind)
            && subtype
            && self.parameters.is_subset(&other.parameters)
    }

    /// Whether it stands for several types.
    pub fn is_range(&self) -> bool {
        self.kind == "*" || self.subtype.starts_with('*')
    }

    /// The most specific of the ranges that cover a media type says what it holds (OpenAPI 3.1, Media Types).
    pub fn specificity(&self) -> (bool, usize, usize) {
        let subtype = match self.subtype.strip_prefix('*') {
            Some(suffix) => suffix.len(),
            None => usize::MAX,
        };
        (self.kind != "*", subtype, self.parameters.len())
    }

    /// Whether it is JSON.
    pub fn is_json(&self) -> bool {
        self.subtype == "json" || self.subtype.ends_with("+json")
    }

    pub fn is_plain_text(&self) -> bool {
        (self.kind.as_str(), self.subtype.as_str()) == ("text", "plain")
    }

    pub fn is_form(&self) -> bool {
        (self.kind.as_str(), self.subtype.as_str()) == ("application", "x-www-form-urlencoded")
    }

    pub fn is_multipart(&self) -> bool {
        self.kind == "multipart"
    }

    /// Without parameters: `application/json`.
    pub fn essence(&self) -> String {
        format!("{}/{}", self.kind, self.subtype)
    }
}

/// `charset="UTF-8"`: names of parameters have no case, nor has a charset.
fn parameter(text: &str) -> Option<(String, String)> {
    let (name, value) = text.split_once('=')?;
    let name = name.trim().to_ascii_lowercase();
    let value = value.trim().trim_matches('"');
    let value = match name.as_str() {
        "charset" => value.to_ascii_lowercase(),
        _ => value.to_owned(),
    };
    Some((name, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_covers_what_is_in_it() {
        for (wide, narrow, expected) in [
            ("application/json", "Application/JSON; charset=UTF-8", true),
            (
                "application/json; charset=\"utf8\"",
                "application/json",
                true,
            ),
            ("*/*", "text/csv", true),
            ("*", "text/csv", true),
            ("text/*", "text/csv; header=present", true),
            ("text/*", "application/csv", false),
            ("application/*+json", "application/problem+json", true),
            ("application/*+json", "application/json", false),
            ("text/csv; header=present", "text/csv", false),
            ("text/csv", "text/csv; header=present", true),
            ("text/plain", "text/plain; charset=iso-8859-1", true),
            ("text/plain; charset=iso-8859-1", "text/plain", false),
            ("text/csv", "text/*", false),
            (
                "multipart/form-data",
                "multipart/form-data; boundary=x",
                true,
            ),
        ] {
            let [wide, narrow] = [wide, narrow].map(MediaRange::of);
            assert_eq!(wide.covers(&narrow), expected, "{wide:?} {narrow:?}");
        }
    }

    #[test]
    fn the_most_specific_range_counts() {
        let order = [
            "*/*",
            "text/*",
            "application/*+json",
            "text/csv",
            "text/csv; header=present",
        ];
        let specificity = order.map(|range| MediaRange::of(range).specificity());
        assert!(specificity.is_sorted(), "{specificity:?}");
    }
}
