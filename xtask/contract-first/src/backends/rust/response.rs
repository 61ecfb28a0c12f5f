//! What the responses of a call are made into.

use serde::Serialize;

use super::language::OPERATIONS;
use super::module::{Code, Module};
use crate::backend::client::content::{
    ClientData, ClientForm, ClientItems, ClientMedia, ClientStream,
};
use crate::backend::client::language::Types;
use crate::backend::client::operation::{ClientOperation, ClientOutcome};
use crate::backend::{Fragment, OrFalse};
use crate::model::StreamFraming;
use crate::text::literal;

/// One of several successes, or of the errors.
#[derive(Serialize)]
pub struct Variant<'c> {
    name: &'c str,
    code: &'c str,
    docs: &'c [String],
    pub body: OrFalse<Fragment>,
}

/// What a response means.
#[derive(Serialize)]
pub struct ResponseArm {
    pattern: String,
    pub outcome: Code,
}

impl<'c> Variant<'c> {
    pub fn of(types: &Types, outcome: &'c ClientOutcome) -> Self {
        Self {
            name: &outcome.name,
            code: &outcome.outcome.response.code,
            docs: &outcome.docs,
            body: OrFalse(body_type(outcome, |form| carried(types, outcome, form))),
        }
    }
}

impl ResponseArm {
    pub fn of(operation: &ClientOperation, outcome: &ClientOutcome) -> Self {
        let pattern = match outcome.outcome.statuses {
            (least, most) if least == most => least.to_string(),
            (least, most) => format!("{least}..={most}"),
        };
        let read = |form: Option<&ClientForm>| match outcome.outcome.success {
            true => success_outcome(operation, outcome, form),
            false => error_outcome(operation, outcome, form),
        };
        let outcome = match outcome.forms.as_slice() {
            [] => read(None),
            [one] => read(Some(one)),
            several => by_media_type(several, |form| read(Some(form))),
        };
        Self { pattern, outcome }
    }
}

/// What a response is, by its media type.
fn by_media_type(forms: &[ClientForm], read: impl Fn(&ClientForm) -> Code) -> Code {
    let arms = forms.iter().map(|form| {
        let essence = form.described.essence();
        let pattern = match essence.strip_suffix('*') {
            Some(start) => format!("media if media.starts_with({})", literal::rust(start)),
            None => literal::rust(&essence),
        };
        read(form).map(|code| format!("{pattern} => {code}, "))
    });
    // A type is another one than all of a family.
    let mut arms: Vec<_> = arms.collect();
    arms.sort_by_key(|arm| arm.text.starts_with("media if"));
    Fragment::join(arms, "").map(|arms| {
        format!(
            "match response.media_type.as_str() {{ {arms}_ => Err(response.other_media_type()) }}"
        )
    })
}

/// How much of the response to a call is read before the caller has it.
pub fn receive(operation: &ClientOperation) -> Code {
    let mut media: Vec<String> = Vec::new();
    for form in operation
        .outcomes
        .iter()
        .flat_map(ClientOutcome::open_forms)
    {
        let essence = literal::rust(&form.described.essence());
        if !media.contains(&essence) {
            media.push(essence);
        }
    }
    // Bytes are read whatever their type is, where nothing else may come.
    if is_bytes_alone(operation) {
        media = vec![literal::rust("*")];
    }
    let media = media.join(", ");
    let has_choice = operation.outcomes.iter().any(|one| one.forms.len() > 1);
    let (module, name) = match (has_events(operation), media.is_empty(), has_choice) {
        (true, ..) => (Module::OpenEvents, format!("OpenEvents(&[{media}])")),
        (false, false, _) => (Module::Opened, format!("Open(&[{media}])")),
        (false, true, true) => (Module::CompleteTyped, "CompleteTyped".to_owned()),
        (false, true, false) => (Module::Complete, "Complete".to_owned()),
    };
    Fragment::plain(format!("{}::{name}", module.path())).needing(module)
}

fn is_bytes_alone(operation: &ClientOperation) -> bool {
    let is_bytes = |form: &ClientForm| matches!(form.media, ClientMedia::Bytes);
    let mut forms = operation
        .successes()
        .map(|success| success.forms.as_slice());
    let mut some = false;
    let all = forms.all(|forms| match forms {
        [] => true,
        [one] => {
            some = true;
            is_bytes(one)
        }
        _ => false,
    });
    all && some
}

fn has_events(operation: &ClientOperation) -> bool {
    let mut forms = operation
        .outcomes
        .iter()
        .flat_map(ClientOutcome::open_forms);
    forms.any(|form| {
        let stream = form.described.stream();
        stream.is_some_and(|stream| stream.framing == StreamFraming::Events)
    })
}

fn success_outcome(
    operation: &ClientOperation,
    outcome: &ClientOutcome,
    form: Option<&ClientForm>,
) -> Code {
    let multiple = has_multiple_successes(operation).then_some(&operation.success_type);
    let name = &outcome.name;
    let Some(form) = form else {
        return Fragment::plain(match multiple {
            None => "Ok(())".to_owned(),
            Some(multiple) => format!("Ok({multiple}::{name})"),
        });
    };
    let read = read(operation, form);
    let read = match &outcome.content_type {
        None => read,
        Some(content) => {
            let form = &form.name;
            read.map(|read| format!("{read}.map({content}::{form})"))
                .with(OPERATIONS, content)
        }
    };
    match multiple {
        None => read,
        Some(multiple) => read.map(|read| format!("{read}.map({multiple}::{name})")),
    }
}

