//! The access token: a signed note that names a session, and nothing else. The session decides.

use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::SessionId;
use domain::{Error, Result};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

use crate::config::LONGEST_ACCESS;
use crate::keys::Keys;

/// Longer than any token made here.
const LONGEST: usize = 1024;
/// How far apart the clocks of two parts of an installation may be.
const SKEW: TimeDelta = TimeDelta::seconds(60);

#[derive(Serialize, Deserialize)]
struct Claims {
    sid: SessionId,
    iat: i64,
    exp: i64,
}

/// Signs a token for `session` that lives from `now` for `lifetime`, at most fifteen minutes; gives its end too.
pub(crate) fn issue(
    keys: &Keys,
    session: SessionId,
    now: DateTime<Utc>,
    lifetime: TimeDelta,
) -> Result<(String, DateTime<Utc>)> {
    let key = keys.signing().ok_or_else(|| Error::internal("no key signs"))?;
    let until = now + lifetime.min(LONGEST_ACCESS);
    let claims = Claims { sid: session, iat: now.timestamp(), exp: until.timestamp() };
    let mut header = Header::new(Algorithm::HS256);
    header.kid = Some(key.id);
    let signed = jsonwebtoken::encode(&header, &claims, &EncodingKey::from_secret(&key.secret));
    Ok((signed.map_err(Error::internal)?, until))
}

/// The session a token names, if it is one of ours and of this time.
///
/// # Errors
/// [`Error::Unauthenticated`] for anything else.
pub(crate) fn verify(keys: &Keys, token: &str, now: DateTime<Utc>) -> Result<SessionId> {
    if token.len() > LONGEST {
        return Err(Error::Unauthenticated);
    }
    let header = jsonwebtoken::decode_header(token).map_err(|_| Error::Unauthenticated)?;
    let key = header.kid.and_then(|id| keys.verifying(&id)).ok_or(Error::Unauthenticated)?;
    let mut validation = Validation::new(Algorithm::HS256);
    // the library would ask the system for the time; the clock of the installation is asked below
    validation.validate_exp = false;
    let decoded = jsonwebtoken::decode::<Claims>(token, &DecodingKey::from_secret(&key.secret), &validation);
    let Claims { sid, iat, exp } = decoded.map_err(|_| Error::Unauthenticated)?.claims;
    let (now, skew) = (now.timestamp(), SKEW.num_seconds());
    let in_time = now < exp && iat <= now.saturating_add(skew);
    if in_time && exp.saturating_sub(iat) <= LONGEST_ACCESS.num_seconds() {
        Ok(sid)
    } else {
        Err(Error::Unauthenticated)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_790_000_000, 0).expect("an instant")
    }

    #[test]
    fn a_token_names_its_session_for_fifteen_minutes() {
        let keys = Keys::fleeting(now());
        let session = SessionId::at(now());
        let (token, until) = issue(&keys, session, now(), TimeDelta::days(1)).expect("a token");
        assert_eq!(until - now(), TimeDelta::minutes(15));
        assert_eq!(verify(&keys, &token, now()).expect("valid"), session);
        assert_eq!(verify(&keys, &token, until - TimeDelta::seconds(1)).expect("valid"), session);
        assert!(verify(&keys, &token, until).is_err());
        assert!(verify(&keys, &token, now() - TimeDelta::minutes(2)).is_err());
        assert!(verify(&Keys::fleeting(now()), &token, now()).is_err());
    }

    #[test]
    fn nothing_else_is_a_token() {
        let keys = Keys::fleeting(now());
        let (token, _) = issue(&keys, SessionId::at(now()), now(), LONGEST_ACCESS).expect("a token");
        let key = keys.signing().expect("a key");
        let claims =
            |life: i64| Claims { sid: SessionId::at(now()), iat: now().timestamp(), exp: now().timestamp() + life };
        let mut header = Header::new(Algorithm::HS256);
        header.kid = Some(key.id.clone());
        let secret = EncodingKey::from_secret(&key.secret);
        // our own key, but for longer than any token of ours
        let eternal = jsonwebtoken::encode(&header, &claims(86_400), &secret).expect("signed");
        header.alg = Algorithm::HS512;
        let other_algorithm = jsonwebtoken::encode(&header, &claims(60), &secret).expect("signed");
        // {"alg":"none","kid":…} and no signature
        use base64::Engine as _;
        let b64 = base64::engine::general_purpose::URL_SAFE_NO_PAD;
        let none = b64.encode(format!(r#"{{"alg":"none","typ":"JWT","kid":"{}"}}"#, key.id));
        let body = token.split('.').nth(1).expect("a body");
        let unsigned = format!("{none}.{body}.");
        let cut = token.get(..token.len() - 2).expect("ASCII").to_owned();
        for wrong in [
            String::new(),
            "a.b.c".into(),
            cut,
            format!("{token}a"),
            eternal,
            other_algorithm,
            unsigned,
            "x".repeat(5000),
        ] {
            assert!(matches!(verify(&keys, &wrong, now()), Err(Error::Unauthenticated)), "{wrong}");
        }
    }
}
