//! The installation's secret keys: a file in the data folder that only its owner reads.
//!
//! Two signing keys are active: the newest signs, both verify. One older than ninety days is followed by a new one at
//! start. The refresh key never changes by age: with it would go every device's sign-in. Removing the file makes new
//! keys at the next start and signs everybody out.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::config::ConfigError;

/// The name of the file in the data folder.
pub const FILE: &str = "keys.json";
/// How old the newest signing key may be at start.
const OLDEST: TimeDelta = TimeDelta::days(90);
/// How many signing keys verify.
const ACTIVE: usize = 2;
/// How often at most the file is read anew for a token signed by a key that is not known here.
const LOOK_AGAIN: Duration = Duration::from_secs(10);

/// 256 random bits.
pub(crate) type Secret = [u8; 32];

/// The keys of one installation.
pub struct Keys {
    path: Option<PathBuf>,
    ring: RwLock<Arc<Ring>>,
    looked: Mutex<Option<Instant>>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

struct Ring {
    /// The newest first.
    signing: Vec<SigningKey>,
    refresh: Secret,
}

#[derive(Clone)]
pub(crate) struct SigningKey {
    pub(crate) id: String,
    pub(crate) secret: Secret,
    made_at: DateTime<Utc>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    signing: Vec<StoredKey>,
    refresh: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredKey {
    id: String,
    made_at: DateTime<Utc>,
    secret: String,
}

impl Keys {
    /// Reads `keys.json` in `folder`; makes it (mode 0600) on the first start, and a new signing key where the newest
    /// is older than ninety days. Blocks on the disk: called at start.
    ///
    /// # Errors
    /// When the file can't be read, written or understood. It is never replaced by new keys then: an operator decides.
    pub fn open(folder: &Path, now: DateTime<Utc>) -> Result<Self, ConfigError> {
        let path = folder.join(FILE);
        let mut ring = match read(&path)? {
            Some(ring) => ring,
            None => {
                write(&path, &Ring::fresh(now), false)?;
                // another part of the installation may have been first
                read(&path)?.ok_or_else(|| ConfigError::Keys(format!("{} is gone again", path.display())))?
            }
        };
        if ring.rotate(now) {
            write(&path, &ring, true)?;
        }
        Ok(Self { path: Some(path), ring: RwLock::new(Arc::new(ring)), looked: Mutex::default() })
    }

    /// Keys that live as long as the process: for tests and for commands that sign nobody in.
    #[must_use]
    pub fn fleeting(now: DateTime<Utc>) -> Self {
        Self { path: None, ring: RwLock::new(Arc::new(Ring::fresh(now))), looked: Mutex::default() }
    }

