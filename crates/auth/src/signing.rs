//! Signing in, staying signed in, signing out.

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::cookie::Cookie;
use chrono::{DateTime, Utc};
use domain::actor::Actor;
use domain::ids::{PersonId, SessionId};
use domain::people::session::Rotation;
use domain::people::{person, session};
use domain::store::Store;
use domain::{Error, Result};

use crate::client::Client;
use crate::config::{Config, ConfigError};
use crate::keys::Keys;
use crate::limits::{Limits, Tried};
use crate::password::{Hasher, check_rules};
use crate::refresh_token::{RefreshToken, draw, hash_of};
use crate::{access_token, cookies, form};

/// What a device gets when it signs in or refreshes.
#[derive(Clone)]
pub struct Tokens {
    /// Whose.
    pub person: PersonId,
    /// The device.
    pub session: SessionId,
    /// The access token.
    pub access: String,
    /// When it ends.
    pub access_until: DateTime<Utc>,
    /// In how many seconds that is.
    pub access_seconds: i64,
    /// The refresh token; each counts once.
    pub refresh: String,
    /// When it ends unless it is used.
    pub refresh_until: DateTime<Utc>,
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Tokens({}, {}, …)", self.person, self.session)
    }
}

/// The service. Registered as `web::Data<Auth>`; cheap to clone, clones share keys and limits.
#[derive(Clone)]
pub struct Auth(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) store: Store,
    keys: Keys,
    pub(crate) hasher: Hasher,
    pub(crate) limits: Limits,
    config: Config,
}

impl std::fmt::Debug for Auth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Auth")
    }
}

impl Auth {
    /// The service over a store. Computes one hash.
    ///
    /// # Errors
    /// When the cost of hashing can't be.
    pub fn new(store: Store, keys: Keys, config: Config) -> Result<Self, ConfigError> {
        let (hasher, limits) = (Hasher::new(config.hashing)?, Limits::new(&config.limits));
        Ok(Self(Arc::new(Inner { store, keys, hasher, limits, config })))
    }

    /// The configuration.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// The store it signs in to.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// Hashes passwords, for the commands that make accounts.
    #[must_use]
    pub fn hasher(&self) -> &Hasher {
        &self.0.hasher
    }

    /// Signs a device in.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] for a wrong password, an address nobody has and a suspended person alike, after the
    /// same work; [`Error::TooMany`]; [`Error::Unavailable`] when the database or the hasher can't be had.
    pub async fn sign_in(&self, email: &str, password: &str, client: &Client) -> Result<Tokens> {
        let inner = &self.0;
        let tried = [inner.limits.address(client.address)?, inner.limits.account(email)?];
        let found = person::credentials(inner.store.reader(), email).await?;
        let stored = found.as_ref().and_then(|known| known.password_hash.clone());
        let right = inner.hasher.verify(password, stored.as_deref()).await?;
        let known = found.filter(|known| right && known.suspended_at.is_none()).ok_or(Error::Unauthenticated)?;
        inner.limits.entry(known.id)?;
        let number = draw();
        let (email, device) = (email.to_owned(), client.device());
        let begun = inner.store.write(&Actor::System, async move |tx| {
            // hashing takes long: meanwhile the password may have been changed, and every session ended
            let now = person::credentials(&tx, &email).await?;
            let same =
                now.is_some_and(|now| now.id == known.id && now.suspended_at.is_none() && now.password_hash == stored);
            if !same {
                return Err(Error::Unauthenticated);
            }
            session::begin(&tx, known.id, hash_of(&number), device).await
        });
        let session = begun.await?;
        tried.into_iter().for_each(Tried::take_back);
        let refresh = RefreshToken::new(&inner.keys.refresh(), session, number)?;
        self.tokens(known.id, refresh)
    }

    /// Counts a try to come in by a link against where it comes from, as a try to sign in is.
    ///
    /// # Errors
    /// [`Error::TooMany`].
    pub fn try_link(&self, client: &Client) -> Result<()> {
        self.0.limits.address(client.address).map(drop)
    }

