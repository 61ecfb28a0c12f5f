//! The README's two recipes, followed on copies of the checkout.

mod changed_contract;
mod own_contract;
mod run;
mod shell;

pub use run::run;
