use std::net::SocketAddr;
use std::sync::Arc;

use crate::cli_error::CliError;
use crate::http::{Admin, Dependencies, Front, admin};
use crate::listener::Listener;
use crate::settings::Settings;
use crate::system::System;
use crate::telemetry::Metrics;

/// The listener for operators, where there is one. Metrics are collected from when it is bound.
pub(crate) struct AdminListener(Option<(Listener, Arc<Metrics>)>);

impl AdminListener {
    pub(crate) fn bind(settings: &Settings) -> Result<Self, CliError> {
        let Some(address) = settings.admin_listen else {
            return Ok(Self(None));
        };
        let listener = bound("ACCOUNTS_ADMIN_LISTEN", address)?;
        Ok(Self(Some((listener, Arc::new(Metrics::install()?)))))
    }

    /// The line that says where it is; empty where it is not.
    pub(crate) fn greeting(&self) -> String {
        let listener = self.0.as_ref();
        listener.map_or_else(String::new, |(listener, _)| {
            format!("Metrics on http://{}/metrics\n", listener.address)
        })
    }

    /// Never ends.
    pub(crate) async fn serve(
        self,
        system: System,
        dependencies: Dependencies,
        settings: &Settings,
    ) {
        let Some((listener, metrics)) = self.0 else {
            return std::future::pending().await;
        };
        let routes = admin(Admin {
            metrics: Arc::clone(&metrics),
            system,
            dependencies,
        });
        let routes = Front::new(routes, None);
        tokio::join!(listener.serve_admin(routes, settings), metrics.run_upkeep());
    }
}

/// A listener on the address of a setting.
pub(crate) fn bound(setting: &str, address: SocketAddr) -> Result<Listener, CliError> {
    let listener = Listener::bind(address);
    listener.map_err(|error| CliError::of(format!("{setting}: cannot listen on {address}"), &error))
}
