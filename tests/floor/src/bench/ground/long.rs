//! What grows in years: a thread of ten thousand messages, and somebody who sits in many networks.

use anyhow::Result;
use chrono::TimeDelta;
use domain::access::StandingKind;
use domain::actor::Actor;
use domain::conversations::message::{self, Post};
use domain::conversations::text::Text;
use domain::ids::{ConversationId, PersonId};
use domain::store::{Store, Tx};
use uuid::Uuid;

use super::{AT_ONCE, Founded, THREAD, found, seat_in, threads};

/// Messages of the long thread.
pub(in crate::bench) const LONG: usize = 10_000;
/// Networks of the one who sits in many, beside the first: each gives three rooms.
const BESIDE: usize = 13;

/// Makes the long thread, the newest of all, and seats the first of the people in thirteen networks more.
pub(super) async fn make(
    store: &Store,
    founded: &Founded,
    people: &[PersonId],
    texts: &[Text],
) -> Result<ConversationId> {
    let some: Vec<Text> = texts.iter().take(THREAD).cloned().collect();
    for n in 0..BESIDE {
        let network = found(store, &format!("annat-{n}")).await?;
        seat_in(store, &network, people[0]).await?;
        threads(store, &network, people, &some).await?;
    }
    let (thread, _) = threads(store, founded, people, &some).await?[0];
    let rest: Vec<Text> = texts.iter().cycle().take(LONG - THREAD).cloned().collect();
    for (at, chunk) in rest.chunks(AT_ONCE).enumerate() {
        let (founded, chunk, people) = (founded.clone(), chunk.to_vec(), people[..40.min(people.len())].to_vec());
        let work = move |tx: Tx| async move {
            for (n, text) in chunk.into_iter().enumerate() {
                let by = (at * AT_ONCE + n) % people.len();
                let (seat, organisation, _) = &founded.seats[by % founded.seats.len()];
                let standing = (Some(*organisation), Some(seat.0), StandingKind::Member);
                let when = tx.now() - TimeDelta::minutes(1);
                message::post_as(&tx, thread, people[by], standing, when, Post::of(Uuid::new_v4(), text)).await?;
            }
            Ok(())
        };
        store.write(&Actor::System, work).await?;
    }
    Ok(thread)
}
