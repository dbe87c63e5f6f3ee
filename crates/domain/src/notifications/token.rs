//! The tokens of links in mails. Only the hash is stored: who reads the database opens no link.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::{Error, Result};

/// The characters of a token: 32 random bytes.
const LENGTH: usize = 43;

/// A new link's token, and its hash, which is what is stored.
#[must_use]
pub fn new_token() -> (String, String) {
    let token = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>());
    let hash = digest(&token);
    (token, hash)
}

/// The hash that a token is known by.
///
/// # Errors
/// [`Error::NotFound`] for what can't be one.
pub(crate) fn hashed(token: &str) -> Result<String> {
    if token.len() == LENGTH { Ok(digest(token)) } else { Err(Error::NotFound) }
}

fn digest(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
