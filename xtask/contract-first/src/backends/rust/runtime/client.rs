//! The client; its calls are in `methods`.

use std::fmt;
use std::sync::Arc;

use crate::invalid_options::InvalidOptions;
use crate::options::{Options, environment_variable};
use crate::transport::Transport;

/// A client of the service. Cheap to clone: clones share their connections.
#[derive(Clone)]
pub struct Client {
    pub(crate) transport: Arc<Transport>,
}

impl Client {
    /// A client with these options.
    ///
    /// # Errors
    /// [`InvalidOptions`], with what is wrong and the way out.
    pub fn new(options: Options) -> Result<Self, InvalidOptions> {
        let options = options.resolve(environment_variable)?;
        Ok(Self {
            transport: Arc::new(Transport::new(options)?),
        })
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let options = &self.transport.options;
        formatter
            .debug_struct("Client")
            .field("base_url", &options.base_url)
            .field("timeout", &options.timeout)
            .field("retries", &options.retries)
            .finish_non_exhaustive()
    }
}
