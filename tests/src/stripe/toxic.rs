use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::time::sleep;

/// What spoils the way from the server to the client. Words and meaning: <https://github.com/Shopify/toxiproxy#toxics>
#[derive(Clone, Copy, Debug)]
pub enum Toxic {
    /// Everything comes so much later.
    Latency(Duration),
    /// So many bytes a second.
    Bandwidth(u32),
    /// The connection is closed so much later than the server closes it.
    SlowClose(Duration),
    /// Nothing comes through; the connection is closed after this time, or never.
    Timeout(Option<Duration>),
    /// The connection is reset after this time; until then everything comes through.
    ResetPeer(Duration),
    /// Everything comes through for this time, then nothing; the connection is never closed.
    Hang(Duration),
    /// So many bytes at a time, with this pause between.
    Slicer(usize, Duration),
    /// The connection is closed after so many bytes.
    LimitData(usize),
}

/// How the copying came to its end.
pub(super) enum End {
    /// Close in good order.
    Close,
    /// Send a reset.
    Reset,
}

impl Toxic {
    /// Copies what the server says to the client, spoiled.
    pub(super) async fn spoil(
        toxic: Option<Self>,
        mut server: impl AsyncRead + Unpin,
        mut client: impl AsyncWrite + Unpin,
    ) -> End {
        if let Some(Self::Timeout(after)) = toxic {
            match after {
                Some(after) => sleep(after).await,
                None => std::future::pending().await,
            }
            return End::Close;
        }
        if let Some(Self::ResetPeer(after)) = toxic {
            // With no time at all not a byte may come through: a timer is a moment late.
            if !after.is_zero() {
                tokio::select! {
                    _ = tokio::io::copy(&mut server, &mut client) => {}
                    () = sleep(after) => {}
                }
            }
            return End::Reset;
        }
        if let Some(Self::Hang(after)) = toxic {
            let copied = tokio::io::copy(&mut server, &mut client);
            return match tokio::time::timeout(after, copied).await {
                Ok(_) => End::Close,
                Err(_) => std::future::pending().await,
            };
        }
        let mut buffer = vec![0; 16 * 1024];
        let mut left = match toxic {
            Some(Self::LimitData(bytes)) => bytes,
            _ => usize::MAX,
        };
        while let Ok(read) = server.read(&mut buffer).await
            && read > 0
        {
            let bytes = &buffer[..read.min(left)];
            left -= bytes.len();
            if toxic_write(toxic, bytes, &mut client).await.is_err() || left == 0 {
                return End::Close;
            }
        }
        if let Some(Self::SlowClose(delay)) = toxic {
            sleep(delay).await;
        }
        End::Close
    }
}

async fn toxic_write(
    toxic: Option<Toxic>,
    bytes: &[u8],
    client: &mut (impl AsyncWrite + Unpin),
) -> std::io::Result<()> {
    match toxic {
        Some(Toxic::Latency(latency)) => sleep(latency).await,
        Some(Toxic::Bandwidth(rate)) => {
            sleep(Duration::from_secs_f64(
                bytes.len() as f64 / f64::from(rate),
            ))
            .await;
        }
        Some(Toxic::Slicer(size, pause)) => {
            for piece in bytes.chunks(size.max(1)) {
                client.write_all(piece).await?;
                client.flush().await?;
                sleep(pause).await;
            }
            return Ok(());
        }
        _ => {}
    }
    client.write_all(bytes).await
}
