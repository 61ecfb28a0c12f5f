use serde_json::{Value, json};

/// What the templates print of an operation: its signature, the steps that make the request, and what each answer means.
pub fn finish(operation: &mut Value, schemes: &[Value]) {
    let error = operation["errorType"].clone();
    operation["errorEnum"] = error;
    for alternative in each(operation, "security") {
        for scheme in each(alternative, "schemes") {
            let index = scheme["index"].as_u64().unwrap_or_default() as usize;
            scheme["variant"] = schemes[index]["variant"].clone();
        }
    }
    for list in ["answers", "successes", "errors"] {
        for answer in each(operation, list) {
            if answer["body"].is_object() {
                answer["body"]["rustType"] = carried(answer).into();
            }
        }
    }
    let read = &*operation;
    let literal = read["pathParts"][0]["literal"].as_str();
    let path = literal.unwrap_or("\"\"").to_owned();
    let steps = steps(read);
    let method = format!("Method::{}", text(read, "method"));
    let success = match (read["several"] == true, &read["success"]) {
        (true, _) => text(read, "successType"),
        (false, body) if body.is_object() => plain(body),
        _ => "()".to_owned(),
    };
    let argument = argument(&read["body"]);
    let error = text(read, "errorType");
    let several = (read["several"] == true).then(|| text(read, "successType"));
    let outcomes: Vec<_> = list(read, "answers")
        .iter()
        .map(|answer| (pattern(answer), outcome(answer, several.as_deref(), &error)))
        .collect();
    for (answer, (pattern, outcome)) in each(operation, "answers").iter_mut().zip(outcomes) {
        answer["rustPattern"] = pattern.into();
        answer["rustOutcome"] = outcome.into();
    }
    let mutable = !steps.is_empty() || operation["secured"] == true;
    let fields = list(operation, "parameters").to_vec();
    operation["rustNew"] = super::package::constructed(&fields);
    operation["rustMutable"] = mutable.into();
    let calls: Vec<_> = steps.iter().flat_map(|step| step.calls).collect();
    operation["rustCalls"] = json!(calls);
    let steps: Vec<_> = steps.into_iter().map(|step| step.code).collect();
    operation["rustSteps"] = steps.into();
    operation["rustPath"] = path.into();
    operation["rustMethod"] = method.into();
    operation["rustSuccess"] = success.into();
    operation["rustArgument"] = argument.into();
}

/// The type of a body that is all there is.
fn plain(body: &Value) -> String {
    if body["text"] == true {
        "String".to_owned()
    } else if body["bytes"] == true {
        "Vec<u8>".to_owned()
    } else {
        text(body, "type")
    }
}

/// The type of an answer's body beside those of others.
fn carried(answer: &Value) -> String {
    let body = &answer["body"];
    let binary = body["text"] == true || body["bytes"] == true;
    match (binary, answer["success"] == true) {
        (true, false) => "String".to_owned(),
        (false, _) if body["large"] == true => format!("Box<{}>", plain(body)),
        _ => plain(body),
    }
}

fn argument(body: &Value) -> String {
    if !body.is_object() {
        return String::new();
    }
    let kind = plain(body);
    let items = kind
        .strip_prefix("Vec<")
        .and_then(|rest| rest.strip_suffix('>'));
    let reference = match (kind.as_str(), items) {
        ("String", _) => "&str".to_owned(),
        (_, Some(items)) => format!("&[{items}]"),
        _ => format!("&{kind}"),
    };
    if body["required"] == true {
        reference
    } else {
        format!("Option<{reference}>")
    }
}

/// A line of the method, and the helpers of `call.rs` that it is written with.
struct Step {
    code: String,
    calls: &'static [&'static str],
}

impl Step {
    fn of(code: String, calls: &'static [&'static str]) -> Self {
        Self { code, calls }
    }
}