    fn ring(&self) -> Arc<Ring> {
        Arc::clone(&self.ring.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The key that signs.
    pub(crate) fn signing(&self) -> Option<SigningKey> {
        self.ring().signing.first().cloned()
    }

    /// The key called `id`. One not known here may have been made by another part of the installation since: the file
    /// is read anew, at most every ten seconds.
    pub(crate) fn verifying(&self, id: &str) -> Option<SigningKey> {
        let known = |ring: &Ring| ring.signing.iter().find(|key| key.id == id).cloned();
        if let Some(key) = known(&self.ring()) {
            return Some(key);
        }
        let path = self.path.as_ref()?;
        {
            let mut looked = self.looked.lock().unwrap_or_else(PoisonError::into_inner);
            if looked.is_some_and(|at| at.elapsed() < LOOK_AGAIN) {
                return None;
            }
            *looked = Some(Instant::now());
        }
        match read(path) {
            Ok(Some(ring)) => {
                let found = known(&ring);
                *self.ring.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(ring);
                found
            }
            Ok(None) => None,
            Err(error) => {
                tracing::warn!(%error, "reading the keys anew");
                None
            }
        }
    }

    /// The key that refresh tokens are made with.
    pub(crate) fn refresh(&self) -> Secret {
        self.ring().refresh
    }
}

impl Ring {
    fn fresh(now: DateTime<Utc>) -> Self {
        Self { signing: vec![SigningKey::fresh(now)], refresh: rand::random() }
    }

    /// Puts a new signing key first where the newest is too old; says whether it did.
    fn rotate(&mut self, now: DateTime<Utc>) -> bool {
        if self.signing.first().is_some_and(|newest| now - newest.made_at <= OLDEST) {
            return false;
        }
        self.signing.insert(0, SigningKey::fresh(now));
        self.signing.truncate(ACTIVE);
        true
    }
}

impl SigningKey {
    fn fresh(now: DateTime<Utc>) -> Self {
        Self { id: URL_SAFE_NO_PAD.encode(rand::random::<[u8; 9]>()), secret: rand::random(), made_at: now }
    }
}

fn read(path: &Path) -> Result<Option<Ring>, ConfigError> {
    let wrong = |what: &dyn std::fmt::Display| ConfigError::Keys(format!("{}: {what}", path.display()));
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(wrong(&error)),
    };
    let stored: Stored = serde_json::from_str(&text).map_err(|error| wrong(&error))?;
    let secret = |text: &str| -> Result<Secret, ConfigError> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|error| wrong(&error))?;
        bytes.try_into().map_err(|_| wrong(&"a key is not of 32 bytes"))
    };
    let mut signing = Vec::with_capacity(ACTIVE);
    for key in stored.signing.into_iter().take(ACTIVE) {
        signing.push(SigningKey { secret: secret(&key.secret)?, id: key.id, made_at: key.made_at });
    }
    Ok(Some(Ring { signing, refresh: secret(&stored.refresh)? }))
}

/// Writes the file whole or not at all; without `over`, one that is there already stays.
fn write(path: &Path, ring: &Ring, over: bool) -> Result<(), ConfigError> {
    let wrong = |error: &dyn std::fmt::Display| ConfigError::Keys(format!("{}: {error}", path.display()));
    let stored = Stored {
        signing: ring
            .signing
            .iter()
            .map(|key| StoredKey {
                id: key.id.clone(),
                made_at: key.made_at,
                secret: URL_SAFE_NO_PAD.encode(key.secret),
            })
            .collect(),
        refresh: URL_SAFE_NO_PAD.encode(ring.refresh),
    };
    let text = serde_json::to_string_pretty(&stored).map_err(|error| wrong(&error))?;
    let beside = path.with_extension(format!("{:016x}", rand::random::<u64>()));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let put = || -> std::io::Result<()> {
        let mut file = options.open(&beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        if over {
            std::fs::rename(&beside, path)?;
        } else {
            match std::fs::hard_link(&beside, path) {
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                linked => linked?,
            }
            std::fs::remove_file(&beside)?;
        }
        match path.parent() {
            Some(folder) => std::fs::File::open(folder)?.sync_all(),
            None => Ok(()),
        }
    };
    put().map_err(|error| {
        // nothing is left lying about that holds a key
        let _ = std::fs::remove_file(&beside);
        wrong(&error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_790_000_000, 0).expect("an instant")
    }

    fn signing(keys: &Keys) -> SigningKey {
        keys.signing().expect("a key that signs")
    }

    #[test]
    fn keys_are_made_once_for_their_owner_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Keys::open(folder.path(), now()).expect("keys");
        let second = Keys::open(folder.path(), now()).expect("keys");
        assert_eq!(signing(&first).secret, signing(&second).secret);
        assert_eq!(first.refresh(), second.refresh());
        let files: Vec<_> = std::fs::read_dir(folder.path()).expect("the folder").collect();
        assert_eq!(files.len(), 1, "nothing else is left lying about");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(folder.path().join(FILE)).expect("the file").permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    fn an_old_key_is_followed_and_verifies_on() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = Keys::open(folder.path(), now()).expect("keys");
        let day_90 = Keys::open(folder.path(), now() + TimeDelta::days(90)).expect("keys");
        assert_eq!(signing(&day_90).id, signing(&first).id);
        let day_91 = Keys::open(folder.path(), now() + TimeDelta::days(91)).expect("keys");
        assert_ne!(signing(&day_91).id, signing(&first).id);
        assert!(day_91.verifying(&signing(&first).id).is_some());
        assert_eq!(day_91.refresh(), first.refresh(), "devices stay signed in");
        // a part of the installation that was started before learns of the new key
        assert!(first.verifying(&signing(&day_91).id).is_some());
        let later = Keys::open(folder.path(), now() + TimeDelta::days(200)).expect("keys");
        assert!(later.verifying(&signing(&day_91).id).is_some());
        assert!(later.verifying("unheard of").is_none());
        assert_eq!(later.ring().signing.len(), ACTIVE);
    }

    #[test]
    fn a_file_that_cant_be_understood_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        for text in ["", "{}", r#"{"signing":[],"refresh":"AA"}"#] {
            std::fs::write(folder.path().join(FILE), text).expect("written");
            assert!(Keys::open(folder.path(), now()).is_err(), "{text}");
            assert_eq!(std::fs::read_to_string(folder.path().join(FILE)).expect("read"), text);
        }
    }
}
