use serde_json::Value;

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
    operation["rustNew"] = super::flags::constructed(&fields);
    operation["rustMutable"] = mutable.into();
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

fn steps(operation: &Value) -> Vec<String> {
    let mut steps = Vec::new();
    for (place, part) in list(operation, "pathParts").iter().enumerate() {
        let parameter = &part["parameter"];
        match part["literal"].as_str() {
            Some(_) if place == 0 => {}
            Some(literal) => steps.push(format!("call.path({literal});")),
            None => {
                let (wire, name) = (text(parameter, "wireLiteral"), text(parameter, "name"));
                let call = if parameter["list"] == true {
                    "path_list"
                } else {
                    "path_value"
                };
                steps.push(format!("call.{call}({wire}, &parameters.{name})?;"));
            }
        }
    }
    for parameter in list(operation, "parameters") {
        let Some(step) = step(parameter) else {
            continue;
        };
        let name = text(parameter, "name");
        steps.push(if parameter["required"] == true {
            let step = step.replace("TEXT", &format!("parameters.{name}.to_string()"));
            step.replace("VALUE", &format!("&parameters.{name}"))
        } else {
            let step = step.replace("TEXT", "value.to_string()");
            let step = step.replace("VALUE", "value");
            format!("if let Some(value) = &parameters.{name} {{ {step} }}")
        });
    }
    let body = &operation["body"];
    if body.is_object() {
        let media = text(body, "mediaLiteral");
        let step = if body["json"] == true {
            format!("call.json({media}, body)?;")
        } else if body["form"] == true {
            format!("call.form({media}, body)?;")
        } else if body["text"] == true {
            format!("call.body({media}, body.as_bytes().to_vec());")
        } else {
            format!("call.body({media}, body.to_vec());")
        };
        steps.push(if body["required"] == true {
            step
        } else {
            format!("if let Some(body) = body {{ {step} }}")
        });
    }
    steps
}

/// The step that puts a parameter outside of the path: `VALUE` stands for it, `TEXT` for its text.
fn step(parameter: &Value) -> Option<String> {
    let at = |place: &str| parameter[place] == true;
    let wire = text(parameter, "wireLiteral");
    let separator = parameter["separatorLiteral"].as_str();
    let lower = wire.to_ascii_lowercase();
    let step = match separator {
        _ if at("path") => return None,
        _ if at("query") && at("object") => {
            let spread = parameter["spread"] == true;
            format!("call.query_form({wire}, VALUE, {spread})?;")
        }
        _ if at("query") && at("one") => format!("call.query({wire}, VALUE);"),
        None if at("query") => format!("call.query_each({wire}, VALUE);"),
        Some(separator) if at("query") => {
            format!("call.query_list({wire}, VALUE, {separator});")
        }
        _ if at("header") && at("list") => {
            format!("call.header({lower}, &listed(VALUE))?;")
        }
        _ if at("header") => format!("call.header({lower}, &TEXT)?;"),
        _ => format!("call.cookie({wire}, &TEXT)?;"),
    };
    Some(step)
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
