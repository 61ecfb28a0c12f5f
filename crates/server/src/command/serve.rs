use std::sync::Arc;

use accounts::{AccountsService, Billing, ReturnUrlPolicy};
use billing_sandbox::Sandbox;
use directory::Opening;

use crate::cli_error::CliError;
use crate::command::admin::{AdminListener, bound};
use crate::http::{Dependencies, Front, Gateway, Parts, app};
use crate::listener::Signals;
use crate::settings::Settings;
use crate::system::{System, local_url};
use crate::use_recorder::UseRecorder;
use crate::{demo, egress, key_secret, output, tokens};

/// Serves until SIGTERM or SIGINT. `Listening on URL` on stdout says that it has begun.
///
/// `replacement` opens the sessions instead of the provider that the settings name.
pub(crate) async fn serve(
    settings: &Settings,
    program: &str,
    replacement: Option<Arc<dyn Billing>>,
) -> Result<(), CliError> {
    let mut signals =
        Signals::listen().map_err(|error| CliError::of("signals cannot be handled", &error))?;
    for warning in settings.warnings() {
        tracing::warn!("{warning}");
    }
    // Before the database: a second server by mistake must not touch anything.
    let listener = bound("ACCOUNTS_LISTEN", settings.listen)?;
    let address = listener.address;
    let admin = AdminListener::bind(settings)?;
    let accepted = tokens::accepted(settings)?;
    let upstream = egress::upstream(settings)?;
    // It may have to wait for the database.
    let opened = tokio::select! {
        opened = signals.or_stop(System::open(settings, Opening::Migrate)) => opened,
        () = listener.serve_while_starting(settings) => None,
    };
    let Some(system) = opened else {
        return Ok(());
    };
    let system = system?;
    if system.recoup.is_none() {
        key_secret::check(&system).await?;
    }
    let (billing, pages): (Arc<dyn Billing>, Option<Sandbox>) = match egress::stripe(settings)? {
        Some(options) => (Arc::new(system.stripe(&options)?), None),
        None => {
            let sandbox = system.sandbox(settings, address);
            (Arc::new(sandbox.clone()), Some(sandbox))
        }
    };
    let billing = replacement.unwrap_or(billing);
    let welcome = match &pages {
        Some(sandbox) => {
            demo::welcome(&system, sandbox, settings, &local_url(address), program).await?
        }
        None => String::new(),
    };

    let origins = settings.return_url_origins.0.clone();
    let tokens = accepted.as_ref().map(|accepted| accepted.tokens.clone());
    let dependencies = Dependencies::new(system.directory(), billing.clone(), tokens)
        .with_shared_store(!system.database.is_local());
    let uses = UseRecorder::start(&system);
    let service = AccountsService::new(
        system.authenticator(settings, accepted, uses.as_ref().map(UseRecorder::uses)),
        billing,
        ReturnUrlPolicy::new(origins),
    );
    let parts = Parts {
        service: Arc::new(match settings.account_rate() {
            Some(rate) => service.with_account_rate(rate),
            None => service,
        }),
        dependencies: dependencies.clone(),
        pages,
    };
    let gateway = upstream.map(|upstream| Gateway::new(upstream, settings));
    let front = Front::new(app(parts, settings), gateway);
    let metrics = admin.greeting();
    let greeting = format!("{welcome}{metrics}Listening on http://{address}\n");
    if let Err(error) = output::print(&greeting) {
        // The server does not need it; whoever missed a key can create another.
        tracing::warn!(%error, "stdout cannot be written: the greeting is lost");
    }
    tracing::info!(%address, "listening");

    let stop = async {
        signals.first().await;
        dependencies.stop();
        tokio::time::sleep(settings.stop_delay_ms.0).await;
    };
    let cut_off = tokio::select! {
        cut_off = listener.serve(front, settings, stop) => cut_off,
        () = admin.serve(system.clone(), dependencies.clone(), settings) => 0,
    };
    if cut_off > 0 {
        tracing::warn!(cut_off, "stopped; connections were cut off");
    } else {
        tracing::info!("stopped");
    }
    if let Some(uses) = uses {
        uses.finish().await;
    }
    system.close().await;
    Ok(())
}
