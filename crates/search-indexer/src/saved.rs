//! What is new and fits a search that somebody keeps.
//!
//! It follows the log by itself, behind the index: what an event brought is asked for in the index once that holds it,
//! for each search in the rooms its owner may read at that moment. Noting is done once a thing, so a replay after a crash
//! tells nobody twice.

use std::collections::BTreeSet;
use std::time::Duration;

use domain::actor::Actor;
use domain::conversations::tags::label;
use domain::event::Event;
use domain::ids::{MeetingId, SavedSearchId};
use domain::indexing::{self, Walk};
use domain::log::{self, Consumer, Entry, Position};
use domain::search::asked::{Asked, FoundKind};
use domain::search::found::{self, Match};
use domain::search::saved::{self, SavedSearch};
use domain::store::Store;
use search::{Engine, EntryKind, Filter, Query};
use tokio::sync::watch;
use tokio::time::timeout;
use uuid::Uuid;

use crate::{Result, stopped};

const CONSUMER: Consumer = Consumer::named("saved-searches");
/// Events of one batch; each names one thing at most, or one meeting.
const EVENTS: u64 = 200;
/// Decisions and promises that are looked for; a meeting has so many at most.
const PROMISES: i64 = 300;
/// Things a search is asked about at a time: an answer names no more, so none of them is passed over.
const ASKED: usize = 100;
/// Searches read at a time.
const SEARCHES: i64 = 100;
/// How long it waits to be told that the index has come further.
const POLL: Duration = Duration::from_secs(5);
/// Before a fault is tried again.
const AFTER_FAULT: Duration = Duration::from_secs(2);

/// Looks for what is new until `shutdown`; `indexed` tells how far the index has come.
pub(crate) async fn look(
    store: Store,
    engine: Engine,
    mut indexed: watch::Receiver<Option<Position>>,
    mut shutdown: watch::Receiver<bool>,
) {
    let mut looker = loop {
        tokio::select! {
            () = stopped(&mut shutdown) => return,
            begun = Looker::begin(&store, &engine) => match begun {
                Ok(looker) => break looker,
                Err(error) => fault(&error),
            }
        }
        tokio::select! { () = stopped(&mut shutdown) => return, () = tokio::time::sleep(AFTER_FAULT) => {} }
    };
    while !*shutdown.borrow() && shutdown.has_changed().is_ok() {
        let reached = *indexed.borrow_and_update();
        let wait = match looker.step(reached).await {
            Ok(true) => continue,
            Ok(false) => POLL,
            Err(error) => {
                fault(&error);
                AFTER_FAULT
            }
        };
        tokio::select! {
            () = stopped(&mut shutdown) => break,
            woken = timeout(wait, indexed.changed()) => if woken.is_ok_and(|changed| changed.is_err()) { break },
        }
    }
    if let Err(error) = looker.save().await {
        fault(&error);
    }
}

fn fault(error: &crate::Error) {
    metrics::counter!("search_indexer_faults_total").increment(1);
    tracing::error!(%error, "looking for what fits searches that are kept is tried again");
}

struct Looker {
    store: Store,
    engine: Engine,
    position: Position,
    unsaved: bool,
}

impl Looker {
    /// Begins where it stood. The first time that is the log's head: what was there before is not new.
    async fn begin(store: &Store, engine: &Engine) -> Result<Self> {
        let position = match CONSUMER.position(store).await? {
            Some(position) => position,
            None => {
                let head = log::position(store).await?;
                CONSUMER.advance(store, head).await?;
                head
            }
        };
        Ok(Self { store: store.clone(), engine: engine.clone(), position, unsaved: false })
    }

    /// Takes the next events that the index holds. Gives whether there may be more.
    async fn step(&mut self, indexed: Option<Position>) -> Result<bool> {
        let Some(indexed) = indexed.filter(|indexed| *indexed > self.position) else {
            self.save().await?;
            return Ok(false);
        };
        let mut entries = log::after(&self.store, self.position, EVENTS).await?;
        entries.retain(|entry| entry.position <= indexed);
        let Some(last) = entries.last().map(|entry| entry.position) else {
            self.save().await?;
            return Ok(false);
        };
        let new: BTreeSet<Uuid> = entries.iter().filter_map(brought).collect();
        let mut any = !new.is_empty() && self.ask(&new.into_iter().collect::<Vec<_>>()).await?;
        for meeting in entries.iter().filter_map(recorded).collect::<BTreeSet<MeetingId>>() {
            // which of them it was the event does not say: what is no news is not noted
            let walk = Walk::PromisesOf(meeting);
            let all = indexing::ids(self.store.reader(), &Actor::System, walk, Uuid::nil(), PROMISES).await?;
            any |= !all.is_empty() && self.ask(&all).await?;
        }
        self.position = last;
        self.unsaved = true;
        if any {
            self.save().await?;
        }
        Ok(true)
    }

