//! Following the log: from events to the outbox.

use std::time::Duration;

use chrono::TimeDelta;
use domain::actor::Actor;
use domain::clock::day_of;
use domain::ids::{MeetingId, MessageId, SavedSearchId};
use domain::log::{self, Consumer, Dead, Entry, LISTENERS_FIRST, Position};
use domain::meetings::remind;
use domain::methods::ask;
use domain::notifications::{self, NewMail};
use domain::search::saved::{self, Tells};
use domain::store::Store;
use tokio::sync::{broadcast, watch};
use tokio::time::{sleep, timeout};

use crate::rules::{Rule, rule, told, told_of_edit};
use crate::{Config, Result, fault, stopped};

const CONSUMER: Consumer = Consumer::named("notifier");
/// Events of one batch.
const EVENTS: u64 = 200;
/// Mails of one commit.
const MAILS: usize = 200;
/// How long it waits to be woken before it looks all the same.
const POLL: Duration = Duration::from_secs(1);
/// Before a fault is tried again.
const AFTER_FAULT: Duration = Duration::from_secs(1);
/// Before it looks whether an event of an unknown kind still is one.
const AFTER_UNKNOWN: Duration = Duration::from_secs(10);
/// What is older is told to nobody: after an outage there is no flood.
const FRESH: TimeDelta = TimeDelta::days(1);

struct Follower {
    store: Store,
    config: Config,
    position: Position,
    /// The position is ahead of the stored one, by events that told nobody anything.
    unsaved: bool,
}

/// What a step came to.
enum Step {
    Went,
    Nothing,
    Unknown(String),
}

/// Follows the log until `shutdown`.
pub(crate) async fn follow(store: Store, config: Config, mut shutdown: watch::Receiver<bool>) {
    let mut wake = store.wake().listen();
    let mut follower = loop {
        match Follower::begin(&store, &config).await {
            Ok(follower) => break follower,
            Err(error) => fault(&error, "beginning"),
        }
        tokio::select! { () = stopped(&mut shutdown) => return, () = sleep(AFTER_FAULT) => {} }
    };
    let mut told_of = None;
    while !*shutdown.borrow() && shutdown.has_changed().is_ok() {
        while !matches!(
            wake.try_recv(),
            Err(broadcast::error::TryRecvError::Empty | broadcast::error::TryRecvError::Closed)
        ) {}
        let (wait, may_be_woken) = match follower.step().await {
            Ok(Step::Went) => {
                told_of = None;
                continue;
            }
            Ok(Step::Nothing) => (POLL, true),
            Ok(Step::Unknown(kind)) => {
                if told_of.as_ref() != Some(&kind) {
                    tracing::error!(kind, "an event of a newer version: the notifier waits for that version");
                    told_of = Some(kind);
                }
                (AFTER_UNKNOWN, false)
            }
            Err(error) => {
                fault(&error, "following the log");
                (AFTER_FAULT, false)
            }
        };
        let woken = async {
            if !may_be_woken {
                std::future::pending::<()>().await;
            }
            // a notice missed for being slow is a notice all the same
            drop(wake.recv().await);
            sleep(LISTENERS_FIRST).await;
        };
        let waited = tokio::select! {
            () = stopped(&mut shutdown) => break,
            waited = timeout(wait, woken) => waited,
        };
        // nothing for a whole second: time for what can wait
        if waited.is_err()
            && let Err(error) = follower.save().await
        {
            fault(&error, "storing the position");
        }
    }
    if let Err(error) = follower.save().await {
        fault(&error, "storing the position");
    }
}

impl Follower {
    /// Begins where it stood. The first time that is the log's head: nobody is told of what was before.
    async fn begin(store: &Store, config: &Config) -> Result<Self> {
        let position = match CONSUMER.position(store).await? {
            Some(position) => position,
            None => {
                let head = log::position(store).await?;
                CONSUMER.advance(store, head).await?;
                head
            }
        };
        Ok(Self { store: store.clone(), config: config.clone(), position, unsaved: false })
    }

    async fn step(&mut self) -> Result<Step> {
        let entries = log::after(&self.store, self.position, EVENTS).await?;
        if entries.is_empty() {
            return Ok(Step::Nothing);
        }
        let (mut mails, mut reached, mut unknown) = (Vec::new(), self.position, None);
        for entry in &entries {
            match &entry.event {
                Ok(event) => match rule(event) {
                    Rule::Nothing => {}
                    Rule::Message(message) => mails.extend(self.concerned(entry, message).await?),
                    Rule::Edited(message) => mails.extend(self.mentioned(entry, message).await?),
                    Rule::Reminder(ask) => mails.extend(self.reminded(entry, ask).await?),
                    Rule::SavedSearch(search) => mails.extend(self.found(entry, search).await?),
                    Rule::Invitation(meeting) => mails.extend(self.invited(entry, meeting).await?),
                    Rule::Cancelling(meeting, cancelled) => {
                        mails.extend(self.cancelling(entry, meeting, cancelled).await?);
                    }
                    Rule::Unknown => {
                        unknown = Some(format!("{event:?}"));
                        break;
                    }
                },
                Err(why) => {
                    let dead = Dead { position: entry.position, why: why.clone() };
                    log::bury(&self.store, &CONSUMER, dead).await?;
                }
            }
            reached = entry.position;
        }
        let any = !mails.is_empty();
        self.enqueue(mails).await?;
        self.unsaved = self.unsaved || reached != self.position;
        self.position = reached;
        // where somebody was told it is stored at once; else it can wait, for a replay does nothing
        if any {
            self.save().await?;
        }
        Ok(unknown.map_or(Step::Went, Step::Unknown))
    }

