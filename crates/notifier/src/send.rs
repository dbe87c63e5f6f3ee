//! Sending what waits in the outbox.

mod notices;

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use domain::actor::Actor;
use domain::notifications::{self, Mail, MailKind, MailReason, MailState, Recipient, Sent, SentSince, recipient};
use domain::store::Store;
use lettre::Address;
use tokio::sync::watch;
use tokio::time::sleep;

use crate::paper::Letter;
use crate::smtp::{Outcome, Refused};
use crate::{Caps, Config, Result, digest, fault, found, invitation, letter, mailing, meeting, post, stopped};

/// How often the outbox is looked at.
const POLL: Duration = Duration::from_secs(1);
/// Mails sent before it looks up.
const AT_A_TIME: usize = 50;
/// For how long a mail is claimed: longer than all its steps may take.
const LEASE: TimeDelta = TimeDelta::minutes(10);
/// How often a mail is tried; with the waits between it is given up after two days.
const MOST_ATTEMPTS: i32 = 14;
/// The longest wait between two tries.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(4);
/// The time the caps are counted over.
const HOUR: TimeDelta = TimeDelta::hours(1);
/// After how long it is seen whether there is room for what is held.
const HELD: TimeDelta = TimeDelta::minutes(10);
/// The longest time a server that can't be reached is left alone.
const LONGEST_PAUSE: TimeDelta = TimeDelta::minutes(15);
/// For how long it is remembered what was sent, and its link works.
const KEPT: TimeDelta = TimeDelta::days(400);

/// Leaves a server alone that can't be reached: twice as long after each time.
#[derive(Debug, Default)]
struct Breaker {
    failures: u32,
    open_until: Option<DateTime<Utc>>,
}

impl Breaker {
    fn open(&self, now: DateTime<Utc>) -> bool {
        self.open_until.is_some_and(|until| now < until)
    }

    fn failed(&mut self, now: DateTime<Utc>) -> DateTime<Utc> {
        let pause = TimeDelta::seconds(15 << self.failures.min(10)).min(LONGEST_PAUSE);
        self.failures += 1;
        let until = now + pause;
        self.open_until = Some(until);
        metrics::gauge!("mail_server_left_alone").set(1.0);
        until
    }

    fn worked(&mut self) {
        if self.failures > 0 {
            *self = Self::default();
            metrics::gauge!("mail_server_left_alone").set(0.0);
        }
    }
}

/// Sends mails until `shutdown`.
pub(crate) async fn work(store: Store, config: Config, mut shutdown: watch::Receiver<bool>) {
    let mut sender = Sender { store, config, breaker: Breaker::default(), tidied: None };
    while !*shutdown.borrow() && shutdown.has_changed().is_ok() {
        if let Err(error) = sender.round(&shutdown).await {
            fault(&error, "sending");
        }
        tokio::select! { () = stopped(&mut shutdown) => {}, () = sleep(POLL) => {} }
    }
}

struct Sender {
    store: Store,
    config: Config,
    breaker: Breaker,
    tidied: Option<DateTime<Utc>>,
}

/// A mail that has been written, to an address that can be one.
struct Written {
    letter: Letter,
    to: Address,
}

impl Sender {
    /// Sends what is due now.
    async fn round(&mut self, shutdown: &watch::Receiver<bool>) -> Result<()> {
        let now = self.store.clock().now();
        self.tidy(now).await?;
        let mut any = false;
        self.notices(shutdown).await?;
        for _ in 0..AT_A_TIME {
            if self.stops(shutdown) {
                break;
            }
            let Some(mail) = notifications::claim(&self.store, LEASE).await? else { break };
            any = true;
            let sent = match self.one(&mail).await {
                Ok(sent) => sent,
                Err(error) => {
                    fault(&error, "sending a mail");
                    again(mail.attempts, self.store.clock().now(), error.to_string())
                }
            };
            self.settle(&mail, sent).await?;
        }
        if any {
            let held = notifications::waiting(self.store.reader(), MailState::Held).await?;
            metrics::gauge!("mails_held").set(held as f64);
        }
        Ok(())
    }

