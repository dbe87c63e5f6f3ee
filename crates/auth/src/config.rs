//! How signing in is set up: the public address, trusted proxies, cost of hashing, limits.

use std::net::IpAddr;
use std::str::FromStr;
use std::time::Duration;

use chrono::TimeDelta;

use crate::origin::Origin;

/// The longest an access token may live (`reliability.md`).
pub const LONGEST_ACCESS: TimeDelta = TimeDelta::minutes(15);

/// Everything this crate is told from outside. Nothing of it is ever taken from a request.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where people reach the installation; its scheme decides the form of the cookies.
    pub public: Origin,
    /// Peers whose `X-Forwarded-For` is believed, for its last hop only.
    pub trusted_proxies: Vec<Network>,
    /// What one hash costs.
    pub hashing: HashCost,
    /// How often one may try.
    pub limits: LimitConfig,
    /// A form without an account may come back as soon as a program can send it: for tests.
    pub hurried_forms: bool,
    /// How long an access token lives; anything over [`LONGEST_ACCESS`] is cut to it.
    pub access_lifetime: TimeDelta,
}

impl Config {
    /// The defaults, for an installation reached at `public_url` (`http://127.0.0.1:8080`, `https://samrum.example`).
    ///
    /// # Errors
    /// When the URL is none of `http` or `https`, has a path, or names its host in other than ASCII (write punycode).
    pub fn new(public_url: &str) -> Result<Self, ConfigError> {
        let bare = public_url.trim().trim_end_matches('/');
        let public = Origin::parse(bare).ok_or_else(|| ConfigError::PublicUrl(public_url.to_owned()))?;
        Ok(Self {
            public,
            trusted_proxies: Vec::new(),
            hashing: HashCost::default(),
            limits: LimitConfig::default(),
            hurried_forms: false,
            access_lifetime: LONGEST_ACCESS,
        })
    }

    /// Whether people reach the installation by https, so that cookies are `__Host-` and `Secure`.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.public.secure()
    }
}

/// What argon2id may cost (OWASP password storage cheat sheet: 19 MiB, two rounds, one lane).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashCost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Rounds.
    pub rounds: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for HashCost {
    fn default() -> Self {
        Self { memory_kib: 19_456, rounds: 2, lanes: 1 }
    }
}

impl HashCost {
    /// Nearly free: for tests, never for an installation.
    #[must_use]
    pub const fn cheapest() -> Self {
        Self { memory_kib: 8, rounds: 1, lanes: 1 }
    }
}

/// How often: `burst` at once, then one more each `every`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// So many at once; at least one.
    pub burst: u32,
    /// Then one more each so long; at least a millisecond.
    pub every: Duration,
}

/// The limits on ways in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitConfig {
    /// Per account, known or not, and per person for checking one's own password.
    pub account: Rate,
    /// Per network address; IPv6 by its /64.
    pub address: Rate,
    /// Per person for coming in with the right password: a program at each run, never a loop.
    pub entry: Rate,
    /// Per session for refreshing: a household of tabs, never a loop.
    pub session: Rate,
    /// Per network address for sending a form without an account.
    pub form: Rate,
}

impl Default for LimitConfig {
    fn default() -> Self {
        Self {
            account: Rate { burst: 10, every: Duration::from_secs(30) },
            address: Rate { burst: 30, every: Duration::from_secs(2) },
            entry: Rate { burst: 300, every: Duration::from_secs(1) },
            session: Rate { burst: 30, every: Duration::from_secs(10) },
            form: Rate { burst: 5, every: Duration::from_secs(120) },
        }
    }
}

impl LimitConfig {
    /// So generous that no test meets them unless it means to.
    #[must_use]
    pub const fn generous() -> Self {
        let rate = Rate { burst: 1_000_000, every: Duration::from_millis(1) };
        Self { account: rate, address: rate, entry: rate, session: rate, form: rate }
    }
}

/// A network of addresses: `10.0.0.0/8`, `fd00::/8`, or one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    base: u128,
    prefix: u32,
    v4: bool,
}

impl Network {
    /// Whether `address` lies in it. An IPv4 address written as IPv6 counts as IPv4.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let (bits, v4) = bits(address);
        v4 == self.v4 && cut(bits, self.prefix) == self.base
    }
}

impl FromStr for Network {
    type Err = ConfigError;

    fn from_str(text: &str) -> Result<Self, ConfigError> {
        let wrong = || ConfigError::Network(text.to_owned());
        let (address, prefix) = match text.trim().split_once('/') {
            Some((address, prefix)) => (address, Some(prefix.parse::<u32>().map_err(|_| wrong())?)),
            None => (text.trim(), None),
        };
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let (bits, v4) = bits(address);
        let width = if v4 { 32 } else { 128 };
        let prefix = prefix.unwrap_or(width);
        if prefix > width {
            return Err(wrong());
        }
        // IPv4 is kept in the upper 32 bits, so that one way of cutting fits both
        Ok(Self { base: cut(bits, prefix), prefix, v4 })
    }
}

fn bits(address: IpAddr) -> (u128, bool) {
    match address.to_canonical() {
        IpAddr::V4(v4) => (u128::from(v4.to_bits()) << 96, true),
        IpAddr::V6(v6) => (v6.to_bits(), false),
    }
}

fn cut(bits: u128, prefix: u32) -> u128 {
    if prefix == 0 { 0 } else { bits & (u128::MAX << (128 - prefix)) }
}

/// What is wrong with a setting.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The public URL.
    #[error("the public URL must be http(s)://host[:port] without a path, in ASCII: {0}")]
    PublicUrl(String),
    /// A trusted proxy.
    #[error("not an address or network: {0}")]
    Network(String),
    /// The cost of hashing.
    #[error("the cost of hashing can't be: {0}")]
    HashCost(String),
    /// The keys.
    #[error("the keys: {0}")]
    Keys(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_holds_its_own_addresses_only() {
        for (network, address, held) in [
            ("10.0.0.0/8", "10.255.1.2", true),
            ("10.0.0.0/8", "11.0.0.1", false),
            ("10.1.2.3", "10.1.2.3", true),
            ("10.1.2.3", "10.1.2.4", false),
            ("10.0.0.0/8", "::ffff:10.1.1.1", true),
            ("fd00::/8", "fd12::1", true),
            ("fd00::/8", "fe80::1", false),
            ("0.0.0.0/0", "::1", false),
            ("::/0", "::1", true),
        ] {
            let parsed: Network = network.parse().expect("a network");
            assert_eq!(parsed.contains(address.parse().expect("an address")), held, "{address} in {network}");
        }
        for wrong in ["", "10.0.0.0/33", "10.0.0/8", "::/129", "localhost", "10.0.0.0/-1"] {
            assert!(wrong.parse::<Network>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_public_url_is_an_origin() {
        for (url, secure) in
            [("https://samrum.example", true), ("http://127.0.0.1:8080/", false), ("http://[::1]:8080", false)]
        {
            assert_eq!(Config::new(url).expect("a configuration").secure(), secure, "{url}");
        }
        for wrong in ["", "samrum.example", "ftp://x", "https://", "https://a/b", "https://u@a", "https://åäö.se"] {
            assert!(Config::new(wrong).is_err(), "{wrong}");
        }
    }
}
