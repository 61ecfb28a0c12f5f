use reqwest::{Response, Result};

/// Reads a body to its end; `None` when it has more bytes than that.
///
/// # Errors
/// The connection failed before the end.
pub async fn bounded_body(response: &mut Response, max_bytes: usize) -> Result<Option<Vec<u8>>> {
    let length = response.content_length().unwrap_or_default();
    let mut body = Vec::new();
    let mut fits = length <= max_bytes as u64;
    while fits && let Some(piece) = response.chunk().await? {
        fits = body.len() + piece.len() <= max_bytes;
        if fits {
            body.extend_from_slice(&piece);
        }
    }
    Ok(fits.then_some(body))
}