    /// Whether nothing is to be sent now: the process ends, or the server is left alone.
    fn stops(&self, shutdown: &watch::Receiver<bool>) -> bool {
        *shutdown.borrow() || self.breaker.open(self.store.clock().now())
    }

    async fn settle(&self, mail: &Mail, sent: Sent) -> Result<()> {
        counted(&sent);
        let id = mail.id;
        let settled =
            self.store.write(&Actor::System, move |tx| async move { notifications::settle(&tx, id, sent).await });
        Ok(settled.await?)
    }

    async fn one(&mut self, mail: &Mail) -> Result<Sent> {
        let as_of = self.store.clock().now();
        let written = match self.written(mail).await? {
            Ok(written) => written,
            Err(instead) => return Ok(instead),
        };
        let now = self.store.clock().now();
        let waiting = match post::ready(&self.config, &written.to).await {
            Ok(waiting) => waiting,
            Err(refused) => return Ok(settled(&mut self.breaker, mail.attempts, now, refused)),
        };
        self.breaker.worked();
        let (token, hash) = notifications::new_token();
        let stop = format!("brev/{token}");
        let envelope = written.letter.envelope(&self.config, &written.to, Some(&stop), now)?;
        // from here on it is told once or not at all, whatever happens to this process
        let (id, to) = (mail.id, written.to.to_string());
        let handing = self
            .store
            .write(&Actor::System, move |tx| async move { notifications::hand_over(&tx, id, as_of, &to, &hash).await });
        if !handing.await? {
            return Ok(Sent::Dropped("no longer waiting"));
        }
        Ok(match waiting.give(id, &envelope).await {
            Outcome::Taken => Sent::Sent,
            Outcome::Not(refused) => settled(&mut self.breaker, mail.attempts, now, refused),
            Outcome::Unknown(why) => Sent::Uncertain(why),
        })
    }

    /// Writes the mail, where it is to be sent now.
    async fn written(&self, mail: &Mail) -> Result<Result<Written, Sent>> {
        let (store, db) = (&self.store, self.store.reader());
        let now = store.clock().now();
        let Some(recipient) = recipient(store, mail.person_id).await? else {
            return Ok(Err(Sent::Dropped("no recipient")));
        };
        let settings = notifications::of_person(db, mail.person_id).await?;
        if !settings.wants(mail.reason) {
            return Ok(Err(Sent::Dropped("not wanted")));
        }
        if let Some(until) = settings.quiet_until(now) {
            return Ok(Err(Sent::Later(until, "quiet hours".into())));
        }
        if let Some(conversation) = mail.conversation_id
            && let Some(last) = notifications::told_last(db, mail.person_id, conversation).await?
            && last + self.config.spacing > now
        {
            return Ok(Err(Sent::Later(last + self.config.spacing, "told of it a moment ago".into())));
        }
        let Some(letter) = self.letter(&recipient, mail).await? else {
            return Ok(Err(Sent::Dropped("nothing to tell")));
        };
        let sent = notifications::sent_since(db, mail, now - HOUR).await?;
        if let Some(why) = above(self.config.caps, sent) {
            tracing::warn!(mail = %mail.id, why, ?sent, "a mail is held: too many were sent within an hour");
            return Ok(Err(Sent::Held(now + HELD, why)));
        }
        Ok(match recipient.email.parse() {
            Ok(to) => Ok(Written { letter, to }),
            Err(_) => Err(Sent::Failed("the address is none".into())),
        })
    }

    async fn letter(&self, recipient: &Recipient, mail: &Mail) -> Result<Option<Letter>> {
        if let Some(search) = mail.saved_search_id {
            return found::write(&self.store, &self.config, recipient, mail, search).await;
        }
        if let Some(id) = mail.mailing_id {
            return mailing::write(&self.store, &self.config, recipient, mail, id).await;
        }
        match mail.reason.kind() {
            MailKind::AtOnce if mail.reason == MailReason::MeetingReminder => {
                invitation::write(&self.store, &self.config, recipient, mail).await
            }
            MailKind::AtOnce | MailKind::BeforeMeeting
                if matches!(
                    mail.reason,
                    MailReason::MeetingCancelled | MailReason::MeetingHeld | MailReason::MeetingSoon
                ) =>
            {
                meeting::write(&self.store, &self.config, recipient, mail).await
            }
            MailKind::AtOnce => letter::write(&self.store, &self.config, recipient, mail).await,
            MailKind::Digest | MailKind::BeforeMeeting => {
                digest::write(&self.store, &self.config, recipient, mail).await
            }
        }
    }

