use super::change::{ChangeSide, ContractChange};
use super::code::ContractCode as Code;
use super::comparison::ContractComparison;
use super::server_address::{address_shape, addresses, is_at};
use crate::breaking::schema::ChangeLevel;
use crate::model::description::{Operation, Server};

impl ContractComparison<'_> {
    /// Compares the addresses at which an operation is served.
    pub(super) fn servers(&mut self, old: &Operation, new: &Operation) {
        let all =
            |servers: &[Server]| -> Vec<String> { servers.iter().flat_map(addresses).collect() };
        let (before, after) = (all(&old.servers), all(&new.servers));
        // An address that is where the document is promises nothing.
        let is_relative = before.iter().all(String::is_empty);
        for server in old.servers.iter().filter(|_| !is_relative) {
            let lost = |address: &String| !after.iter().any(|known| is_at(address, known));
            let lost: Vec<String> = addresses(server).into_iter().filter(lost).collect();
            if !lost.is_empty() {
                self.server_removed(server, &lost, (old, new));
            }
            let counterpart = new
                .servers
                .iter()
                .find(|other| address_shape(other) == address_shape(server));
            if let (Some(counterpart), true) = (counterpart, lost.is_empty()) {
                self.variables(server, counterpart);
            }
        }
        for server in &new.servers {
            let is_new = |address: &String| !before.iter().any(|known| is_at(address, known));
            if addresses(server).iter().any(is_new) {
                let sentence = format!("The server `{}` was added.", server.url);
                let sides = (
                    ChangeSide::absent(&place(old)),
                    ChangeSide::present(&server.at, &server.url),
                );
                self.report(ContractChange::new(
                    Code::ServerAdded,
                    ChangeLevel::Safe,
                    sentence,
                    sides,
                ));
            }
        }
    }

    fn server_removed(
        &mut self,
        server: &Server,
        lost: &[String],
        (old, new): (&Operation, &Operation),
    ) {
        let is_all = lost.len() == addresses(server).len();
        let sentence = match is_all {
            true => format!(
                "The server `{}` was removed: callers that use it can no longer connect.",
                server.url
            ),
            false => format!(
                "The server `{}` no longer covers {}: callers that use it can no longer connect.",
                server.url,
                lost.iter()
                    .map(|address| format!("`{address}`"))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
        };
        let sides = match replacement(server, old, new) {
            Some(other) => (
                ChangeSide::present(&server.at, &server.url),
                ChangeSide::present(&other.at, &other.url),
            ),
            None => (
                ChangeSide::present(&server.at, &server.url),
                ChangeSide::absent(&place(new)),
            ),
        };
        self.report(ContractChange::new(
            Code::ServerRemoved,
            ChangeLevel::Breaking,
            sentence,
            sides,
        ));
    }

    /// Callers that choose nothing get another address.
    fn variables(&mut self, old: &Server, new: &Server) {
        let names = |server: &Server| -> Vec<String> {
            super::path::placeholders(&server.url)
                .into_iter()
                .map(str::to_owned)
                .collect()
        };
        for (was, is) in names(old).iter().zip(names(new)) {
            let was = old.variables.iter().find(|variable| variable.name == *was);
            let is = new.variables.iter().find(|variable| variable.name == is);
            let (Some(was), Some(is)) = (was, is) else {
                continue;
            };
            if was.default != is.default {
                let sentence = format!(
                    "The default of the variable `{}` of the server `{}` changed: callers that use the default reach another address.",
                    is.name, new.url
                );
                let sides = (
                    ChangeSide::present(&was.at, &was.default),
                    ChangeSide::present(&is.at, &is.default),
                );
                self.report(ContractChange::new(
                    Code::ServerVariableDefaultChanged,
                    ChangeLevel::Breaking,
                    sentence,
                    sides,
                ));
            }
        }
    }
}

/// What is where the server stood: the one with other variables, or the only one when it is new.
fn replacement<'d>(server: &Server, old: &Operation, new: &'d Operation) -> Option<&'d Server> {
    let is_known = |url: &str| old.servers.iter().any(|known| known.url == url);
    let same_shape = new
        .servers
        .iter()
        .find(|other| address_shape(other) == address_shape(server));
    match (same_shape, new.servers.as_slice()) {
        (Some(other), _) => Some(other),
        (None, [other]) if !is_known(&other.url) && other.url != "/" => Some(other),
        _ => None,
    }
}

/// Where the list of servers is.
fn place(operation: &Operation) -> crate::document::Pointer {
    match operation.servers.first() {
        Some(server) => server.at.parent(),
        None => operation.at.clone(),
    }
}