    /// Asks every search for these things, however many. Gives whether one of them was found.
    async fn ask(&self, new: &[Uuid]) -> Result<bool> {
        let (mut any, mut after) = (false, SavedSearchId(Uuid::nil()));
        loop {
            let searches = saved::telling(self.store.reader(), &Actor::System, after, SEARCHES).await?;
            for search in &searches {
                for some in new.chunks(ASKED) {
                    any |= self.one(search, some).await?;
                }
            }
            match searches.last() {
                Some(last) => after = last.id,
                None => return Ok(any),
            }
        }
    }

    async fn one(&self, search: &SavedSearch, new: &[Uuid]) -> Result<bool> {
        let actor = found::asker(&self.store, search.person_id).await?;
        let rooms: Vec<Uuid> = actor.own_access()?.readable_rooms().map(|facts| facts.id.0).collect();
        let synonyms = domain::search::synonyms::holding(self.store.reader(), &actor, search.asked.network).await?;
        let synonyms = synonyms.into_iter().map(|groups| search::Synonyms::of(groups).into()).collect();
        let query = Query { synonyms, ..query(&search.asked, rooms, new) };
        let hits = self.engine.search(query).await?.hits;
        let matches: Vec<Match> =
            hits.iter().filter_map(|hit| matched(hit.key.kind, hit.key.id, hit.key.page)).collect();
        if matches.is_empty() {
            return Ok(false);
        }
        let search = search.clone();
        let noted = self.store.write(&Actor::System, move |tx| {
            let (search, matches) = (search.clone(), matches.clone());
            async move { found::note(&tx, &search, &matches).await }
        });
        Ok(noted.await? > 0)
    }

    async fn save(&mut self) -> Result<()> {
        if self.unsaved {
            CONSUMER.advance(&self.store, self.position).await?;
            self.unsaved = false;
        }
        Ok(())
    }
}

/// What the event may have brought that was not there before. What the installation does by itself is an import or demo
/// data, but for reading the text of what somebody has uploaded.
fn brought(entry: &Entry) -> Option<Uuid> {
    let event = entry.event.as_ref().ok()?;
    match event {
        Event::DocumentRead { document, .. } => return Some(document.0),
        _ if entry.actor.is_none() => return None,
        _ => {}
    }
    match event {
        Event::MessagePosted { message, .. } => Some(message.0),
        Event::ConversationStarted { conversation } => Some(conversation.0),
        Event::DocumentAdded { document } | Event::DocumentChanged { document } => Some(document.0),
        Event::MeetingChanged { meeting } => Some(meeting.0),
        Event::DecisionMade { decision, .. } => Some(decision.0),
        // all else changes what was there
        _ => None,
    }
}

/// The meeting of which the event may have brought a decision or a promise.
fn recorded(entry: &Entry) -> Option<MeetingId> {
    match entry.event.as_ref().ok()? {
        Event::DossierChanged { meeting } if entry.actor.is_some() => Some(*meeting),
        _ => None,
    }
}

fn matched(kind: EntryKind, id: Uuid, page: u32) -> Option<Match> {
    let kind: FoundKind = kind.code().parse().ok()?;
    Some(Match { kind, id, page: i32::try_from(page).unwrap_or_default() })
}

fn query(asked: &Asked, rooms: Vec<Uuid>, among: &[Uuid]) -> Query {
    Query {
        filter: Filter {
            networks: asked.network.into_iter().map(|id| id.0).collect(),
            rooms: asked.room.into_iter().map(|id| id.0).collect(),
            kinds: asked.kind.into_iter().filter_map(|kind| EntryKind::from_code(kind.word())).collect(),
            years: asked.year.into_iter().collect(),
            hosts: asked.host.clone().into_iter().collect(),
            themes: asked.theme.as_deref().map(label).into_iter().collect(),
            articles: asked.article.into_iter().collect(),
            organisations: asked.organisation.into_iter().map(|id| id.0).collect(),
            from: asked.from,
            to: asked.to,
            published_only: asked.published,
        },
        among: among.to_vec(),
        limit: ASKED,
        with_facets: false,
        prefix: false,
        ..Query::new(asked.q.clone(), rooms)
    }
}
