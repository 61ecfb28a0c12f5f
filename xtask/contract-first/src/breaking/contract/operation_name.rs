use std::fmt;

use crate::model::description::Operation;

/// What a person calls an operation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OperationName {
    /// Its operationId, if it has one.
    pub id: Option<String>,
    /// In capitals.
    pub method: String,
    /// Its path as the document writes it; of a webhook its name.
    pub path: String,
    /// Whether the service sends the request.
    pub is_webhook: bool,
}

impl OperationName {
    pub fn of(operation: &Operation) -> Self {
        Self {
            id: operation.operation_id.clone(),
            method: operation.method.to_uppercase(),
            path: operation.path.clone(),
            is_webhook: false,
        }
    }

    pub fn of_webhook(operation: &Operation) -> Self {
        Self {
            is_webhook: true,
            ..Self::of(operation)
        }
    }
}

impl fmt::Display for OperationName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.is_webhook { "webhook " } else { "" };
        write!(f, "{kind}{} {}", self.method, self.path)?;
        match &self.id {
            Some(id) => write!(f, " ({id})"),
            None => Ok(()),
        }
    }
}
