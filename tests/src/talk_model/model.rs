//! What ought to be: lists, numbers, and a rule for each act.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::Role;

/// Those who take part. All but the coordinator hold a seat that can end.
pub const PEOPLE: [Role; 6] =
    [Role::Coordinator, Role::Observer, Role::Member, Role::Elected, Role::Resting, Role::Host];

/// For how long a deletion can be undone, in milliseconds.
pub const UNDO: i64 = 30_000;

/// A message.
pub struct Message {
    pub id: String,
    pub author: Role,
    pub revision: i64,
    /// When it was taken away, by the node's clock.
    pub deleted_at: Option<i64>,
    /// By the coordinator, not by its author.
    pub hidden: bool,
    /// It tells of a move: it stays as it is until the next one.
    tells_of_move: bool,
    text: String,
}

/// A conversation: its messages, the first at position 1.
pub struct Place {
    pub id: String,
    pub messages: Vec<Message>,
    pub room: &'static str,
}

impl Place {
    pub fn new(id: String, room: &'static str, first: String) -> Self {
        let first = Message {
            id: first,
            author: Role::Coordinator,
            revision: 1,
            deleted_at: None,
            hidden: false,
            tells_of_move: false,
            text: "Först".into(),
        };
        Self { id, messages: vec![first], room }
    }

    /// What everybody who reads it sees: position, words, whether it is gone.
    pub fn shown(&self) -> Vec<(i64, String, bool)> {
        let each = self.messages.iter().zip(1..).map(|(message, position)| {
            let gone = message.deleted_at.is_some();
            (position, if gone { String::new() } else { message.text.clone() }, gone)
        });
        each.collect()
    }
}

/// The whole.
pub struct Model {
    pub places: Vec<Place>,
    /// Who has not left.
    pub here: BTreeSet<Role>,
    read: BTreeMap<(Role, usize), i64>,
}

impl Model {
    pub fn new(places: Vec<Place>) -> Self {
        // who starts a conversation has read what they wrote
        let read = (0..places.len()).map(|place| ((Role::Coordinator, place), 1)).collect();
        Self { places, here: PEOPLE.into_iter().collect(), read }
    }

    /// *Hela nätverket* is read by all, *Medlemmar* by all but observers; by nobody who has left.
    pub fn reads(&self, role: Role, place: usize) -> bool {
        self.here.contains(&role) && (self.places[place].room == "whole_network" || role != Role::Observer)
    }

    /// A resting member only reads *Medlemmar*.
    fn writes(&self, role: Role, place: usize) -> bool {
        self.reads(role, place) && (self.places[place].room == "whole_network" || role != Role::Resting)
    }

    pub fn read_to(&self, role: Role, place: usize) -> i64 {
        self.read.get(&(role, place)).copied().unwrap_or(0)
    }

    /// What one wrote oneself after it is no news.
    fn read_up_to(&mut self, role: Role, place: usize, position: i64) {
        let last = self.places[place].messages.len() as i64;
        let others = self.places[place].messages.iter().zip(1..).filter(|(message, _)| message.author != role);
        let next = others.map(|(_, at)| at).find(|at| *at > position);
        let mark = self.read.entry((role, place)).or_default();
        *mark = (*mark).max(next.map_or(last, |next| next - 1));
    }

    pub fn may_post(&self, role: Role, place: usize) -> u16 {
        match (self.reads(role, place), self.writes(role, place)) {
            (false, _) => 404,
            (true, false) => 403,
            (true, true) => 201,
        }
    }

    /// Written, it stands last. Its author has read it, but not by that what stands before it.
    pub fn post(&mut self, role: Role, place: usize, text: &str, id: &str) -> i64 {
        let (id, text) = (id.into(), text.into());
        let (revision, deleted_at) = (1, None);
        let message = Message { id, author: role, revision, deleted_at, hidden: false, tells_of_move: false, text };
        self.places[place].messages.push(message);
        let position = self.places[place].messages.len() as i64;
        if self.read_to(role, place) == position - 1 {
            self.read.insert((role, place), position);
        }
        position
    }

