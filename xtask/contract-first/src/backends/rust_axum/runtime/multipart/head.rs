use percent_encoding::percent_decode_str;

use super::parameters::parameters;

/// What a part says of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct PartHead {
    /// Of the field, as it was sent.
    pub(crate) name: String,
    pub(crate) file_name: Option<String>,
    pub(crate) content_type: Option<String>,
}

impl PartHead {
    /// From the lines of its headers; `None` where they are none of form data (RFC 7578, section 4.2).
    pub(crate) fn read(lines: &[u8]) -> Option<Self> {
        let lines = String::from_utf8_lossy(lines);
        let mut head = None;
        let mut content_type = None;
        for line in lines.split("\r\n").filter(|line| !line.is_empty()) {
            let (name, value) = line.split_once(':')?;
            let value = value.trim_ascii();
            match name.trim_ascii().to_ascii_lowercase().as_str() {
                "content-disposition" => head = Some(Self::of(value)?),
                "content-type" => content_type = Some(value.to_owned()),
                _ => {}
            }
        }
        Some(Self {
            content_type,
            ..head?
        })
    }

    /// By the value of `Content-Disposition`.
    fn of(value: &str) -> Option<Self> {
        let (kind, _) = value.split_once(';')?;
        if !kind.trim_ascii().eq_ignore_ascii_case("form-data") {
            return None;
        }
        let parameters = parameters(value);
        let text = |name: &str| {
            let mut named = parameters.iter().filter(|(known, _)| known == name);
            named.next().map(|(_, text)| text.as_str())
        };
        // No form has these, but some clients write them.
        let extended = |name: &str| text(name).and_then(extended);
        let name = text("name").map(str::to_owned);
        let name = name.or_else(|| extended("name*"));
        let file_name = text("filename").map(unescaped);
        Some(Self {
            name: name?,
            // A file input that was left empty has an empty name.
            file_name: file_name
                .or_else(|| extended("filename*"))
                .filter(|name| !name.is_empty()),
            content_type: None,
        })
    }

    /// Whether it has a name of the document. Names compare as they are sent: a `%22` may stand for itself or for a quote.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        self.name == name || escaped(&self.name) == escaped(name)
    }

    /// The name of a part that the document does not name.
    pub(crate) fn plain_name(&self) -> String {
        unescaped(&self.name)
    }
}

/// What browsers write for a quote and the ends of lines (WHATWG HTML, "multipart/form-data encoding algorithm").
const ESCAPES: [(&str, &str); 3] = [("\r", "%0D"), ("\n", "%0A"), ("\"", "%22")];

fn escaped(text: &str) -> String {
    let escape = |text: String, (plain, escape): &(&str, &str)| text.replace(plain, escape);
    ESCAPES.iter().fold(text.to_owned(), escape)
}

fn unescaped(text: &str) -> String {
    let unescape = |text: String, (plain, escape): &(&str, &str)| text.replace(escape, plain);
    ESCAPES.iter().fold(text.to_owned(), unescape)
}

/// A text of RFC 8187 in UTF-8.
fn extended(text: &str) -> Option<String> {
    let (charset, rest) = text.split_once('\'')?;
    let (_, text) = rest.split_once('\'')?;
    let text = charset.eq_ignore_ascii_case("utf-8").then_some(text)?;
    let text = percent_decode_str(text).decode_utf8().ok()?;
    Some(text.into_owned())
}
