use serde::Serialize;

use super::language::Language;
use super::operation::ClientOperation;
use super::package::ClientPackage;
use crate::backend::OrFalse;
use crate::text::markdown::{self, code, code_cell};
use crate::text::one_line;

/// What the templates of every client print of its package as a whole.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Head<'c> {
    /// Its name.
    package: &'c str,
    /// The title of the contract, in Markdown.
    title_text: String,
    license_literal: OrFalse<String>,
    agent_literal: String,
    base_url: OrFalse<BaseUrl>,
    base_url_variable: String,
    exclusive: Vec<Exclusive<'c>>,
    /// Whether an operation asks for credentials.
    secured: bool,
    /// Whether there are functions for the addresses of servers.
    has_servers: bool,
    /// The calls that are served elsewhere than all others.
    own_servers: Vec<OwnServer<'c>>,
}

/// The address of the service.
#[derive(Serialize)]
struct BaseUrl {
    literal: String,
    /// In a comment.
    shown: String,
    /// In a table.
    cell: String,
}

/// A call, and where it is served.
#[derive(Serialize)]
struct OwnServer<'c> {
    call: &'c str,
    /// In a table.
    cell: String,
}

/// Two options of which a caller gives one only.
#[derive(Serialize)]
struct Exclusive<'c> {
    one: &'c str,
    other: &'c str,
}

impl<'c> Head<'c> {
    pub fn of(client: &'c ClientPackage, language: &dyn Language) -> Self {
        let info = &client.contract.info;
        let license = info.license.as_deref();
        let base = client.contract.base.as_deref();
        let pairs = client.exclusive.iter();
        let option = |index: usize| client.schemes[index].name.as_str();
        Self {
            package: client.package.name,
            title_text: markdown::text(&one_line(&info.title)),
            license_literal: OrFalse(license.map(|text| language.manifest(&one_line(text)))),
            agent_literal: language.text(&client.agent(language)),
            base_url: OrFalse(base.map(|url| BaseUrl::of(url, language))),
            base_url_variable: format!("{}_BASE_URL", client.package.environment),
            exclusive: pairs
                .map(|(one, other)| Exclusive {
                    one: option(*one),
                    other: option(*other),
                })
                .collect(),
            secured: client.is_secured(),
            has_servers: !client.servers.is_empty(),
            own_servers: client.operations.iter().filter_map(OwnServer::of).collect(),
        }
    }
}

impl<'c> OwnServer<'c> {
    fn of(operation: &'c ClientOperation) -> Option<Self> {
        let server = operation.described.server.as_ref()?;
        Some(Self {
            call: &operation.name,
            cell: code_cell(&server.url()),
        })
    }
}

impl BaseUrl {
    fn of(url: &str, language: &dyn Language) -> Self {
        Self {
            literal: language.text(url),
            shown: language.docs(&code(url), 0).join(" "),
            cell: code_cell(url),
        }
    }
}