    /// Signs a device in for somebody who has just shown who they are by other means than a password.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] for a suspended person; [`Error::Unavailable`].
    pub async fn begin(&self, person: PersonId, client: &Client) -> Result<Tokens> {
        let inner = &self.0;
        let number = draw();
        let (hash, device) = (hash_of(&number), client.device());
        let begun =
            inner.store.write(&Actor::System, async move |tx| session::begin_known(&tx, person, hash, device).await);
        let refresh = RefreshToken::new(&inner.keys.refresh(), begun.await?, number)?;
        self.tokens(person, refresh)
    }

    /// Exchanges a refresh token for its successor and a new access token. The one before the newest gets the same
    /// successor for thirty seconds more; any older one ends the session.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`]; [`Error::TooMany`]; [`Error::Unavailable`].
    pub async fn refresh(&self, presented: &str, client: &Client) -> Result<Tokens> {
        let inner = &self.0;
        let key = inner.keys.refresh();
        let presented = match RefreshToken::read(&key, presented) {
            Ok(token) => token,
            Err(error) => {
                // guessing counts against where it comes from; a token of ours against its session, since a whole
                // town hall refreshes from one address
                inner.limits.address(client.address)?;
                return Err(error);
            }
        };
        let session = presented.session();
        inner.limits.session(session)?;
        let next = presented.successor(&key)?;
        let (old, new) = (presented.hash(), next.hash());
        let rotated =
            inner.store.write(&Actor::System, async move |tx| session::rotate(&tx, session, &old, &new).await);
        match rotated.await? {
            Rotation::Rotated(person, _) | Rotation::Again(person, _) => self.tokens(person, next),
            Rotation::Reused => {
                tracing::warn!(%session, "a refresh token came twice: the session is ended");
                Err(Error::Unauthenticated)
            }
        }
    }

    fn tokens(&self, person: PersonId, refresh: RefreshToken) -> Result<Tokens> {
        let (inner, session) = (&self.0, refresh.session());
        let now = inner.store.clock().now();
        let (access, access_until) = access_token::issue(&inner.keys, session, now, inner.config.access_lifetime)?;
        Ok(Tokens {
            person,
            session,
            access,
            access_until,
            access_seconds: (access_until - now).num_seconds(),
            refresh: refresh.into_text(),
            refresh_until: now + session::LIFETIME,
        })
    }

    /// The person an access token stands for, as the session says at this moment.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] for a token that isn't ours, has run out, or whose session has ended;
    /// [`Error::Unavailable`] when the database can't be reached.
    pub async fn actor_from_access(&self, token: &str) -> Result<Actor> {
        let session = access_token::verify(&self.0.keys, token, self.0.store.clock().now())?;
        self.0.store.actor_of(session).await
    }

    /// Checks one's own password, where something asks for it once more.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `/current` with `wrong_password`; [`Error::Unauthenticated`] where nobody is signed in;
    /// [`Error::TooMany`]; [`Error::Unavailable`].
    pub async fn check_password(&self, actor: &Actor, current: &str, client: &Client) -> Result<()> {
        self.checked(actor, current, client).await.map(|_| ())
    }

    /// The account and the hash that `current` fits.
    async fn checked(&self, actor: &Actor, current: &str, client: &Client) -> Result<(person::Account, String)> {
        let inner = &self.0;
        let person = actor.signed_in()?;
        let tried = [inner.limits.address(client.address)?, inner.limits.person(person)?];
        let account = person::account(inner.store.reader(), actor).await?;
        let known = person::credentials(inner.store.reader(), &account.email).await?;
        let stored = known.filter(|known| known.id == person).and_then(|known| known.password_hash);
        let right = inner.hasher.verify(current, stored.as_deref()).await?;
        match stored {
            Some(stored) if right => {
                tried.into_iter().for_each(Tried::take_back);
                Ok((account, stored))
            }
            _ => Err(Error::invalid("/current", "wrong_password")),
        }
    }

