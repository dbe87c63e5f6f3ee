//! Rundfrågor, proposals and decisions: each answer and each voice at its own time, by who had the seat then.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use domain::access::StandingKind;
use domain::actor::Actor;
use domain::clock::start_of;
use domain::conversations::conversation::{self, StartedBefore, ThreadKind};
use domain::conversations::message::{self, Post};
use domain::conversations::tags::Tags;
use domain::conversations::text::Text;
use domain::ids::{ConversationId, RoomId, SeatId};
use domain::methods::ask;
use domain::methods::proposal::{self, Cast, ProposalResult, Voting};
use domain::rooms::room::{self, ReadableRoom};
use domain::store::{Store, Tx};
use uuid::Uuid;

use super::ground::{Built, Ground, unknown};
use super::standing::{self, Standing};
use crate::demo::model::{Ask, Moment, Proposal};

/// The time of day when things of this sort happen in the demo.
const MORNING: (u32, u32) = (7, 30);

/// A conversation that carries an ask or a proposal: for the read marks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    pub(super) id: ConversationId,
    pub(super) room: RoomId,
    pub(super) messages: i64,
    /// When it was begun.
    pub(super) days_ago: u32,
}

/// Asks and decides what the network asks and decides.
pub(super) async fn ask_and_decide(
    store: &Store,
    ground: &Arc<Ground>,
    built: &Arc<Built>,
) -> domain::Result<Vec<Asked>> {
    let network = built.network(ground)?;
    let mut all = Vec::new();
    for index in 0..network.asking.asks.len() {
        let (ground, built) = (Arc::clone(ground), Arc::clone(built));
        let write = move |tx: Tx| {
            let (ground, built) = (Arc::clone(&ground), Arc::clone(&built));
            async move { one_ask(&tx, &ground, &built, index).await }
        };
        all.push(store.write(&Actor::System, write).await?);
    }
    for index in 0..network.asking.proposals.len() {
        let (ground, built) = (Arc::clone(ground), Arc::clone(built));
        let write = move |tx: Tx| {
            let (ground, built) = (Arc::clone(&ground), Arc::clone(&built));
            async move { one_proposal(&tx, &ground, &built, index).await }
        };
        all.push(store.write(&Actor::System, write).await?);
    }
    Ok(all)
}

async fn one_ask(tx: &Tx, ground: &Ground, built: &Built, index: usize) -> domain::Result<Asked> {
    let row: &Ask = built.network(ground)?.asking.asks.get(index).ok_or_else(|| unknown("an ask"))?;
    let thread = Thread { ground, built, room: &row.room, author: &row.author, title: &row.title };
    let (room, id) = thread.start(tx, ThreadKind::Ask, row.days_ago, &row.question).await?;
    let due_on = ground.today + TimeDelta::days(row.due_in_days);
    ask::start_as(tx, &room, id, due_on, at(ground, row.days_ago)).await?;
    for answer in &row.answers {
        let found = ask::readable(tx, tx.actor(), id).await?;
        let (organisation, seat, kind) = thread.standing(&answer.author, answer.days_ago)?;
        let asked = ground.organisation(&answer.organisation)?;
        // who has seats of two organisations answers for the one that is named
        let seat =
            if organisation == Some(asked) { seat } else { thread.seat_of(&answer.author, &answer.organisation) };
        let by = (ground.person(&answer.author)?, seat.map(SeatId), kind);
        let text = Text::written(&answer.text)?;
        ask::answer_as(tx, &found, asked, by, &text, at(ground, answer.days_ago)).await?;
    }
    if let Some(days_ago) = row.closed_days_ago {
        if let Some(summary) = &row.summary {
            thread.say(tx, id, days_ago, summary).await?;
        }
        let found = ask::readable(tx, tx.actor(), id).await?;
        ask::close_as(tx, &found, at(ground, days_ago)).await?;
    }
    let messages = 1 + i64::from(row.closed_days_ago.is_some() && row.summary.is_some());
    Ok(Asked { id, room: room.room().id, messages, days_ago: row.days_ago })
}

