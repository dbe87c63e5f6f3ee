//! Streams that somebody listens to. A listener is authorised when it comes and asked again when the stream's audience
//! may have narrowed.

use std::collections::{HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use dashmap::DashMap;
use domain::actor::Actor;
use domain::event::{StreamId, StreamKind};
use domain::ids::{NetworkId, PersonId, RoomId};
use tokio::sync::Notify;

use crate::hub::Socket;
use crate::parcel::Parcel;

/// Whether the actor may hear the stream: by the same access as every finder.
pub(crate) fn may_listen(actor: &Actor, stream: StreamId) -> bool {
    match stream.kind {
        StreamKind::Room => actor.room(RoomId(stream.id)).read,
        StreamKind::Network => actor.access().is_some_and(|access| access.sees_network(NetworkId(stream.id))),
        StreamKind::Person => actor.person() == Some(PersonId(stream.id)),
        StreamKind::Installation => false,
    }
}

/// How much of what was delivered last is kept for those who are about to listen: bytes, and pieces.
const RECENT: (usize, usize) = (64 * 1024, 32);

/// A stream with its listeners.
#[derive(Debug)]
pub(crate) struct Topic {
    pub(crate) stream: StreamId,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// Up to which number everything has been delivered; none before the first listener knows.
    position: Option<i64>,
    /// How often the audience may have narrowed since the topic began.
    narrowed: u64,
    listeners: Vec<Listener>,
    /// What was delivered last, without a gap up to the position: who comes in while others write does not have to be
    /// faster than they are.
    recent: VecDeque<Parcel>,
    /// How many are about to listen.
    held: usize,
    /// Taken out of the list: whoever still has it must look again.
    gone: bool,
}

#[derive(Debug)]
struct Listener {
    socket: Arc<Socket>,
    /// The last number that was sent to it.
    sent: i64,
}

impl State {
    /// Keeps what was just delivered, within bounds.
    fn keep(&mut self, parcels: &[Parcel]) {
        let follows = parcels.first().and_then(Parcel::first) == self.position.map(|position| position + 1);
        if !follows {
            self.recent.clear();
        }
        self.recent.extend(parcels.iter().cloned());
        let mut bytes: usize = self.recent.iter().map(Parcel::size).sum();
        while bytes > RECENT.0 || self.recent.len() > RECENT.1 {
            let Some(oldest) = self.recent.pop_front() else { return };
            bytes -= oldest.size();
        }
    }
}

/// Where a topic stood when somebody looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Up to which number everything has been delivered.
    pub(crate) position: i64,
    /// How often the audience may have narrowed.
    pub(crate) narrowed: u64,
}

impl Topic {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Up to which number everything has been delivered; none where nobody listens yet.
    pub(crate) fn position(&self) -> Option<i64> {
        self.lock().position
    }

    /// Where it stands, if it is known.
    pub(crate) fn standing(&self) -> Option<Standing> {
        let state = self.lock();
        state.position.map(|position| Standing { position, narrowed: state.narrowed })
    }

    /// Begins at `position`, unless it has begun.
    pub(crate) fn begin(&self, position: i64) {
        self.lock().position.get_or_insert(position);
    }

    /// Adds the listener, who knows everything up to `told`, with `opening` as the first it gets and then what the topic
    /// has moved over since it was `seen`. False when that is no longer kept, or the audience may have narrowed. A
    /// socket closed meanwhile is not added.
    pub(crate) fn join(&self, seen: Standing, told: i64, socket: &Arc<Socket>, opening: impl FnOnce() -> bool) -> bool {
        let mut state = self.lock();
        let Some(position) = state.position.filter(|_| state.narrowed == seen.narrowed) else {
            return false;
        };
        let since: Vec<Parcel> = if position <= told {
            Vec::new()
        } else if state.recent.front().and_then(Parcel::first).is_some_and(|first| first <= told + 1) {
            state.recent.iter().cloned().collect()
        } else {
            return false;
        };
        Self::add(&mut state, told.max(position), socket, || {
            let mut rest = since.iter().filter_map(|parcel| Some((parcel.after(told)?, parcel.len())));
            opening() && rest.all(|(bytes, frames)| socket.outbox.push(bytes, frames))
        });
        true
    }

    /// Adds the listener wherever the topic stands now, unless its audience may have narrowed since `seen`.
    pub(crate) fn join_anywhere(
        &self,
        seen: Standing,
        socket: &Arc<Socket>,
        opening: impl FnOnce(i64) -> bool,
    ) -> bool {
        let mut state = self.lock();
        let Some(position) = state.position.filter(|_| state.narrowed == seen.narrowed) else {
            return false;
        };
        Self::add(&mut state, position, socket, || opening(position));
        true
    }

    fn add(state: &mut State, sent: i64, socket: &Arc<Socket>, opening: impl FnOnce() -> bool) {
        state.listeners.retain(|listener| listener.socket.id != socket.id);
        if opening() {
            state.listeners.push(Listener { socket: Arc::clone(socket), sent });
        }
    }

