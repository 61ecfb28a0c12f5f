use serde_json::Value;

/// The lines of a docstring, quotes included; of lines that the language has made safe.
pub fn docstring(lines: &[String]) -> Vec<String> {
    let mut lines = lines.to_vec();
    if lines.is_empty() {
        return Vec::new();
    }
    let single = lines.len() == 1;
    lines[0].insert_str(0, "\"\"\"");
    if single {
        lines[0].push_str("\"\"\"");
    } else {
        lines.push("\"\"\"".to_owned());
    }
    lines
}

/// The texts of a list.
pub fn texts(list: &Value) -> Vec<String> {
    let texts = list.as_array().into_iter().flatten();
    texts.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Whether the document says nothing: what stands there repeats the name.
pub fn says_nothing(lines: &[String]) -> bool {
    lines.is_empty() || matches!(lines, [only] if only.starts_with("The document's `"))
}

/// The lines as one, for the cell of a table or the line of an argument.
pub fn one_line(lines: &[String]) -> String {
    let first = lines.split(String::is_empty).next();
    let paragraph = first.unwrap_or_default();
    paragraph.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_close_where_they_should() {
        let lines =
            |lines: &[&str]| docstring(&lines.iter().map(|&l| l.to_owned()).collect::<Vec<_>>());
        assert_eq!(lines(&["One."]), ["\"\"\"One.\"\"\""]);
        assert_eq!(lines(&["a", "b"]), ["\"\"\"a", "b", "\"\"\""]);
        assert!(lines(&[]).is_empty());
    }
}
