use std::collections::BTreeSet;

use serde::Serialize;

use super::language::Python;
use super::models::EnumerationForm;
use crate::backend::client::language::Language as _;
use crate::backend::client::model::{ClientDefinition, ClientModel};
use crate::backend::client::operation::ClientOperation;
use crate::backend::client::package::ClientPackage;
use crate::backend::client::sample::{Sample, shown};

/// Longest line, in characters.
const WIDTH: usize = 100;

/// A program that makes a call.
#[derive(Serialize)]
pub struct Example {
    lines: Vec<String>,
    /// The call's name.
    name: String,
}

/// Writes a sample, and gathers what it imports.
struct Writer<'w> {
    models: &'w [ClientModel<'w>],
    imported: BTreeSet<&'w str>,
    uuid: bool,
}

/// The program that shows how a client is used; `None` where no call can be shown.
pub fn example(client: &ClientPackage) -> Option<Example> {
    let (described, sample) = shown(client.contract)?;
    let mut operations = client.operations.iter();
    let operation = operations.find(|operation| operation.described.id == described.id)?;
    let mut writer = Writer {
        models: &client.models,
        imported: BTreeSet::from(["Client", &operation.error_type]),
        uuid: false,
    };
    let argument = match sample {
        Some(sample) => writer.write(&sample)?,
        None => String::new(),
    };
    let mut lines = Vec::new();
    if writer.uuid {
        lines.extend(["from uuid import UUID".to_owned(), String::new()]);
    }
    let imported = writer.imported.into_iter().collect::<Vec<_>>().join(", ");
    lines.extend([
        format!("from {} import {imported}", client.module()),
        String::new(),
        format!("with Client() as client:{}", credentials(operation, client)),
        "    try:".to_owned(),
    ]);
    let call = format!("        response = client.{}(", operation.name);
    if call.chars().count() + argument.chars().count() < WIDTH {
        lines.push(format!("{call}{argument})"));
    } else {
        lines.extend([
            call,
            format!("            {argument}"),
            "        )".to_owned(),
        ]);
    }
    lines.extend([
        "        print(response)".to_owned(),
        format!("    except {} as error:", operation.error_type),
        "        print(error.status, error.message, error.request_id)".to_owned(),
    ]);
    Some(Example {
        lines,
        name: operation.name.clone(),
    })
}

/// A comment that says where the credentials come from.
fn credentials(operation: &ClientOperation, client: &ClientPackage) -> String {
    let mut required = operation.described.security.iter().flatten();
    match required.next() {
        None => String::new(),
        Some(scheme) => {
            let variable = &client.schemes[scheme.index].variable;
            format!("  # {variable} is in the environment")
        }
    }
}

impl<'w> Writer<'w> {
    fn write(&mut self, sample: &Sample) -> Option<String> {
        let code = match sample {
            Sample::Null => "None".to_owned(),
            Sample::Boolean(value) => Python.literal(&(*value).into()),
            Sample::Integer(value) => value.to_string(),
            Sample::Number(value) => value.to_string(),
            Sample::Text(value) => Python.text(value),
            Sample::Uuid(value) => {
                self.uuid = true;
                format!("UUID({})", Python.text(value))
            }
            Sample::List(list) => {
                let list: Option<Vec<_>> = list.iter().map(|item| self.write(item)).collect();
                format!("[{}]", list?.join(", "))
            }
            Sample::Map => "{}".to_owned(),
            Sample::Object(id, values) => return self.object(*id, values),
            Sample::Enumeration(id, place) => return self.enumeration(*id, *place),
            Sample::Choice(_, _, inner) => return self.write(inner),
        };
        Some(code)
    }

    fn object(&mut self, id: usize, values: &[(usize, Sample)]) -> Option<String> {
        let model = self.model(id)?;
        let ClientDefinition::Object { fields, .. } = &model.definition else {
            return None;
        };
        let written = values.iter().map(|(place, value)| {
            let value = self.write(value)?;
            Some(format!("{}={value}", fields[*place].name))
        });
        let written: Option<Vec<_>> = written.collect();
        self.imported.insert(&model.name);
        Some(format!("{}({})", model.name, written?.join(", ")))
    }

    fn enumeration(&mut self, id: usize, place: usize) -> Option<String> {
        let model = self.model(id)?;
        let ClientDefinition::Enumeration(values) = &model.definition else {
            return None;
        };
        let value = &values[place];
        match EnumerationForm::of(values) {
            EnumerationForm::Texts => {
                self.imported.insert(&model.name);
                Some(format!("{}.{}", model.name, value.name))
            }
            EnumerationForm::Integers | EnumerationForm::Constant | EnumerationForm::Plain => {
                Some(Python.literal(value.value))
            }
        }
    }

    fn model(&self, id: usize) -> Option<&'w ClientModel<'w>> {
        self.models.iter().find(|model| model.id == id)
    }
}
