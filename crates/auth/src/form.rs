//! Forms that anybody may send without an account: a token says that the form was fetched from here, and when. One that
//! comes back sooner than a person could have filled it in, later than a day, or to another form, is refused.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{Error, Result};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::keys::Secret;

/// Nobody fills a form in faster.
const SOONEST: TimeDelta = TimeDelta::seconds(3);
/// A form that was open longer is fetched anew.
const LATEST: TimeDelta = TimeDelta::hours(24);

/// A token for the form of that name, fetched now.
pub(crate) fn issue(key: &Secret, form: &str, now: DateTime<Utc>) -> Result<String> {
    let at = now.timestamp_millis().to_string();
    let mark = marked(key, form, &at)?.finalize().into_bytes();
    Ok(format!("{at}.{}", URL_SAFE_NO_PAD.encode(mark)))
}

/// Checks that the form was fetched from here, a likely time ago.
pub(crate) fn check(key: &Secret, form: &str, token: &str, soonest: bool, now: DateTime<Utc>) -> Result<()> {
    let wrong = || Error::invalid("/form", "form_unknown");
    let (at, mark) = token.split_once('.').filter(|_| token.len() < 100).ok_or_else(wrong)?;
    let mark = URL_SAFE_NO_PAD.decode(mark).map_err(|_| wrong())?;
    marked(key, form, at)?.verify_slice(&mark).map_err(|_| wrong())?;
    let fetched = at.parse().ok().and_then(DateTime::from_timestamp_millis).ok_or_else(wrong)?;
    if now - fetched > LATEST {
        return Err(Error::invalid("/form", "form_too_old"));
    }
    if soonest && now - fetched < SOONEST {
        return Err(Error::invalid("/form", "form_too_soon"));
    }
    Ok(())
}

fn marked(key: &Secret, form: &str, at: &str) -> Result<Hmac<Sha256>> {
    let mut mark: Hmac<Sha256> = Hmac::new_from_slice(key).map_err(Error::internal)?;
    // a label of its own: no mark of another kind passes for one of a form
    mark.update(b"form\0");
    mark.update(form.as_bytes());
    mark.update(b"\0");
    mark.update(at.as_bytes());
    Ok(mark)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::clock::Clock;

    #[test]
    fn only_a_form_of_ours_at_a_likely_time_counts() {
        let (key, now) = ([7; 32], Clock::default().now());
        let token = issue(&key, "natverket", now).expect("a token");
        let code = |form: &str, token: &str, later: TimeDelta| match check(&key, form, token, true, now + later) {
            Err(Error::Invalid(faults)) => faults[0].code,
            other => other.map(|()| "").expect("a fault"),
        };
        let minute = TimeDelta::minutes(1);
        assert_eq!(code("natverket", &token, minute), "");
        assert_eq!(code("natverket", &token, TimeDelta::seconds(1)), "form_too_soon");
        assert_eq!(code("natverket", &token, TimeDelta::hours(25)), "form_too_old");
        assert_eq!(code("grannen", &token, minute), "form_unknown");
        let (at, mark) = token.split_once('.').expect("two parts");
        let earlier = at.parse::<i64>().expect("a number") - 60_000;
        for wrong in ["", ".", "x", &format!("{earlier}.{mark}"), &format!("{at}."), &"9".repeat(500)] {
            assert_eq!(code("natverket", wrong, minute), "form_unknown", "{wrong}");
        }
        assert!(check(&[8; 32], "natverket", &token, true, now + minute).is_err());
    }
}