    async fn concerned(&self, entry: &Entry, message: MessageId) -> Result<Vec<NewMail>> {
        // what the installation itself wrote is an import or demo data
        let stale = self.store.clock().now() - entry.at > FRESH;
        if entry.actor.is_none() || stale {
            return Ok(Vec::new());
        }
        let found = notifications::of_message(self.store.reader(), &Actor::System, message).await?;
        let mails = found.iter().flat_map(|concerned| {
            let told = told(concerned).into_iter();
            told.map(move |(person, reason)| NewMail::of_message(person, reason, message, concerned))
        });
        Ok(mails.collect())
    }

    async fn mentioned(&self, entry: &Entry, message: MessageId) -> Result<Vec<NewMail>> {
        let stale = self.store.clock().now() - entry.at > FRESH;
        if entry.actor.is_none() || stale {
            return Ok(Vec::new());
        }
        let found = notifications::of_edit(self.store.reader(), &Actor::System, message, entry.at).await?;
        let mails = found.iter().flat_map(|concerned| {
            let told = told_of_edit(concerned).into_iter();
            told.map(move |(person, reason)| NewMail::of_message(person, reason, message, concerned))
        });
        Ok(mails.collect())
    }

    /// One mail a day for a search, however much is found.
    async fn found(&self, entry: &Entry, search: SavedSearchId) -> Result<Option<NewMail>> {
        if self.store.clock().now() - entry.at > FRESH {
            return Ok(None);
        }
        let kept = saved::one(self.store.reader(), &Actor::System, search).await?;
        let wanted = kept.filter(|kept| kept.tells == Tells::Mail);
        Ok(wanted.map(|kept| NewMail::of_search(kept.person_id, search, day_of(entry.at))))
    }

    async fn reminded(&self, entry: &Entry, ask: domain::ids::ConversationId) -> Result<Vec<NewMail>> {
        if self.store.clock().now() - entry.at > FRESH {
            return Ok(Vec::new());
        }
        let (db, today) = (self.store.reader(), self.store.clock().today());
        let people = ask::reminded(db, &Actor::System, ask, today).await?;
        let Some(question) = people.first().map(|one| one.message_id) else { return Ok(Vec::new()) };
        let found = notifications::of_message(db, &Actor::System, question).await?;
        let mails = found.iter().flat_map(|concerned| {
            let event = entry.position.id;
            people.iter().map(move |one| NewMail::of_reminder(one.person_id, question, event, concerned))
        });
        Ok(mails.collect())
    }

    async fn invited(&self, entry: &Entry, id: MeetingId) -> Result<Vec<NewMail>> {
        if self.store.clock().now() - entry.at > FRESH {
            return Ok(Vec::new());
        }
        let (db, today) = (self.store.reader(), self.store.clock().today());
        let Some((network, people)) = remind::reminded(db, &Actor::System, id, today).await? else {
            return Ok(Vec::new());
        };
        let event = entry.position.id;
        Ok(people.into_iter().map(|person| NewMail::of_invitation(person, id, network, event)).collect())
    }

    async fn cancelling(&self, entry: &Entry, id: MeetingId, cancelled: bool) -> Result<Vec<NewMail>> {
        if self.store.clock().now() - entry.at > FRESH {
            return Ok(Vec::new());
        }
        let (db, today) = (self.store.reader(), self.store.clock().today());
        let Some((network, people)) = remind::concerned(db, &Actor::System, id, today).await? else {
            return Ok(Vec::new());
        };
        let (event, by) = (entry.position.id, entry.actor);
        let people = people.into_iter().filter(|person| by != Some(person.0));
        Ok(people.map(|person| NewMail::of_cancelling(person, id, network, event, cancelled)).collect())
    }

    async fn enqueue(&self, mails: Vec<NewMail>) -> Result<()> {
        for some in mails.chunks(MAILS) {
            let (some, delay) = (some.to_vec(), self.config.delay);
            let enqueued = self.store.write(&Actor::System, move |tx| async move {
                let run_at = tx.now() + delay;
                notifications::enqueue(&tx, &some, run_at).await
            });
            let new = enqueued.await?;
            metrics::counter!("mails_enqueued_total").increment(new);
        }
        Ok(())
    }

    async fn save(&mut self) -> Result<()> {
        if self.unsaved {
            CONSUMER.advance(&self.store, self.position).await?;
            self.unsaved = false;
        }
        Ok(())
    }
}
