//! The same server with a billing port that answers at once, for measuring what everything else costs. Never for customers.
//!
//! ```sh
//! cargo run --release --package accounts-server --example noop_billing
//! ```

use std::process::ExitCode;
use std::sync::Arc;

use accounts::{AccountId, Billing, BillingError, Deadline, PortalSession, ReturnUrl};
use async_trait::async_trait;

/// Every account has a live subscription, and all sessions are one.
struct Noop;

#[async_trait]
impl Billing for Noop {
    async fn open_portal(
        &self,
        _account: AccountId,
        _return_url: &ReturnUrl,
        _deadline: Deadline,
    ) -> Result<Option<PortalSession>, BillingError> {
        Ok(Some(PortalSession {
            id: "portal_sess_noop".to_owned(),
            url: "https://billing.example/portal_sess_noop".into(),
        }))
    }

    async fn ping(&self) -> Result<(), BillingError> {
        Ok(())
    }
}

fn main() -> ExitCode {
    accounts_server::run_with_billing(std::env::args_os(), std::env::vars_os(), Arc::new(Noop))
}