    /// From now on nobody comes in on an older answer about their access. Gives those who listen.
    pub(crate) fn narrow(&self) -> Vec<Arc<Socket>> {
        let mut state = self.lock();
        state.narrowed += 1;
        state.listeners.iter().map(|listener| Arc::clone(&listener.socket)).collect()
    }

    /// Those who listen.
    pub(crate) fn listeners(&self) -> Vec<Arc<Socket>> {
        self.lock().listeners.iter().map(|listener| Arc::clone(&listener.socket)).collect()
    }

    /// How many listen.
    #[cfg(test)]
    pub(crate) fn count(&self) -> usize {
        self.lock().listeners.len()
    }

    /// Hands what happened up to `position` to everybody who listens; gives those who did not keep up.
    pub(crate) fn deliver(&self, parcels: &[Parcel], position: i64) -> Vec<Arc<Socket>> {
        let mut state = self.lock();
        let mut lost = Vec::new();
        state.listeners.retain_mut(|listener| {
            for parcel in parcels {
                let Some(bytes) = parcel.after(listener.sent) else { continue };
                if !listener.socket.outbox.push(bytes, parcel.len()) {
                    lost.push(Arc::clone(&listener.socket));
                    return false;
                }
            }
            listener.sent = listener.sent.max(position);
            true
        });
        state.keep(parcels);
        state.position = Some(position);
        lost
    }

    /// The numbers go on from `position`, whatever they were: tells everybody `frame`, and gives those who did not keep
    /// up.
    pub(crate) fn start_over(&self, frame: &Bytes, position: i64) -> Vec<Arc<Socket>> {
        let mut state = self.lock();
        let mut lost = Vec::new();
        state.listeners.retain_mut(|listener| {
            listener.sent = position;
            let told = listener.socket.outbox.push(frame.clone(), 1);
            if !told {
                lost.push(Arc::clone(&listener.socket));
            }
            told
        });
        state.recent.clear();
        state.position = Some(position);
        lost
    }

    fn remove(&self, socket: u64) -> bool {
        let mut state = self.lock();
        let place = state.listeners.iter().position(|listener| listener.socket.id == socket);
        if let Some(place) = place {
            state.listeners.swap_remove(place);
        }
        place.is_some()
    }

    /// Where nobody listens and nobody is about to, it is over for good.
    fn over(&self) -> bool {
        let mut state = self.lock();
        state.gone |= state.listeners.is_empty() && state.held == 0;
        state.gone
    }
}

/// Every topic, and which of them have to be looked at.
#[derive(Debug, Default)]
pub(crate) struct Topics {
    topics: DashMap<StreamId, Arc<Topic>>,
    poked: Mutex<HashSet<StreamId>>,
    poke: Notify,
}

/// Keeps a topic while somebody is about to listen.
#[derive(Debug)]
pub(crate) struct Held<'a> {
    topics: &'a Topics,
    topic: Arc<Topic>,
}

impl std::ops::Deref for Held<'_> {
    type Target = Topic;
    fn deref(&self) -> &Topic {
        &self.topic
    }
}

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.topic.lock().held -= 1;
        self.topics.sweep(self.topic.stream);
    }
}

impl Topics {
    pub(crate) fn len(&self) -> usize {
        self.topics.len()
    }

    pub(crate) fn get(&self, stream: StreamId) -> Option<Arc<Topic>> {
        self.topics.get(&stream).map(|topic| Arc::clone(&topic))
    }

    /// The streams somebody listens to.
    pub(crate) fn streams(&self) -> Vec<StreamId> {
        self.topics.iter().map(|entry| *entry.key()).collect()
    }

    /// The topic of the stream, kept for as long as the answer is.
    pub(crate) fn hold(&self, stream: StreamId) -> Held<'_> {
        loop {
            let entry = self.topics.entry(stream);
            let fresh = || Arc::new(Topic { stream, state: Mutex::default() });
            let topic = Arc::clone(&entry.or_insert_with(fresh));
            let mut state = topic.lock();
            if !state.gone {
                state.held += 1;
                drop(state);
                return Held { topics: self, topic };
            }
        }
    }

    pub(crate) fn remove_listener(&self, stream: StreamId, socket: u64) -> bool {
        let Some(topic) = self.get(stream) else {
            return false;
        };
        let listened = topic.remove(socket);
        self.sweep(stream);
        listened
    }

    /// Forgets the topic if nobody listens.
    fn sweep(&self, stream: StreamId) {
        self.topics.remove_if(&stream, |_, topic| topic.over());
    }

    /// Have the stream looked at, without a notice from the log.
    pub(crate) fn poke(&self, stream: StreamId) {
        self.poked.lock().unwrap_or_else(PoisonError::into_inner).insert(stream);
        self.poke.notify_one();
    }

    /// Waits for such streams.
    pub(crate) async fn poked(&self) -> HashSet<StreamId> {
        loop {
            let poked = std::mem::take(&mut *self.poked.lock().unwrap_or_else(PoisonError::into_inner));
            if !poked.is_empty() {
                return poked;
            }
            self.poke.notified().await;
        }
    }
}
