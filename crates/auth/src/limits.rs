//! How often one may try, on every way in alike.
//!
//! A try counts until it has turned out right: whoever signs in with the right password is not held up by that, and whoever
//! guesses beside them is. That is why the counting is our own: a library's does not take back what it counted.
//!
//! Memory is bounded: keys are folded into a fixed number of buckets by a hash that is different in each process, so
//! that nobody can choose whose bucket they share.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, Hash, RandomState};
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use domain::ids::{PersonId, SessionId};
use domain::sorting::fold;
use domain::{Error, Result};

use crate::config::{LimitConfig, Rate};

/// How many keys of a kind are told apart.
const BUCKETS: u64 = 1 << 17;
/// After how many tries what has recovered is forgotten.
const SWEEP: u32 = 4096;

/// The limits of one process.
pub(crate) struct Limits {
    account: Limiter,
    address: Limiter,
    entry: Limiter,
    session: Limiter,
    form: Limiter,
}

impl Limits {
    pub(crate) fn new(config: &LimitConfig) -> Self {
        Self {
            account: Limiter::new(config.account),
            address: Limiter::new(config.address),
            entry: Limiter::new(config.entry),
            session: Limiter::new(config.session),
            form: Limiter::new(config.form),
        }
    }

    /// One try from that network address.
    pub(crate) fn address(&self, address: IpAddr) -> Result<Tried<'_>> {
        self.address.check(place(address))
    }

    /// One form from that network address, without an account.
    pub(crate) fn form(&self, address: IpAddr) -> Result<()> {
        self.form.check(place(address)).map(drop)
    }

    /// One try at that account, whether there is one or not.
    pub(crate) fn account(&self, email: &str) -> Result<Tried<'_>> {
        self.account.check(("email", fold(email.trim())))
    }

    /// One try at the password of somebody who is signed in.
    pub(crate) fn person(&self, person: PersonId) -> Result<Tried<'_>> {
        self.account.check(("person", person))
    }

    /// One coming in of that person, with the right password.
    pub(crate) fn entry(&self, person: PersonId) -> Result<()> {
        self.entry.check(person).map(drop)
    }

    /// One refresh of that session.
    pub(crate) fn session(&self, session: SessionId) -> Result<()> {
        self.session.check(session).map(drop)
    }
}

/// A try that has been counted, and stays so unless it is taken back.
pub(crate) struct Tried<'a> {
    limiter: &'a Limiter,
    bucket: u64,
}

impl Tried<'_> {
    /// It was right: it does not count.
    pub(crate) fn take_back(self) {
        if let Some(full) = self.limiter.counted().full.get_mut(&self.bucket) {
            *full = full.saturating_sub(self.limiter.every);
        }
    }
}

/// Who has one IPv6 address has its /64.
fn place(address: IpAddr) -> (u8, u64) {
    match address.to_canonical() {
        IpAddr::V4(v4) => (4, u64::from(v4.to_bits())),
        IpAddr::V6(v6) => (6, u64::try_from(v6.to_bits() >> 64).unwrap_or_default()),
    }
}

struct Limiter {
    burst: u32,
    every: Duration,
    since: Instant,
    hasher: RandomState,
    counted: Mutex<Counted>,
}

#[derive(Default)]
struct Counted {
    /// Of each bucket, when all its tries are there again, as time since the limiter was made: each try puts that off.
    full: HashMap<u64, Duration>,
    tries: u32,
}

impl Limiter {
    fn new(rate: Rate) -> Self {
        Self {
            burst: rate.burst.max(1),
            every: rate.every.max(Duration::from_millis(1)),
            since: Instant::now(),
            hasher: RandomState::new(),
            counted: Mutex::default(),
        }
    }

    fn counted(&self) -> MutexGuard<'_, Counted> {
        self.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn check(&self, key: impl Hash) -> Result<Tried<'_>> {
        let bucket = self.hasher.hash_one(key) % BUCKETS;
        let now = self.since.elapsed();
        let mut counted = self.counted();
        counted.tries = counted.tries.wrapping_add(1);
        if counted.tries.is_multiple_of(SWEEP) {
            counted.full.retain(|_, full| *full > now);
        }
        let full = counted.full.get(&bucket).map_or(now, |full| now.max(*full));
        let wait = (full - now).saturating_sub(self.every.saturating_mul(self.burst - 1));
        if !wait.is_zero() {
            return Err(Error::TooMany(wait.as_secs().saturating_add(1)));
        }
        counted.full.insert(bucket, full.saturating_add(self.every));
        drop(counted);
        Ok(Tried { limiter: self, bucket })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits() -> Limits {
        let rate = Rate { burst: 3, every: Duration::from_secs(3600) };
        Limits::new(&LimitConfig { account: rate, address: rate, entry: rate, session: rate, form: rate })
    }

    fn tries<T>(mut one: impl FnMut() -> Result<T>) -> usize {
        (0..10).take_while(|_| one().is_ok()).count()
    }

    #[test]
    fn after_the_burst_one_waits() {
        let limits = limits();
        assert_eq!(tries(|| limits.account("elin@kommun.example")), 3);
        // the same account, written otherwise
        assert!(matches!(limits.account(" Elin@Kommun.example"), Err(Error::TooMany(3000..=3601))));
        assert_eq!(tries(|| limits.account("other@kommun.example")), 3);
    }

    #[test]
    fn what_was_right_does_not_count() {
        let limits = limits();
        for _ in 0..10 {
            limits.account("elin@kommun.example").expect("room for a try").take_back();
        }
        assert_eq!(tries(|| limits.account("elin@kommun.example")), 3);
        // what is taken back twice by two is two
        let limits = Limiter::new(Rate { burst: 2, every: Duration::from_secs(3600) });
        let both = [limits.check(1), limits.check(1)];
        assert!(limits.check(1).is_err());
        both.into_iter().for_each(|one| one.expect("room for a try").take_back());
        assert_eq!(tries(|| limits.check(1)), 2);
    }

    #[test]
    fn an_address_is_an_ipv4_or_a_64() {
        let limits = limits();
        let address = |text: &str| limits.address(text.parse().expect("an address"));
        assert_eq!(tries(|| address("192.0.2.1")), 3);
        assert!(address("::ffff:192.0.2.1").is_err());
        assert!(address("192.0.2.2").is_ok());
        assert_eq!(tries(|| address("2001:db8:1:2::1")), 3);
        assert!(address("2001:db8:1:2:ffff::9").is_err());
        assert!(address("2001:db8:1:3::1").is_ok());
    }

    #[test]
    fn forms_are_counted_by_themselves() {
        let limits = limits();
        let from = "192.0.2.1".parse().expect("an address");
        assert_eq!(tries(|| limits.form(from)), 3);
        assert!(limits.address(from).is_ok());
    }

    #[test]
    fn memory_is_bounded_and_given_back() {
        let quick = Limiter::new(Rate { burst: 1, every: Duration::from_millis(1) });
        for key in 0..40_000_u32 {
            let _ = quick.check(key);
        }
        assert!(quick.counted().full.len() < 40_000, "{}", quick.counted().full.len());
        let slow = Limiter::new(Rate { burst: 1, every: Duration::from_secs(3600) });
        for key in 0..160_000_u32 {
            let _ = slow.check(key);
        }
        assert!(slow.counted().full.len() as u64 <= BUCKETS);
    }
}
