use crate::forms::{Form, Node};

impl Node {
    /// What belongs to an object whose properties stand by themselves.
    pub(crate) fn properties(&self, form: &Form) -> Option<Self> {
        let Form::Object(fields, _) = form else {
            return None;
        };
        let mut own = self.clone();
        own.parts
            .retain(|name, _| fields.iter().any(|(field, _)| field == name));
        (!own.parts.is_empty()).then_some(own)
    }
}
