use contract_first::TargetKind;

/// Code without docstrings, the spelling of its names and the texts of its literals: its shape, and the literals as they are written.
/// Nothing when a literal does not end.
pub(crate) fn parts(code: &str, target: TargetKind) -> Option<(String, Vec<&str>)> {
    let marks: &[char] = match target {
        TargetKind::Python => &['"', '\''],
        _ => &['"'],
    };
    let (mut shape, mut literals, mut rest) = (String::new(), Vec::new(), code);
    while let Some(first) = rest.chars().next() {
        let length = if let Some(docs) = rest.strip_prefix(DOCSTRING).filter(|_| marks.len() > 1) {
            DOCSTRING.len() + docstring(docs)?
        } else if marks.contains(&first) {
            let length = literal(rest, first)?;
            literals.push(&rest[..length]);
            shape.push('"');
            length
        } else if first.is_alphabetic() || first == '_' {
            let raw = if rest.starts_with("r#") { 2 } else { 0 };
            let ends = |c: char| !c.is_alphanumeric() && c != '_';
            let length = rest[raw..].find(ends).map_or(rest.len(), |at| raw + at);
            shape.push_str(name(&rest[..length], target));
            length
        } else {
            // Where lines end, and a comma behind the last of several, is up to how long they are.
            if "])}".contains(first) && shape.ends_with(',') {
                shape.pop();
            }
            let extra = first.is_whitespace() || first == '|' && shape.ends_with('=');
            shape.extend((!extra).then_some(first));
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    Some((shape, literals))
}

/// A name that Rust does not allow stands for itself: harmless texts make none.
fn name(name: &str, target: TargetKind) -> &str {
    let is_rust = matches!(target, TargetKind::RustAxum | TargetKind::Rust);
    match is_rust && syn::parse_str::<syn::Ident>(name).is_err() || !name.is_ascii() {
        true => name,
        false => "n",
    }
}

/// What a docstring of Python is within.
pub(crate) const DOCSTRING: &str = "\"\"\"";

/// Up to the end of a docstring.
fn docstring(docs: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, character) in docs.char_indices() {
        if !escaped && docs[at..].starts_with(DOCSTRING) {
            return Some(at + DOCSTRING.len());
        }
        escaped = character == '\\' && !escaped;
    }
    None
}

/// The length of the literal at the start.
fn literal(code: &str, mark: char) -> Option<usize> {
    let mut escaped = false;
    for (at, character) in code.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == mark => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// The text of a literal of a language.
pub(crate) fn text(literal: &str, target: TargetKind) -> Option<String> {
    match target {
        TargetKind::RustAxum | TargetKind::Rust => {
            let literal = syn::parse_str::<syn::LitStr>(literal).ok()?;
            Some(literal.value())
        }
        TargetKind::TypeScript => serde_json::from_str(literal).ok(),
        TargetKind::Python => wide(literal),
    }
}

/// The text of a literal of Python or TOML: JSON's escapes, `\U0001f600`, and the other quotation mark.
pub(crate) fn wide(literal: &str) -> Option<String> {
    let (mut json, mut rest) = ("\"".to_owned(), literal.get(1..literal.len() - 1)?);
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("\\U") {
            let character = char::from_u32(u32::from_str_radix(rest.get(2..10)?, 16).ok()?)?;
            json.push(character);
            10
        } else if rest.starts_with("\\'") {
            json.push('\'');
            2
        } else if first == '\\' {
            let pair = rest.get(..2)?;
            json.push_str(pair);
            2
        } else {
            json.extend((first == '"').then_some('\\').into_iter().chain([first]));
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    serde_json::from_str(&format!("{json}\"")).ok()
}
