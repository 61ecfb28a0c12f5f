use std::sync::Arc;

/// How an exchange ended whose response had begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The response is complete, or both sides of the tunnel hung up.
    Complete,
    /// The client left, or takes no more of the response.
    ClientLeft,
    /// Nothing came for too long.
    Stalled,
    /// The upstream hung up in the middle of the response.
    CutOff,
}

/// Is told how an exchange goes on after its response has begun. Whatever it holds is held until then.
pub trait Exchange: Send + Sync {
    /// It is over.
    fn ended(&self, end: End);
}

/// What a part of an exchange that goes on in the background holds.
pub(crate) struct Held<P> {
    exchange: Arc<dyn Exchange>,
    _permit: P,
    end: End,
}

impl<P> Held<P> {
    /// `end` is how it ends when it is dropped before anything else is known.
    pub(crate) fn new(exchange: Arc<dyn Exchange>, permit: P, end: End) -> Self {
        Self {
            exchange,
            _permit: permit,
            end,
        }
    }

    pub(crate) fn set_end(&mut self, end: End) {
        self.end = end;
    }
}

impl<P> Drop for Held<P> {
    fn drop(&mut self) {
        self.exchange.ended(self.end);
    }
}