/// Reads a body: what it is, or why it is not as documented, as an expression.
fn read(operation: &ClientOperation, form: &ClientForm) -> Code {
    let opened = match has_events(operation) {
        true => "response.opened",
        false => "response",
    };
    match &form.media {
        ClientMedia::Json(_) => Fragment::plain("response.json()").needing(Module::JsonResponse),
        ClientMedia::Text => Fragment::plain("response.text()").needing(Module::TextResponse),
        ClientMedia::Bytes => {
            Fragment::plain(format!("{opened}.bytes()")).needing(Module::ByteStream)
        }
        ClientMedia::Stream(stream) => {
            let end = stream.described.end.as_deref().map(literal::rust);
            let end = end.map_or_else(|| "None".to_owned(), |end| format!("Some({end})"));
            match stream.described.framing {
                StreamFraming::JsonLines => Fragment::plain(format!("{opened}.json_lines({end})"))
                    .needing(Module::JsonLines),
                StreamFraming::JsonSequence => {
                    let code = format!("{opened}.json_sequence({end})");
                    Fragment::plain(code).needing(Module::JsonSequence)
                }
                StreamFraming::Events => decoder(stream)
                    .map(|decode| format!("response.events({decode}, {end})"))
                    .needing(Module::EventStream),
            }
        }
    }
}

/// The function that reads the data of an event.
fn decoder(stream: &ClientStream) -> Code {
    match &stream.items {
        ClientItems::Alike(data) => data_decoder(data),
        ClientItems::Named { type_name, events } => {
            let read = Fragment::plain(format!("{type_name}::read")).with(OPERATIONS, type_name);
            let modules = events
                .iter()
                .flat_map(|event| data_decoder(&event.data).helpers);
            modules.fold(read, Fragment::needing)
        }
    }
}

/// The function that reads data of one kind.
pub fn data_decoder(data: &ClientData) -> Code {
    let (module, name) = match data {
        ClientData::Text => (Module::TextEvent, "text"),
        ClientData::Json(_) => (Module::JsonEvent, "json"),
    };
    Fragment::plain(format!("{}::{name}", module.path())).needing(module)
}

fn error_outcome(
    operation: &ClientOperation,
    outcome: &ClientOutcome,
    form: Option<&ClientForm>,
) -> Code {
    let variant = format!("{}::{}", operation.error_type, outcome.name);
    let wrapped = |body: &str| match (&outcome.content_type, form) {
        (Some(content), Some(form)) => format!("{variant}({content}::{}({body}))", form.name),
        _ => format!("{variant}({body})"),
    };
    let code = match form.map(|form| &form.media) {
        None => {
            Fragment::plain(format!("Err(response.failure({variant}))")).needing(Module::Failure)
        }
        Some(ClientMedia::Json(_)) => {
            let made = match outcome.content_type {
                None => variant,
                Some(_) => format!("|body| {}", wrapped("body")),
            };
            Fragment::plain(format!("Err(response.json_failure({made}))"))
                .needing(Module::JsonFailure)
        }
        Some(ClientMedia::Text | ClientMedia::Bytes | ClientMedia::Stream(_)) => {
            let body = wrapped("response.excerpt()");
            Fragment::plain(format!("Err(response.failure({body}))")).needing(Module::Failure)
        }
    };
    match &outcome.content_type {
        None => code,
        Some(content) => code.with(OPERATIONS, content),
    }
}

pub fn has_multiple_successes(operation: &ClientOperation) -> bool {
    operation.successes().count() > 1
}

/// The type of the success.
pub fn success(operation: &ClientOperation) -> Fragment {
    let mut successes = operation.successes();
    match (successes.next(), successes.next()) {
        (Some(_), Some(_)) => Fragment::imported(OPERATIONS, &operation.success_type),
        (Some(one), None) => body_type(one, plain)
            .map(|kind| match &one.content_type {
                Some(content) => kind.with(OPERATIONS, content),
                None => kind,
            })
            .unwrap_or_else(|| Fragment::plain("()")),
        (None, _) => Fragment::plain("()"),
    }
}

/// The type of a body: of its only form, or that of all.
fn body_type(
    outcome: &ClientOutcome,
    of: impl FnOnce(&ClientForm) -> Fragment,
) -> Option<Fragment> {
    match &outcome.content_type {
        Some(content) => Some(Fragment::plain(content)),
        None => outcome.only_form().map(of),
    }
}

/// The type of a body that is all there is.
fn plain(form: &ClientForm) -> Fragment {
    match &form.media {
        ClientMedia::Json(value) => value.kind.clone(),
        ClientMedia::Text => Fragment::plain("String"),
        ClientMedia::Bytes => Fragment::plain("crate::byte_stream::ByteStream"),
        ClientMedia::Stream(stream) => {
            let item = match &stream.items {
                ClientItems::Alike(ClientData::Text) => Fragment::plain("String"),
                ClientItems::Alike(ClientData::Json(value)) => value.kind.clone(),
                ClientItems::Named { type_name, .. } => Fragment::imported(OPERATIONS, type_name),
            };
            let kind = match stream.described.framing {
                StreamFraming::Events => "crate::event_stream::EventStream",
                StreamFraming::JsonLines | StreamFraming::JsonSequence => {
                    "crate::json_stream::JsonStream"
                }
            };
            item.map(|item| format!("{kind}<{item}>"))
        }
    }
}

/// The type of a response's body beside those of others. Errors have what is not JSON as text.
pub fn carried(types: &Types, outcome: &ClientOutcome, form: &ClientForm) -> Fragment {
    match (&form.media, outcome.outcome.success) {
        (ClientMedia::Json(value), _) => match types.registry.is_large(value.shape) {
            true => plain(form).map(|kind| format!("Box<{kind}>")),
            false => plain(form),
        },
        (_, false) => Fragment::plain("String"),
        (ClientMedia::Text | ClientMedia::Bytes | ClientMedia::Stream(_), true) => plain(form),
    }
}
