//! Hashing and checking, off the threads that serve requests and only a few at a time.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::{Error, Result};
use tokio::sync::Semaphore;

use crate::config::{ConfigError, HashCost};

/// How many hashes are computed at the same time: each takes 19 MiB and a processor.
const AT_ONCE: usize = 2;
/// How many may wait or compute; one more is told that the server is busy.
const WAITING: usize = 64;
/// How long one waits for its turn.
const PATIENCE: Duration = Duration::from_secs(5);

/// Computes argon2id hashes. Cheap to clone; clones share the limits.
#[derive(Clone)]
pub struct Hasher {
    argon: Argon2<'static>,
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
    /// The hash of nobody's password, at the same cost: checked where there is no account.
    nobody: Arc<OnceLock<String>>,
    /// How many checks have been worked through.
    checked: Arc<AtomicU64>,
}

impl std::fmt::Debug for Hasher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Hasher")
    }
}

impl Hasher {
    /// A hasher of that cost.
    ///
    /// # Errors
    /// When argon2 knows no such cost.
    pub fn new(cost: HashCost) -> Result<Self, ConfigError> {
        let wrong = |error: &dyn std::fmt::Display| ConfigError::HashCost(error.to_string());
        let params = Params::new(cost.memory_kib, cost.rounds, cost.lanes, None).map_err(|error| wrong(&error))?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        Ok(Self {
            argon,
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            places: Arc::new(Semaphore::new(WAITING)),
            nobody: Arc::default(),
            checked: Arc::default(),
        })
    }

    /// The PHC string of the password. The caller has asked [`super::check_rules`].
    ///
    /// # Errors
    /// [`Error::Unavailable`] when too many are waiting.
    pub async fn hash(&self, password: &str) -> Result<String> {
        let (argon, password) = (self.argon.clone(), super::normal(password));
        self.compute(move || match argon.hash_password(password.as_bytes()) {
            Ok(hash) => Ok(hash.to_string()),
            Err(error) => Err(Error::internal(error)),
        })
        .await
    }

    /// Whether the password is the one of the PHC string `stored`. Without one the answer is no, after as much work.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when too many are waiting; [`Error::Internal`] when what is stored is no PHC string.
    pub async fn verify(&self, password: &str, stored: Option<&str>) -> Result<bool> {
        let known = stored.is_some();
        let (stored, nobody) = (stored.map(str::to_owned), Arc::clone(&self.nobody));
        // longer than any that could have been set: the work is done on a cut of it, and the answer is no
        let fits = password.len() <= domain::people::person::LONGEST_PASSWORD * 4;
        let password = if fits { super::normal(password) } else { String::new() };
        let (argon, checked) = (self.argon.clone(), Arc::clone(&self.checked));
        let matches = self.compute(move || {
            // made at the first check, whether it has use for it or not: how long one takes tells nothing
            let nobody = match nobody.get() {
                Some(made) => made,
                None => {
                    let made = argon.hash_password(&rand::random::<[u8; 32]>()).map_err(Error::internal)?;
                    nobody.get_or_init(|| made.to_string())
                }
            };
            let stored = PasswordHash::new(stored.as_ref().unwrap_or(nobody)).map_err(Error::internal)?;
            let verified = argon.verify_password(password.as_bytes(), &stored);
            checked.fetch_add(1, Ordering::Relaxed);
            match verified {
                Ok(()) => Ok(true),
                Err(argon2::password_hash::Error::PasswordInvalid) => Ok(false),
                Err(error) => Err(Error::internal(error)),
            }
        });
        Ok(matches.await? && known && fits)
    }

    /// How many passwords have been worked through, whether there was a hash to check them against or not. What nobody
    /// can see from outside is to be the same for each.
    #[must_use]
    pub fn checked(&self) -> u64 {
        self.checked.load(Ordering::Relaxed)
    }

    async fn compute<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        let busy = || Error::Unavailable("passwords are being checked".to_owned());
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| busy())?;
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned());
        let turn = turn.await.map_err(|_| busy())?.map_err(Error::internal)?;
        let computed = tokio::task::spawn_blocking(move || {
            // held here, not by the caller: one who goes away leaves the work running
            let _held = (place, turn);
            work()
        });
        computed.await.map_err(Error::internal)?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_known_by_its_hash() {
        let hasher = Hasher::new(HashCost::cheapest()).expect("a hasher");
        let hash = hasher.hash("aldrig regnar det i augusti").await.expect("a hash");
        assert!(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{hash}");
        assert!(hasher.verify("aldrig regnar det i augusti", Some(&hash)).await.expect("checked"));
        assert!(!hasher.verify("Aldrig regnar det i augusti", Some(&hash)).await.expect("checked"));
        assert!(!hasher.verify("aldrig regnar det i augusti", None).await.expect("checked"));
        assert!(matches!(hasher.verify("x", Some("plain")).await, Err(Error::Internal(_))));
        // what is checked where there is none costs the same
        let cost = |hash: &str| hash.rsplitn(3, '$').nth(2).map(str::to_owned);
        assert_eq!(hasher.nobody.get().and_then(|nobody| cost(nobody)), cost(&hash));
        // the same letters, typed as letter and accent
        let composed = hasher.hash("blåbär under granen").await.expect("a hash");
        assert!(hasher.verify("bla\u{30a}ba\u{308}r under granen", Some(&composed)).await.expect("checked"));
        // one far too long is never the empty one
        let empty = hasher.hash("").await.expect("a hash");
        assert!(!hasher.verify(&"x".repeat(100_000), Some(&empty)).await.expect("checked"));
    }

    #[tokio::test]
    async fn a_crowd_is_told_to_come_back() {
        let hasher = Hasher::new(HashCost::cheapest()).expect("a hasher");
        let all = u32::try_from(WAITING).expect("small");
        let held = Arc::clone(&hasher.places).acquire_many_owned(all).await.expect("places");
        assert!(matches!(hasher.verify("x", None).await, Err(Error::Unavailable(_))));
        drop(held);
        assert!(hasher.verify("x", None).await.is_ok());
    }
}