async fn one_proposal(tx: &Tx, ground: &Ground, built: &Built, index: usize) -> domain::Result<Asked> {
    let row: &Proposal = built.network(ground)?.asking.proposals.get(index).ok_or_else(|| unknown("a proposal"))?;
    let thread = Thread { ground, built, room: &row.room, author: &row.author, title: &row.title };
    let (room, id) = thread.start(tx, ThreadKind::Proposal, row.days_ago, &row.background).await?;
    let closes_at = start_of(ground.today + TimeDelta::days(row.closes_in_days)) + TimeDelta::hours(17);
    let put = (row.wording.as_str(), Voting::Organisation, closes_at);
    proposal::put_as(tx, &room, id, put, at(ground, row.days_ago)).await?;
    let found = proposal::readable(tx, tx.actor(), id).await?;
    for vote in &row.votes {
        let (_, _, kind) = thread.standing(&vote.author, vote.days_ago)?;
        let organisation = ground.organisation(&vote.organisation)?;
        let seat = thread.seat_of(&vote.author, &vote.organisation).map(SeatId);
        let choice = vote.choice.parse().map_err(|_| unknown(&vote.choice))?;
        let cast = Cast { organisation: Some(organisation), choice, reason: vote.reason.clone() };
        let by = (ground.person(&vote.author)?, organisation, seat, kind);
        proposal::cast_as(tx, &found, by, &cast, at(ground, vote.days_ago)).await?;
    }
    if let Some(days_ago) = row.decided_days_ago {
        let result = if row.adopted { ProposalResult::Adopted } else { ProposalResult::Rejected };
        proposal::close_as(tx, &found, (result, row.outcome.trim()), at(ground, days_ago)).await?;
    }
    Ok(Asked { id, room: room.room().id, messages: 1, days_ago: row.days_ago })
}

fn moment(days_ago: u32) -> Moment {
    let (hour, minute) = MORNING;
    Moment { days_ago, hour, minute }
}

fn at(ground: &Ground, days_ago: u32) -> DateTime<Utc> {
    ground.instant(moment(days_ago))
}

/// The thread that carries it.
struct Thread<'a> {
    ground: &'a Ground,
    built: &'a Built,
    room: &'a str,
    author: &'a str,
    title: &'a str,
}

impl Thread<'_> {
    fn standing(&self, person: &str, days_ago: u32) -> domain::Result<Standing> {
        standing::in_room(self.ground, self.built, self.room, person, days_ago)
    }

    /// The seat of that organisation that the person holds, where they do.
    fn seat_of(&self, person: &str, organisation: &str) -> Option<Uuid> {
        let network = self.built.network(self.ground).ok()?;
        let theirs = |seat: &&crate::demo::model::Seat| {
            seat.organisation == organisation && seat.holder.as_deref() == Some(person)
        };
        network.seats.iter().find(theirs).and_then(|seat| self.built.seat(&seat.key).ok()).map(|seat| seat.0)
    }

    async fn start(
        &self,
        tx: &Tx,
        kind: ThreadKind,
        days_ago: u32,
        first: &str,
    ) -> domain::Result<(ReadableRoom, ConversationId)> {
        let (_, seat, _) = self.standing(self.author, days_ago)?;
        let room = room::readable(tx, tx.actor(), self.built.room(self.room)?).await?;
        let new = StartedBefore {
            kind,
            title: self.title.to_owned(),
            author: self.ground.person(self.author)?,
            seat,
            at: at(self.ground, days_ago),
            tags: Tags::default(),
            pinned: false,
        };
        let id = conversation::start_as(tx, &room, new).await?;
        self.say(tx, id, days_ago, first).await?;
        Ok((room, id))
    }

    /// What the one who started it writes.
    async fn say(&self, tx: &Tx, id: ConversationId, days_ago: u32, words: &str) -> domain::Result<()> {
        let post = Post::of(Uuid::new_v4(), Text::written(words)?);
        let (organisation, seat, kind): (_, _, StandingKind) = self.standing(self.author, days_ago)?;
        let author = self.ground.person(self.author)?;
        message::post_as(tx, id, author, (organisation, seat, kind), at(self.ground, days_ago), post).await?;
        Ok(())
    }
}
