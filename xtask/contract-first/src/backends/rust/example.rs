//! The example of the README: the call, and what its errors are.

use serde::Serialize;

use super::sample::Writer;
use crate::backend::OrFalse;
use crate::backend::client::operation::ClientOperation;
use crate::backend::client::package::ClientPackage;
use crate::backend::client::sample::shown;

/// The example.
#[derive(Serialize)]
pub struct Example {
    /// What it imports besides the client.
    imports: String,
    lines: Vec<String>,
    matched: OrFalse<Matched>,
}

/// A function that tells the documented errors apart.
#[derive(Serialize)]
struct Matched {
    lines: Vec<String>,
}

impl Example {
    /// `None` where there is nothing to call.
    pub fn of(client: &ClientPackage) -> Option<Self> {
        let (described, sample) = shown(client.contract)?;
        let mut all = client.operations.iter();
        let operation = all.find(|one| std::ptr::eq(one.described, described))?;
        let (mut lines, mut arguments) = (Vec::new(), Vec::new());
        let mut imports = String::new();
        if let Some(media) = &operation.media_type {
            imports.push_str(&format!(", operations::{media}"));
            arguments.push(format!("{media}::default()"));
        }
        if !operation.parameters.is_empty() {
            let parameters = &operation.parameters_type;
            imports.push_str(&format!(", operations::{parameters}"));
            arguments.push(format!("&{parameters}::default()"));
        }
        if let (Some(sample), Some(body)) = (&sample, &operation.body) {
            let writer = Writer { client };
            imports.push_str(&writer.imports(sample));
            arguments.push(writer.body(sample, &body.content, &mut lines));
        } else if operation.body.is_some() {
            arguments.push("None".to_owned());
        }
        let arguments = arguments.join(", ");
        let call = format!("client.{}({arguments}).await?", operation.name);
        lines.push(format!("let response = {call};"));
        lines.push("println!(\"{response:?}\");".to_owned());
        let matched = Matched::of(operation, &client.module());
        Some(Self {
            imports,
            lines,
            matched: OrFalse(matched),
        })
    }
}

impl Matched {
    /// `None` where no error is documented.
    fn of(operation: &ClientOperation, module: &str) -> Option<Self> {
        operation.errors().next()?;
        let error = &operation.error_type;
        let mut lines = vec![
            format!("use {module}::{{Error, operations::{error}}};"),
            String::new(),
            format!("fn describe(error: Error<{error}>) -> String {{"),
            "    match error {".to_owned(),
            "        Error::Status(failure) => match failure.body {".to_owned(),
        ];
        for one in operation.errors() {
            let name = &one.name;
            let fields = if one.forms.is_empty() { "" } else { "(_)" };
            let words = match one.outcome.response.code.as_str() {
                "default" => "other",
                code => code,
            };
            lines.push(format!(
                "            {error}::{name}{fields} => format!(\"{words}: {{}}\", failure.message),"
            ));
        }
        let end = [
            "        },",
            "        other => other.to_string(),",
            "    }",
            "}",
        ];
        lines.extend(end.map(str::to_owned));
        Some(Self { lines })
    }
}