    async fn tidy(&mut self, now: DateTime<Utc>) -> Result<()> {
        notifications::left_behind(&self.store).await?;
        notifications::let_go(&self.store).await?;
        if self.tidied.is_some_and(|last| last + HOUR > now) {
            return Ok(());
        }
        let before = now - KEPT;
        while self.store.write(&Actor::System, move |tx| async move { notifications::trim(&tx, before).await }).await?
            > 0
        {}
        self.store
            .write(&Actor::System, move |tx| async move { notifications::forget_rounds(&tx, before).await })
            .await?;
        self.store
            .write(&Actor::System, move |tx| async move { notifications::tidy_notices(&tx, before).await })
            .await?;
        self.tidied = Some(now);
        Ok(())
    }
}

/// Counts what became of a mail.
fn counted(sent: &Sent) {
    let word = match sent {
        Sent::Sent => "sent",
        Sent::Held(..) => "held",
        Sent::Dropped(_) => "dropped",
        Sent::Again(..) => "again",
        Sent::Later(..) => "later",
        Sent::Failed(_) => "failed",
        Sent::Uncertain(_) => "uncertain",
    };
    metrics::counter!("mails_total", "outcome" => word).increment(1);
}

/// What a refusal comes to.
fn settled(breaker: &mut Breaker, attempts: i32, now: DateTime<Utc>, refused: Refused) -> Sent {
    match refused {
        Refused::Unreachable(why) => {
            let until = breaker.failed(now);
            tracing::warn!(why, %until, "the mail server is left alone for a while");
            Sent::Later(until, why)
        }
        Refused::ForNow(why) => again(attempts, now, why),
        Refused::ForGood(why) => Sent::Failed(why),
    }
}

/// Which cap is reached.
fn above(caps: Caps, sent: SentSince) -> Option<&'static str> {
    let Caps { recipient, sender, network, all } = caps;
    [
        (sent.recipient >= recipient, "too many to this person"),
        (sent.author >= sender, "too many of this writer's"),
        (sent.network >= network, "too many of this network's"),
        (sent.all >= all, "too many in all"),
    ]
    .into_iter()
    .find_map(|(above, why)| above.then_some(why))
}

/// Tried again, later each time, and given up in the end.
fn again(attempts: i32, now: DateTime<Utc>, why: String) -> Sent {
    if attempts >= MOST_ATTEMPTS {
        return Sent::Failed(why);
    }
    let wait = TimeDelta::minutes(1 << attempts.clamp(0, 10)).min(LONGEST_WAIT);
    Sent::Again(now + wait, why)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::clock::Clock;

    #[test]
    fn a_server_is_left_alone_longer_each_time_until_it_answers() {
        let now = Clock::default().now();
        let mut breaker = Breaker::default();
        assert!(!breaker.open(now));
        assert_eq!(breaker.failed(now), now + TimeDelta::seconds(15));
        assert_eq!(breaker.failed(now), now + TimeDelta::seconds(30));
        for _ in 0..20 {
            breaker.failed(now);
        }
        assert!(breaker.open(now + LONGEST_PAUSE - TimeDelta::seconds(1)));
        assert!(!breaker.open(now + LONGEST_PAUSE));
        breaker.worked();
        assert!(!breaker.open(now));
    }

    #[test]
    fn each_cap_holds_by_itself() {
        let caps = Caps { recipient: 2, sender: 3, network: 4, all: 5 };
        let sent = SentSince { recipient: 1, author: 2, network: 3, all: 4 };
        assert_eq!(above(caps, sent), None);
        assert!(above(caps, SentSince { recipient: 2, ..sent }).is_some());
        assert!(above(caps, SentSince { author: 3, ..sent }).is_some());
        assert!(above(caps, SentSince { network: 4, ..sent }).is_some());
        assert!(above(caps, SentSince { all: 5, ..sent }).is_some());
    }
}