    /// Sets a new password of one's own. Every other device is signed out.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `/current` with `wrong_password`, at `/new` with `too_short`, `too_long`, `too_common` or
    /// `unchanged`; [`Error::Unauthenticated`]; [`Error::TooMany`]; [`Error::Unavailable`].
    pub async fn change_password(&self, actor: &Actor, current: &str, new: &str, client: &Client) -> Result<()> {
        let inner = &self.0;
        let (account, stored) = self.checked(actor, current, client).await?;
        check_rules("/new", new, &account.email, &account.name)?;
        if crate::password::normal(new) == crate::password::normal(current) {
            return Err(Error::invalid("/new", "unchanged"));
        }
        let hash = inner.hasher.hash(new).await?;
        let keep = actor.session();
        let changed = inner.store.write(actor, async move |tx| {
            // what was checked must still be so: two changes at once, or one by an administrator
            let now = person::credentials(&tx, &account.email).await?;
            if now.is_none_or(|now| now.id != account.id || now.password_hash.as_deref() != Some(stored.as_str())) {
                return Err(Error::invalid("/current", "wrong_password"));
            }
            person::set_password(&tx, account.id, hash, keep).await
        });
        changed.await
    }

    /// Signs one of one's own devices out: the one asking, or `session`.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] where nobody is signed in; [`Error::NotFound`] when it is no device of one's own.
    pub async fn sign_out(&self, actor: &Actor, session: Option<SessionId>) -> Result<()> {
        let session = session.or(actor.session()).ok_or(Error::Unauthenticated)?;
        self.0.store.write(actor, async move |tx| session::end_own(&tx, session).await).await
    }

    /// Signs the device of a refresh token out, for a browser whose access token has run out.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] when it is no token of ours or the session has ended already.
    pub async fn sign_out_by_refresh(&self, presented: &str, client: &Client) -> Result<()> {
        let token = match RefreshToken::read(&self.0.keys.refresh(), presented) {
            Ok(token) => token,
            Err(error) => {
                self.0.limits.address(client.address)?;
                return Err(error);
            }
        };
        let actor = self.0.store.actor_of(token.session()).await?;
        self.sign_out(&actor, None).await
    }

    /// Signs every device of oneself out, the one asking too.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] where nobody is signed in.
    pub async fn sign_out_everywhere(&self, actor: &Actor) -> Result<()> {
        actor.signed_in()?;
        self.0.store.write(actor, async move |tx| session::end_everywhere(&tx).await).await
    }

    /// A token for a form that anybody may send, fetched now.
    ///
    /// # Errors
    /// [`Error::Internal`] for a key that is none.
    pub fn form_token(&self, form: &str) -> Result<String> {
        form::issue(&self.0.keys.refresh(), form, self.0.store.clock().now())
    }

    /// Takes one form in from that client: its token has to be ours and of a likely time, and not too many may come from
    /// one place.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `/form`; [`Error::TooMany`].
    pub fn check_form(&self, form: &str, token: &str, client: &Client) -> Result<()> {
        let inner = &self.0;
        form::check(&inner.keys.refresh(), form, token, !inner.config.hurried_forms, inner.store.clock().now())?;
        inner.limits.form(client.address)
    }

    /// The cookies that sign a browser in: access, refresh.
    #[must_use]
    pub fn cookies(&self, tokens: &Tokens) -> [Cookie<'static>; 2] {
        cookies::signed_in(&self.0.config, tokens)
    }

    /// The cookies that sign a browser out.
    #[must_use]
    pub fn removal_cookies(&self) -> [Cookie<'static>; 2] {
        cookies::signed_out(&self.0.config)
    }

    /// The access token in the request's cookies.
    #[must_use]
    pub fn access_cookie(&self, request: &HttpRequest) -> Option<String> {
        cookies::access_of(request, &self.0.config)
    }

    /// The refresh token in the request's cookies.
    #[must_use]
    pub fn refresh_cookie(&self, request: &HttpRequest) -> Option<String> {
        cookies::refresh_of(request, &self.0.config)
    }
}
