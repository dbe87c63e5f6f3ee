//! Sending notices: what somebody waits for, so they go before what tells of news, and no quiet hours hold them up.

use domain::actor::Actor;
use domain::notifications::{self, Notice, Sent};
use lettre::Address;
use tokio::sync::watch;

use super::{AT_A_TIME, HELD, HOUR, LEASE, Sender, above, again, counted, settled};
use crate::smtp::Outcome;
use crate::{Result, fault, notice, post};

impl Sender {
    /// Sends the notices that are due now.
    pub(super) async fn notices(&mut self, shutdown: &watch::Receiver<bool>) -> Result<()> {
        for _ in 0..AT_A_TIME {
            if self.stops(shutdown) {
                break;
            }
            let Some(due) = notifications::claim_notice(&self.store, LEASE).await? else { break };
            let sent = match self.notice(&due).await {
                Ok(sent) => sent,
                Err(error) => {
                    fault(&error, "sending a notice");
                    again(due.attempts, self.store.clock().now(), error.to_string())
                }
            };
            counted(&sent);
            let id = due.id;
            let settled = self
                .store
                .write(&Actor::System, move |tx| async move { notifications::settle_notice(&tx, id, sent).await });
            settled.await?;
        }
        Ok(())
    }

    async fn notice(&mut self, due: &Notice) -> Result<Sent> {
        let now = self.store.clock().now();
        let Ok(to) = due.address.parse::<Address>() else {
            return Ok(Sent::Failed("the address is none".into()));
        };
        let Some(letter) = notice::write(&self.store, &self.config, due).await? else {
            return Ok(Sent::Dropped("nothing to tell"));
        };
        let since = notifications::notices_since(self.store.reader(), due, now - HOUR).await?;
        if let Some(why) = above(self.config.caps, since) {
            tracing::warn!(notice = %due.id, why, "a notice is held: too many were sent within an hour");
            return Ok(Sent::Held(now + HELD, why));
        }
        let ready = match post::ready(&self.config, &to).await {
            Ok(ready) => ready,
            Err(refused) => return Ok(settled(&mut self.breaker, due.attempts, now, refused)),
        };
        self.breaker.worked();
        let envelope = letter.envelope(&self.config, &to, notice::stop(due).as_deref(), now)?;
        // from here on it goes once or not at all, whatever happens to this process
        let id = due.id;
        let handing =
            self.store.write(&Actor::System, move |tx| async move { notifications::hand_over_notice(&tx, id).await });
        if !handing.await? {
            return Ok(Sent::Dropped("no longer waiting"));
        }
        Ok(match ready.give(id, &envelope).await {
            Outcome::Taken => Sent::Sent,
            Outcome::Not(refused) => settled(&mut self.breaker, due.attempts, now, refused),
            Outcome::Unknown(why) => Sent::Uncertain(why),
        })
    }
}
