use crate::paths::decoded;

/// The texts of a path's placeholders as they were sent, if the path is one of the template.
///
/// A value ends at the first occurrence of the literal behind it, the last one of a segment at the segment's end; none is empty. A
/// placeholder that is there twice has one value.
pub(crate) fn matched<'p>(
    template: &'static str,
    path: &'p str,
) -> Option<Vec<(&'static str, &'p str)>> {
    let mut texts = Vec::new();
    let mut sent = path.split('/');
    for segment in template.split('/') {
        take(segment, sent.next()?, &mut texts)?;
    }
    sent.next().is_none().then_some(texts)
}

fn take<'p>(
    segment: &'static str,
    sent: &'p str,
    texts: &mut Vec<(&'static str, &'p str)>,
) -> Option<()> {
    let mut pieces = segment.split('{');
    let mut rest = sent.strip_prefix(pieces.next()?)?;
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let (name, literal) = piece.split_once('}')?;
        let value = match pieces.peek() {
            Some(_) => rest.split_once(literal)?.0,
            None => rest.strip_suffix(literal)?,
        };
        let again = texts.iter().find(|(known, _)| *known == name);
        if value.is_empty() || again.is_some_and(|(_, text)| decoded(text) != decoded(value)) {
            return None;
        }
        texts.push((name, value));
        rest = &rest[value.len() + literal.len()..];
    }
    rest.is_empty().then_some(())
}
