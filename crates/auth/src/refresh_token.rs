//! The refresh token: `<session id>.<48 bytes, base64url>`, of which the store keeps only a SHA-256.
//!
//! The bytes are a random number, whose hash is stored, and a mark that binds it to its session and shows that it is
//! one of ours. The mark keeps a stranger who knows a
//! session's id from ending it by presenting rubbish, which would look like a token used twice. The first number of a
//! session is drawn; each later one is a keyed hash of the token before, so that two tabs presenting the same token at
//! the same moment get the same successor.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::ids::SessionId;
use domain::{Error, Result};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use crate::keys::Secret;

const NUMBER: usize = 32;
const MARK: usize = 16;
/// Of a whole token: 36 characters of the id, a dot, 64 of base64.
const LENGTH: usize = 36 + 1 + 64;

/// A token that carries our mark. Whether it still counts, the store knows.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct RefreshToken {
    session: SessionId,
    number: [u8; NUMBER],
    text: String,
}

impl std::fmt::Debug for RefreshToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RefreshToken({}, …)", self.session)
    }
}

/// A random number for the first token of a session, drawn before the session has its id.
pub(crate) fn draw() -> [u8; NUMBER] {
    rand::random()
}

impl RefreshToken {
    /// The token of `session` with that number.
    pub(crate) fn new(key: &Secret, session: SessionId, number: [u8; NUMBER]) -> Result<Self> {
        let mark = marked(key, session, &number)?.finalize().into_bytes();
        let mut bytes = [0_u8; NUMBER + MARK];
        let (first, last) = bytes.split_at_mut(NUMBER);
        first.copy_from_slice(&number);
        for (to, from) in last.iter_mut().zip(mark) {
            *to = from;
        }
        Ok(Self { session, number, text: format!("{session}.{}", URL_SAFE_NO_PAD.encode(bytes)) })
    }

    /// Reads what was presented.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] for anything we never made.
    pub(crate) fn read(key: &Secret, presented: &str) -> Result<Self> {
        let wrong = || Error::Unauthenticated;
        if presented.len() != LENGTH {
            return Err(wrong());
        }
        let (session, rest) = presented.split_once('.').ok_or_else(wrong)?;
        let session: SessionId = session.parse().map_err(|_| wrong())?;
        let bytes = URL_SAFE_NO_PAD.decode(rest).map_err(|_| wrong())?;
        let (number, mark) = bytes.split_at_checked(NUMBER).ok_or_else(wrong)?;
        if mark.len() != MARK {
            return Err(wrong());
        }
        marked(key, session, number)?.verify_truncated_left(mark).map_err(|_| wrong())?;
        // made anew, so that another spelling of the same id is the same token
        Self::new(key, session, number.try_into().map_err(|_| wrong())?)
    }

    /// The one after this: the same whenever it is asked for.
    pub(crate) fn successor(&self, key: &Secret) -> Result<Self> {
        let mut next = keyed(key)?;
        next.update(b"next\0");
        next.update(self.session.0.as_bytes());
        next.update(&self.number);
        Self::new(key, self.session, next.finalize().into_bytes().into())
    }

    /// Which session it names.
    pub(crate) fn session(&self) -> SessionId {
        self.session
    }

    /// What goes to the holder.
    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// What is stored.
    pub(crate) fn hash(&self) -> String {
        hash_of(&self.number)
    }
}

/// What is stored of a token with that number.
pub(crate) fn hash_of(number: &[u8; NUMBER]) -> String {
    Sha256::digest(number).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn keyed(key: &Secret) -> Result<Hmac<Sha256>> {
    Hmac::new_from_slice(key).map_err(Error::internal)
}

fn marked(key: &Secret, session: SessionId, number: &[u8]) -> Result<Hmac<Sha256>> {
    let mut mark = keyed(key)?;
    mark.update(b"ours\0");
    mark.update(session.0.as_bytes());
    mark.update(number);
    Ok(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: Secret = [7; 32];

    fn token() -> RefreshToken {
        let session = "01890000-0000-7000-8000-00000000abcd".parse().expect("an id");
        RefreshToken::new(&KEY, session, draw()).expect("a token")
    }

    #[test]
    fn a_token_is_read_back() {
        let token = token();
        assert_eq!(token.text.len(), LENGTH);
        assert_eq!(RefreshToken::read(&KEY, &token.text).expect("ours"), token);
        assert_eq!(token.successor(&KEY).expect("one"), token.successor(&KEY).expect("one"));
        assert_ne!(token.successor(&KEY).expect("one").hash(), token.hash());
        assert!(!format!("{token:?}").contains(&token.text), "never in a log");
    }

    #[test]
    fn what_we_never_made_is_no_token() {
        let good = token().text;
        let other_session = good.replacen("abcd", "abce", 1);
        let changed: String = {
            let (last, rest) = (good.chars().last().expect("one"), good.get(..good.len() - 1).expect("ASCII"));
            format!("{rest}{}", if last == 'A' { 'B' } else { 'A' })
        };
        let words = ["", ".", "a.b", good.get(..good.len() - 1).expect("ASCII"), &"å".repeat(50), &".".repeat(LENGTH)];
        for wrong in words.into_iter().chain([other_session.as_str(), changed.as_str()]) {
            assert!(matches!(RefreshToken::read(&KEY, wrong), Err(Error::Unauthenticated)), "{wrong}");
        }
        assert!(RefreshToken::read(&[8; 32], &good).is_err());
    }
}
