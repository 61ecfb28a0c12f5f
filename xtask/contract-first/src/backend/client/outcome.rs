use crate::model::{Operation, Parameter, ParameterLocation, Response};

/// What a call may come to.
pub struct Outcome<'c> {
    pub response: &'c Response,
    /// The statuses that it is for, both ends included.
    pub statuses: (u16, u16),
    pub success: bool,
}

/// The outcomes of a call: single statuses, then ranges, then `default`.
pub fn outcomes(operation: &Operation) -> Vec<Outcome<'_>> {
    let any_success = operation.responses.iter().any(Response::is_success);
    let mut outcomes = Vec::new();
    for response in &operation.responses {
        let Some(statuses) = response.statuses() else {
            continue;
        };
        // Where no success is documented, `default` is it, too.
        if response.code == "default" && !any_success {
            outcomes.push(Outcome {
                response,
                statuses: (200, 299),
                success: true,
            });
        }
        outcomes.push(Outcome {
            response,
            statuses,
            success: response.is_success(),
        });
    }
    outcomes.sort_by_key(|outcome| outcome.statuses.1 - outcome.statuses.0);
    outcomes
}

/// The parameters in the order of arguments: the path's in the order of the path, then the required ones.
pub fn arguments(operation: &Operation) -> Vec<&Parameter> {
    let place = |parameter: &Parameter| operation.path.find(&format!("{{{}}}", parameter.name));
    let mut parameters: Vec<_> = operation.parameters.iter().collect();
    parameters.sort_by_key(|parameter| match parameter.location {
        ParameterLocation::Path => (0, place(parameter)),
        _ if parameter.required => (1, None),
        _ => (2, None),
    });
    parameters
}
