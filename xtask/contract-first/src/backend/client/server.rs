//! The servers that the contract names, in the names of one language.

use super::language::Position;
use super::renderer::Renderer;
use crate::backend::names::{NameAllocator, pascal};
use crate::model::{Server, ServerVariable};
use crate::text::markdown::code;

/// A function that gives the address of a server.
pub struct ClientServer<'c> {
    pub described: &'c Server,
    pub name: String,
    /// The argument for where the document is, for an address that is relative to that.
    pub origin: Option<String>,
    /// The lines of its doc comment.
    pub docs: Vec<String>,
    /// In the order of the document.
    pub variables: Vec<ClientVariable<'c>>,
}

/// An argument of it.
pub struct ClientVariable<'c> {
    pub described: &'c ServerVariable,
    pub name: String,
    /// The type of its values, where they are listed.
    pub type_name: String,
    /// The lines of its doc comment.
    pub docs: Vec<String>,
    /// The names of its values.
    pub values: Vec<String>,
}

impl ClientVariable<'_> {
    /// The place of its default among its values.
    pub fn default_place(&self) -> usize {
        let mut values = self.described.values.iter();
        let place = values.position(|value| *value == self.described.default);
        place.unwrap_or_default()
    }
}

impl<'c> Renderer<'c> {
    /// The servers of the document, then those of operations; nothing where one without variables is all that there is.
    pub fn servers(&self) -> Vec<ClientServer<'c>> {
        let operations = self.contract.operations.iter();
        let own = operations.filter_map(|operation| operation.server.as_ref());
        let mut all: Vec<&Server> = Vec::new();
        for server in self.contract.servers.iter().chain(own) {
            if !all.contains(&server) {
                all.push(server);
            }
        }
        if matches!(all.as_slice(), [only] if only.variables.is_empty()) {
            return Vec::new();
        }
        let mut functions = NameAllocator::default();
        let mut types = NameAllocator::default();
        let numbered = all.into_iter().enumerate();
        numbered
            .map(|(index, server)| {
                let number = format!("server {}", index + 1);
                let convention = self.language.convention(Position::Method);
                let name = functions.allocate(convention, &number);
                self.server(server, name, &number, &mut types)
            })
            .collect()
    }

    fn server(
        &self,
        server: &'c Server,
        name: String,
        number: &str,
        types: &mut NameAllocator,
    ) -> ClientServer<'c> {
        let texts = server.variables.iter().map(|one| one.name.as_str());
        let texts: Vec<_> = std::iter::once("origin").chain(texts).collect();
        let parameter = self.language.convention(Position::Parameter);
        let mut names = NameAllocator::default()
            .allocate_all(parameter, &texts)
            .into_iter();
        let origin = names.next().filter(|_| !server.is_absolute());
        let variables = server.variables.iter().zip(names);
        let variables = variables.map(|(described, name)| {
            let text = pascal(&format!("{number} {}", described.name));
            let value = self.language.convention(Position::Value);
            let values: Vec<_> = described.values.iter().map(String::as_str).collect();
            ClientVariable {
                described,
                name,
                type_name: types.allocate(self.language.convention(Position::Type), &text),
                docs: self.docs(&described.description, "", 4),
                values: NameAllocator::default().allocate_all(value, &values),
            }
        });
        let address = code(&server.template());
        let text = match server.description.trim() {
            "" => address,
            description => format!("{description}\n\n{address}"),
        };
        ClientServer {
            described: server,
            name,
            origin,
            docs: self.docs(&text, "", 4),
            variables: variables.collect(),
        }
    }
}
