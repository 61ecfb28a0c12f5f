use crate::parameters::{SegmentTexts, segment_sent, violation};
use crate::rejection::Rejection;
use crate::urlencoded;

/// A value of the path behind its name (`style: matrix`), as it was sent: `;a=1`, `;a=1;a=2` as `1;2`, and an object that is
/// spread as its properties, `b=1;c=2`.
pub(crate) fn matrix(
    texts: &SegmentTexts<'_>,
    name: &str,
    spread: bool,
) -> Result<String, Rejection> {
    let parts = segment_sent(texts, name).strip_prefix(';');
    if spread {
        let parts = parts.map(str::to_owned);
        return parts.ok_or_else(|| violation(name, "must begin with `;` (`style: matrix`)"));
    }
    let value = |part: &str| {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        (urlencoded::percent_decoded(key) == name).then(|| value.to_owned())
    };
    let values: Option<Vec<_>> = parts.and_then(|parts| parts.split(';').map(value).collect());
    let values = values.map(|values| values.join(";"));
    values.ok_or_else(|| {
        violation(
            name,
            &format!("must begin with `;{name}=` (`style: matrix`)"),
        )
    })
}
