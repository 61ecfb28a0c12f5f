use reqwest::Certificate;

/// Authorities that are believed besides those of the operating system.
#[derive(Clone, Debug)]
pub struct RootCertificates(Vec<Certificate>);

/// Why a file holds no certificates.
#[derive(Debug, thiserror::Error)]
pub enum InvalidRootCertificates {
    /// Nothing between `BEGIN CERTIFICATE` and `END CERTIFICATE`.
    #[error("there is no certificate in it")]
    None,
    /// Something there, but no certificate.
    #[error("a certificate in it cannot be read")]
    Unreadable(#[source] reqwest::Error),
}

impl RootCertificates {
    /// Reads PEM (RFC 7468); at least one certificate.
    ///
    /// # Errors
    /// [`InvalidRootCertificates`] when there is none or one cannot be read.
    pub fn from_pem(pem: &[u8]) -> Result<Self, InvalidRootCertificates> {
        let certificates =
            Certificate::from_pem_bundle(pem).map_err(InvalidRootCertificates::Unreadable)?;
        if certificates.is_empty() {
            return Err(InvalidRootCertificates::None);
        }
        // So far nobody looked into them; the first to do so would be the client, at the start, with a complaint about itself.
        reqwest::Client::builder()
            .tls_certs_only(certificates.clone())
            .build()
            .map_err(InvalidRootCertificates::Unreadable)?;
        Ok(Self(certificates))
    }

    pub(crate) fn as_slice(&self) -> &[Certificate] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_without_certificates_is_refused() {
        for text in [
            "",
            "hello",
            "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n",
            "-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n",
        ] {
            assert!(
                RootCertificates::from_pem(text.as_bytes()).is_err(),
                "{text}"
            );
        }
    }
}
