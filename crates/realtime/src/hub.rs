//! Who is connected, and who listens to what.

use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use dashmap::DashMap;
use domain::event::StreamId;
use domain::ids::{PersonId, SessionId};
use tokio::time::Instant;

use crate::config::RealtimeConfig;
use crate::outbox::Outbox;
use crate::topics::{Topic, Topics};

/// One open socket.
#[derive(Debug)]
pub(crate) struct Socket {
    pub(crate) id: u64,
    pub(crate) person: PersonId,
    pub(crate) session: SessionId,
    pub(crate) outbox: Outbox,
    /// The last sign of life and the last ping, in milliseconds since the hub began.
    pub(crate) heard: AtomicU64,
    pub(crate) pinged: AtomicU64,
    streams: Mutex<Vec<StreamId>>,
}

impl Socket {
    pub(crate) fn streams(&self) -> MutexGuard<'_, Vec<StreamId>> {
        self.streams.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Why nobody more is let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Full {
    /// This person or address has enough.
    Theirs,
    /// There are enough in all.
    All,
}

/// Every open socket and every stream that somebody listens to.
#[derive(Debug)]
pub(crate) struct Hub {
    pub(crate) topics: Topics,
    sockets: DashMap<u64, Arc<Socket>>,
    people: DashMap<PersonId, usize>,
    addresses: DashMap<IpAddr, usize>,
    slots: AtomicUsize,
    next: AtomicU64,
    began: Instant,
}

/// A place among the sockets, given back when dropped.
#[derive(Debug)]
pub(crate) struct Slot {
    hub: Arc<Hub>,
    person: PersonId,
    address: IpAddr,
}

impl Drop for Slot {
    fn drop(&mut self) {
        less(&self.hub.people, &self.person);
        less(&self.hub.addresses, &self.address);
        self.hub.slots.fetch_sub(1, Ordering::AcqRel);
    }
}

fn less<K: Eq + std::hash::Hash + Clone>(counts: &DashMap<K, usize>, key: &K) {
    if let Some(mut count) = counts.get_mut(key) {
        *count = count.saturating_sub(1);
    }
    counts.remove_if(key, |_, count| *count == 0);
}

impl Hub {
    pub(crate) fn new() -> Self {
        Self {
            topics: Topics::default(),
            sockets: DashMap::new(),
            people: DashMap::new(),
            addresses: DashMap::new(),
            slots: AtomicUsize::new(0),
            next: AtomicU64::new(1),
            began: Instant::now(),
        }
    }

    /// Milliseconds since the hub began.
    pub(crate) fn elapsed(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Takes a place, if there is one.
    pub(crate) fn admit(
        self: &Arc<Self>,
        config: &RealtimeConfig,
        person: PersonId,
        address: IpAddr,
    ) -> Result<Slot, Full> {
        let address = neighbourhood(address);
        if self.slots.fetch_add(1, Ordering::AcqRel) >= config.sockets {
            self.slots.fetch_sub(1, Ordering::AcqRel);
            return Err(Full::All);
        }
        // from here on the slot gives everything back that it has counted
        let of_person = more(&self.people, person);
        let of_address = more(&self.addresses, address);
        let slot = Slot { hub: Arc::clone(self), person, address };
        if of_person > config.sockets_per_person || of_address > config.sockets_per_address {
            return Err(Full::Theirs);
        }
        Ok(slot)
    }

    /// How many places are taken.
    pub(crate) fn taken(&self) -> usize {
        self.slots.load(Ordering::Acquire)
    }

    /// A socket that is not yet among the open ones.
    pub(crate) fn socket(&self, person: PersonId, session: SessionId) -> Arc<Socket> {
        let now = self.elapsed();
        Arc::new(Socket {
            id: self.next.fetch_add(1, Ordering::Relaxed),
            person,
            session,
            outbox: Outbox::new(),
            heard: AtomicU64::new(now),
            pinged: AtomicU64::new(now),
            streams: Mutex::new(Vec::new()),
        })
    }

    /// Counts the socket among the open ones.
    pub(crate) fn enter(&self, socket: &Arc<Socket>) {
        self.sockets.insert(socket.id, Arc::clone(socket));
        self.gauge();
    }

    /// Forgets the socket and everything it listened to.
    pub(crate) fn leave(&self, socket: &Socket) {
        self.detach(socket);
        self.sockets.remove(&socket.id);
        self.gauge();
    }

    fn gauge(&self) {
        metrics::gauge!("realtime_sockets").set(self.sockets.len() as f64);
        metrics::gauge!("realtime_topics").set(self.topics.len() as f64);
    }

    /// It listens to nothing more.
    pub(crate) fn detach(&self, socket: &Socket) {
        let streams = std::mem::take(&mut *socket.streams());
        for stream in streams {
            self.topics.remove_listener(stream, socket.id);
        }
    }

    /// It listens to this stream no more; whether it did.
    pub(crate) fn unsubscribe(&self, socket: &Socket, stream: StreamId) -> bool {
        socket.streams().retain(|known| *known != stream);
        self.topics.remove_listener(stream, socket.id)
    }

    /// Closes it with `code`; from now on nothing reaches it.
    pub(crate) fn close(&self, socket: &Socket, code: u16) {
        socket.outbox.close(code);
        self.detach(socket);
    }

    /// All open sockets.
    pub(crate) fn all(&self) -> Vec<Arc<Socket>> {
        self.sockets.iter().map(|entry| Arc::clone(entry.value())).collect()
    }

    /// The person's open sockets: they all listen to the person's own stream, or are about to.
    pub(crate) fn of_person(&self, person: PersonId) -> Vec<Arc<Socket>> {
        match self.topics.get(person.into()) {
            Some(topic) => topic.listeners(),
            None => Vec::new(),
        }
    }

    /// The topic of the stream, if anybody listens.
    pub(crate) fn topic(&self, stream: StreamId) -> Option<Arc<Topic>> {
        self.topics.get(stream)
    }

    /// A ping is due.
    pub(crate) fn ping_due(&self, socket: &Socket, every: Duration) -> bool {
        let (now, every) = (self.elapsed(), u64::try_from(every.as_millis()).unwrap_or(u64::MAX));
        let due = now.saturating_sub(socket.pinged.load(Ordering::Relaxed)) >= every;
        if due {
            socket.pinged.store(now, Ordering::Relaxed);
        }
        due
    }
}

fn more<K: Eq + std::hash::Hash>(counts: &DashMap<K, usize>, key: K) -> usize {
    let mut count = counts.entry(key).or_insert(0);
    *count += 1;
    *count
}

/// One household has a /64 of IPv6; counting single addresses would count nothing.
fn neighbourhood(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6((v6.to_bits() & (u128::MAX << 64)).into()),
        v4 @ IpAddr::V4(_) => v4,
    }
}