    /// What tells of a move stands last too.
    pub fn tell_of_move(&mut self, role: Role, place: usize, text: &str, id: &str) -> i64 {
        let position = self.post(role, place, text, id);
        if let Some(notice) = self.places[place].messages.last_mut() {
            notice.tells_of_move = true;
        }
        position
    }

    /// One changes one's own words where one may write, but for what tells of a move; 0 says that nothing forbids it.
    fn forbidden(&self, role: Role, place: usize, index: usize) -> u16 {
        let message = &self.places[place].messages[index];
        match (self.reads(role, place), message.author == role && self.writes(role, place), message.tells_of_move) {
            (false, ..) => 404,
            (true, false, _) => 403,
            (true, true, true) => 409,
            (true, true, false) => 0,
        }
    }

    pub fn edit(&mut self, role: Role, place: usize, index: usize, revision: i64, text: &str) -> u16 {
        let forbidden = self.forbidden(role, place, index);
        let message = &mut self.places[place].messages[index];
        match (forbidden, message.deleted_at, message.revision == revision) {
            (0, None, true) => {
                message.text = text.into();
                message.revision += 1;
                200
            }
            (0, Some(_), _) => 409,
            (0, None, false) => 412,
            (status, _, _) => status,
        }
    }

    pub fn delete(&mut self, role: Role, place: usize, index: usize, revision: i64, now: i64) -> u16 {
        let forbidden = self.forbidden(role, place, index);
        let message = &mut self.places[place].messages[index];
        match (forbidden, message.deleted_at, message.revision == revision) {
            (0, None, true) => {
                message.deleted_at = Some(now);
                message.revision += 1;
                204
            }
            (0, _, _) => 412,
            (status, _, _) => status,
        }
    }

    pub fn restore(&mut self, role: Role, place: usize, index: usize, now: i64) -> u16 {
        let forbidden = self.forbidden(role, place, index);
        let message = &mut self.places[place].messages[index];
        match (forbidden, message.deleted_at) {
            (0, Some(at)) if now - at < UNDO && !message.hidden => {
                message.deleted_at = None;
                message.revision += 1;
                200
            }
            (0, _) => 409,
            (status, _) => status,
        }
    }

    /// The coordinator hides whatever is not gone, and shows again what is hidden; nobody else does.
    pub fn hide(&mut self, role: Role, place: usize, index: usize, hide: bool, now: i64) -> u16 {
        let reads = self.reads(role, place);
        let message = &mut self.places[place].messages[index];
        match (reads, role == Role::Coordinator, hide) {
            (false, ..) => 404,
            (true, false, _) => 403,
            (true, true, true) if message.deleted_at.is_some() || message.tells_of_move => 409,
            (true, true, false) if !message.hidden => 409,
            (true, true, _) => {
                message.deleted_at = hide.then_some(now);
                message.hidden = hide;
                message.revision += 1;
                200
            }
        }
    }

    /// Only the coordinator, who started all of them, moves one, and tells of it by a message; nobody moves one to where
    /// they don't read. Whoever reads one of the rooms need not know of the other: what told of the move before is gone.
    pub fn shift(&mut self, role: Role, place: usize, now: i64) -> u16 {
        let from = self.places[place].room;
        let reads_both = self.reads(role, place) && {
            self.places[place].room = if from == "members" { "whole_network" } else { "members" };
            self.reads(role, place)
        };
        if reads_both && role == Role::Coordinator {
            let told =
                self.places[place].messages.iter_mut().filter(|one| one.tells_of_move && one.deleted_at.is_none());
            for one in told {
                one.deleted_at = Some(now);
                one.revision += 1;
            }
            return 200;
        }
        self.places[place].room = from;
        if reads_both { 403 } else { 404 }
    }

    /// Marks go forward only, and never past the last message.
    pub fn read(&mut self, role: Role, place: usize, position: i64) -> u16 {
        if !self.reads(role, place) {
            return 404;
        }
        self.read_up_to(role, place, position);
        204
    }
}
