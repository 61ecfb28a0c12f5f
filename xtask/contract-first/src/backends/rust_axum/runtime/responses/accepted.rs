use axum::http::HeaderMap;
use axum::http::header::ACCEPT;

use crate::rejection::Rejection;

/// Which of the media types a request prefers: the first of those that it likes best.
pub(crate) fn accepted<M: Copy, const N: usize>(
    headers: &HeaderMap,
    offered: [(&'static str, M); N],
) -> Result<M, Rejection> {
    let values = headers.get_all(ACCEPT).iter();
    let texts: Vec<_> = values.filter_map(|value| value.to_str().ok()).collect();
    let ranges: Vec<_> = texts.iter().flat_map(|text| parts(text, ',')).collect();
    let ranges: Vec<_> = ranges.into_iter().filter_map(Range::read).collect();
    let mut best = None;
    for (media, chosen) in offered {
        let quality = quality(&ranges, media);
        if quality > best.map_or(0, |(_, quality)| quality) {
            best = Some((chosen, quality));
        }
    }
    let offered = || offered.iter().map(|(media, _)| *media).collect();
    let (chosen, _) = best.ok_or_else(|| Rejection::NotAcceptable { offered: offered() })?;
    Ok(chosen)
}

/// A media range of `Accept`.
struct Range<'t> {
    family: &'t str,
    name: &'t str,
    parameters: Vec<&'t str>,
    /// In thousandths.
    quality: u16,
}

/// How much a media type is liked: the range that says most of it counts.
fn quality(ranges: &[Range], media: &str) -> u16 {
    // No header, or nothing in it, is as good as `*/*` (RFC 9110, section 12.5.1).
    if ranges.is_empty() {
        return 1000;
    }
    let fitting = ranges
        .iter()
        .filter_map(|range| Some((range.fit(media)?, range.quality)));
    fitting
        .max_by_key(|(fit, _)| *fit)
        .map_or(0, |(_, quality)| quality)
}

impl<'t> Range<'t> {
    fn read(text: &'t str) -> Option<Self> {
        let mut pieces = parts(text, ';').into_iter();
        let (family, name) = pieces.next()?.split_once('/')?;
        let mut range = Self {
            family,
            name,
            parameters: Vec::new(),
            quality: 1000,
        };
        for parameter in pieces {
            let (key, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            match key.trim_ascii() {
                "q" | "Q" => range.quality = thousandths(value.trim_ascii()),
                // Every text that is sent is in UTF-8.
                key if key.eq_ignore_ascii_case("charset") => {}
                _ => range.parameters.push(parameter),
            }
        }
        Some(range)
    }

    /// How much it says of a media type; `None` where it is another.
    fn fit(&self, media: &str) -> Option<usize> {
        let mut pieces = parts(media, ';').into_iter();
        let (family, name) = pieces.next()?.split_once('/')?;
        let given: Vec<_> = pieces.collect();
        let has = |wanted: &&str| given.iter().any(|one| one.eq_ignore_ascii_case(wanted));
        let specific = match (self.family, self.name) {
            ("*", "*") => 0,
            (of, "*") if of.eq_ignore_ascii_case(family) => 1,
            (of, kind) => {
                // What is offered may be a family, too.
                let is_of_name = name == "*" || kind.eq_ignore_ascii_case(name);
                (of.eq_ignore_ascii_case(family) && is_of_name).then_some(2)?
            }
        };
        self.parameters
            .iter()
            .all(has)
            .then_some(specific + self.parameters.len())
    }
}

/// `0.75` -> 750; what is no number from 0 to 1 says nothing.
fn thousandths(text: &str) -> u16 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{whole}{fraction:0<3}");
    let is_number = fraction.len() <= 3 && digits.len() == 4;
    digits
        .parse()
        .ok()
        .filter(|number| is_number && *number <= 1000)
        .unwrap_or(1000)
}

/// The parts of a text between separators that are not in quotes, without blanks around them.
fn parts(text: &str, separator: char) -> Vec<&str> {
    let mut quoted = false;
    let mut escaped = false;
    let pieces = text.split(|character| {
        match character {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ => return !quoted && character == separator,
        }
        false
    });
    let pieces = pieces.map(str::trim_ascii);
    pieces.filter(|piece| !piece.is_empty()).collect()
}