fn steps(operation: &Value) -> Vec<Step> {
    let mut steps = Vec::new();
    for (place, part) in list(operation, "pathParts").iter().enumerate() {
        let parameter = &part["parameter"];
        match part["literal"].as_str() {
            Some(_) if place == 0 => {}
            Some(literal) => steps.push(Step::of(format!("call.path({literal});"), &["path"])),
            None => {
                let (wire, name) = (text(parameter, "wireLiteral"), text(parameter, "name"));
                let (call, calls): (_, &[_]) = match parameter["list"] == true {
                    true => ("path_list", &["path_list"]),
                    false => ("path_value", &["path_value"]),
                };
                let code = format!("call.{call}({wire}, &parameters.{name})?;");
                steps.push(Step::of(code, calls));
            }
        }
    }
    for parameter in list(operation, "parameters") {
        if parameter["path"] == true {
            continue;
        }
        let name = text(parameter, "name");
        steps.push(if parameter["required"] == true {
            let (value, text) = (
                format!("&parameters.{name}"),
                format!("parameters.{name}.to_string()"),
            );
            step(parameter, &value, &text)
        } else {
            let Step { code, calls } = step(parameter, "value", "value.to_string()");
            let code = format!("if let Some(value) = &parameters.{name} {{ {code} }}");
            Step::of(code, calls)
        });
    }
    let body = &operation["body"];
    if body.is_object() {
        let media = text(body, "mediaLiteral");
        let (code, calls): (_, &[_]) = if body["json"] == true {
            (format!("call.json({media}, body)?;"), &["json"])
        } else if body["form"] == true {
            let styles = list(body, "encodings").iter();
            let pairs = styles.clone().map(|one| {
                let (wire, style) = (text(one, "wireLiteral"), text(one, "styleLiteral"));
                format!("({wire}, {style})")
            });
            let pairs = pairs.collect::<Vec<_>>().join(", ");
            let deep = styles.clone().any(|one| one["style"] == "deepObject");
            let calls: &[_] = if deep {
                &["form", "deepObject"]
            } else {
                &["form"]
            };
            (format!("call.form({media}, body, &[{pairs}])?;"), calls)
        } else if body["text"] == true {
            let code = format!("call.body({media}, body.as_bytes().to_vec());");
            (code, &["body"])
        } else {
            (format!("call.body({media}, body.to_vec());"), &["body"])
        };
        steps.push(match body["required"] == true {
            true => Step::of(code, calls),
            false => Step::of(format!("if let Some(body) = body {{ {code} }}"), calls),
        });
    }
    steps
}

/// The step that puts a parameter outside of the path: its value, and its text, as expressions.
fn step(parameter: &Value, value: &str, written: &str) -> Step {
    let at = |place: &str| parameter[place] == true;
    let wire = text(parameter, "wireLiteral");
    let lower = wire.to_ascii_lowercase();
    let (code, calls): (_, &[_]) = match parameter["separatorLiteral"].as_str() {
        _ if at("query") && at("object") => {
            let calls: &[_; 1] = match parameter["spread"] == true {
                true => &["query_spread"],
                false if parameter["style"] == "deepObject" => &["query_deep"],
                false => &["query_form"],
            };
            (format!("call.{}({wire}, {value})?;", calls[0]), calls)
        }
        _ if at("query") && at("one") => (format!("call.query({wire}, {value});"), &["query"]),
        None if at("query") => (
            format!("call.query_each({wire}, {value});"),
            &["query_each"],
        ),
        Some(separator) if at("query") => {
            let code = format!("call.query_list({wire}, {value}, {separator})?;");
            (code, &["query_list"])
        }
        _ if at("header") && at("list") => {
            let code = format!("call.header_list({lower}, {value})?;");
            (code, &["header_list"])
        }
        _ if at("header") => (format!("call.header({lower}, &{written})?;"), &["header"]),
        _ => (format!("call.cookie({wire}, &{written})?;"), &["cookie"]),
    };
    Step::of(code, calls)
}

fn pattern(answer: &Value) -> String {
    let (least, most) = (&answer["least"], &answer["most"]);
    if least == most {
        least.to_string()
    } else {
        format!("{least}..={most}")
    }
}

fn outcome(answer: &Value, several: Option<&str>, error: &str) -> String {
    let name = text(answer, "name");
    let body = &answer["body"];
    let read = if body["text"] == true {
        "text"
    } else if body["bytes"] == true {
        "bytes"
    } else {
        "json"
    };
    match (answer["success"] == true, body.is_object(), several) {
        (true, false, None) => "Ok(())".to_owned(),
        (true, false, Some(several)) => format!("Ok({several}::{name})"),
        (true, true, None) => format!("answer.{read}()"),
        (true, true, Some(several)) => format!("answer.{read}().map({several}::{name})"),
        (false, false, _) => format!("Err(answer.failure({error}::{name}))"),
        (false, true, _) if read == "json" => format!("Err(answer.failed({error}::{name}))"),
        (false, true, _) => {
            format!("{{ let body = answer.shown(); Err(answer.failure({error}::{name}(body))) }}")
        }
    }
}

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn each<'v>(value: &'v mut Value, key: &str) -> &'v mut [Value] {
    value
        .get_mut(key)
        .and_then(Value::as_array_mut)
        .map(Vec::as_mut_slice)
        .unwrap_or_default()
}
