//! A forgotten password. Asking for a link and using one pass the same limits as signing in.

use domain::actor::Actor;
use domain::people::person::Language;
use domain::people::reset;
use domain::{Error, Result};

use crate::client::Client;
use crate::password::check_rules;
use crate::signing::Auth;

impl Auth {
    /// Sends a link that sets a new password to the address, in that language; nothing tells whether it has an account.
    ///
    /// # Errors
    /// [`Error::Invalid`] for what can't be an address; [`Error::TooMany`]; [`Error::Unavailable`].
    pub async fn ask_for_reset(&self, email: &str, language: Language, client: &Client) -> Result<()> {
        let inner = &self.0;
        inner.limits.address(client.address)?;
        inner.limits.account(email)?;
        let email = email.to_owned();
        inner.store.write(&Actor::System, async move |tx| reset::begin(&tx, &email, language).await).await
    }

    /// The account that a link is for. Looking changes nothing, but guessing counts.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a link that does not work; [`Error::TooMany`]; [`Error::Unavailable`].
    pub async fn reset(&self, token: &str, client: &Client) -> Result<reset::Reset> {
        let inner = &self.0;
        match reset::open(inner.store.reader(), token, inner.store.clock().now()).await {
            Err(Error::NotFound) => {
                inner.limits.address(client.address)?;
                Err(Error::NotFound)
            }
            other => other,
        }
    }

    /// Sets a new password by a link. Every device is signed out.
    ///
    /// # Errors
    /// As [`Auth::reset`]; [`Error::Invalid`] at `/new` with `too_short`, `too_long` or `too_common`.
    pub async fn finish_reset(&self, token: &str, new: &str, client: &Client) -> Result<()> {
        let inner = &self.0;
        let reset = self.reset(token, client).await?;
        inner.limits.person(reset.person_id)?;
        check_rules("/new", new, &reset.email, &reset.name)?;
        let hash = inner.hasher.hash(new).await?;
        let token = token.to_owned();
        inner.store.write(&Actor::System, async move |tx| reset::finish(&tx, &token, hash).await).await?;
        Ok(())
    }
}
