//! How often one may try, on every way in alike.
//!
//! Memory is bounded: keys are folded into a fixed number of buckets by a hash that is different in each process, so
//! that nobody can choose whose bucket they share.

use std::hash::{BuildHasher as _, Hash, RandomState};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use domain::ids::{PersonId, SessionId};
use domain::sorting::fold;
use domain::{Error, Result};
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::config::{LimitConfig, Rate};

/// How many keys of a kind are told apart.
const BUCKETS: u64 = 1 << 17;
/// After how many checks what has recovered is forgotten.
const SWEEP: u32 = 4096;

/// The limits of one process.
pub(crate) struct Limits {
    account: Limiter,
    address: Limiter,
    session: Limiter,
    form: Limiter,
}

impl Limits {
    pub(crate) fn new(config: &LimitConfig) -> Self {
        Self {
            account: Limiter::new(config.account),
            address: Limiter::new(config.address),
            session: Limiter::new(config.session),
            form: Limiter::new(config.form),
        }
    }

    /// One try from that network address.
    pub(crate) fn address(&self, address: IpAddr) -> Result<()> {
        self.address.check(place(address))
    }

    /// One form from that network address, without an account.
    pub(crate) fn form(&self, address: IpAddr) -> Result<()> {
        self.form.check(place(address))
    }

    /// One try at that account, whether there is one or not.
    pub(crate) fn account(&self, email: &str) -> Result<()> {
        self.account.check(("email", fold(email.trim())))
    }

    /// One try at the password of somebody who is signed in.
    pub(crate) fn person(&self, person: PersonId) -> Result<()> {
        self.account.check(("person", person))
    }

    /// One refresh of that session.
    pub(crate) fn session(&self, session: SessionId) -> Result<()> {
        self.session.check(session)
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
    buckets: DefaultKeyedRateLimiter<u64>,
    hasher: RandomState,
    checks: AtomicU32,
}

impl Limiter {
    fn new(rate: Rate) -> Self {
        let burst = NonZeroU32::new(rate.burst).unwrap_or(NonZeroU32::MIN);
        let every = rate.every.max(Duration::from_millis(1));
        let quota = Quota::with_period(every).unwrap_or(Quota::per_second(NonZeroU32::MIN)).allow_burst(burst);
        Self { buckets: RateLimiter::keyed(quota), hasher: RandomState::new(), checks: AtomicU32::new(0) }
    }

    fn check(&self, key: impl Hash) -> Result<()> {
        if self.checks.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            self.buckets.retain_recent();
        }
        let bucket = self.hasher.hash_one(key) % BUCKETS;
        self.buckets.check_key(&bucket).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            Error::TooMany(wait.as_secs().saturating_add(1))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits() -> Limits {
        let rate = Rate { burst: 3, every: Duration::from_secs(3600) };
        Limits::new(&LimitConfig { account: rate, address: rate, session: rate, form: rate })
    }

    fn tries(mut one: impl FnMut() -> Result<()>) -> usize {
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
        assert!(quick.buckets.len() < 40_000, "{}", quick.buckets.len());
        let slow = Limiter::new(Rate { burst: 1, every: Duration::from_secs(3600) });
        for key in 0..160_000_u32 {
            let _ = slow.check(key);
        }
        assert!(slow.buckets.len() as u64 <= BUCKETS);
    }
}
