use super::{method, parameter, response, security};
use crate::backend::Recursion;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::schema;
use crate::model::Contract;

/// Adds what is found in each operation, and in each type, to what came to light while they were read.
pub fn check(contract: &Contract, operations: &mut [Diagnostics], types: &mut [Diagnostics]) {
    for (operation, own) in contract.operations.iter().zip(operations) {
        security::check(operation, &contract.schemes, own);
        method::check(operation, own);
        parameter::check(operation, &contract.types, own);
        response::check(operation, own);
    }
    for id in Recursion::of(&contract.types).endless {
        types[id].add(schema::UNION_CYCLE.at(&contract.types.types[id].at));
    }
}
