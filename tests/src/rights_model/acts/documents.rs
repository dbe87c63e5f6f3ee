//! Documents go from room to room.

use domain::documents::{document, moving};
use domain::rooms::moving::Destination;
use domain::store::Tx;
use rand::Rng as _;
use rand::seq::IndexedRandom as _;

use super::super::stage::Stage;

impl Stage {
    pub(super) async fn move_document(&mut self, told: &str) -> bool {
        let found = self.model.documents.choose(&mut self.random).expect("documents");
        let (id, from) = (found.id, found.room);
        let room = |id| self.model.rooms.iter().find(|one| one.id == id).expect("a room of the play");
        let network = room(from).network;
        let own: Vec<_> = self.model.rooms.iter().filter(|one| one.network == network).map(|one| one.id).collect();
        let to = if self.random.random_bool(0.95) {
            *own.choose(&mut self.random).expect("rooms")
        } else {
            self.model.rooms.choose(&mut self.random).expect("rooms").id
        };
        let by = self.somebody_for(network);
        let room = |id| self.model.rooms.iter().find(|one| one.id == id).expect("a room of the play");
        let (here, there) = (room(from), room(to));
        let (at_first, then) = (self.model.room(by, here), self.model.room(by, there));
        let everybody: Vec<_> = self.people.iter().chain([&self.administrator]).copied().collect();
        let goes = from != to && there.network == network;
        let wider = self.model.wider(here, there, &everybody);
        let may = at_first.read && at_first.upload && then.read && then.upload;
        let foretold = goes && may && (!wider || (at_first.manage && then.manage));
        let told = format!("{told}: {by} moves a document from {:?} to {:?}", here.audience, there.audience);
        let work = move |tx: Tx| async move {
            let found = document::readable(&tx, tx.actor(), id).await?;
            let revision = found.row().revision;
            moving::shift(&tx, &found, revision, Destination { room: to, more_readers: 1_000, word: None }).await
        };
        let done = self.tried(by, foretold, &told, work).await.is_some();
        for one in self.model.documents.iter_mut().filter(|one| done && one.id == id) {
            one.room = to;
        }
        self.who_reads(&told).await;
        done
    }

    /// Each document is read by those who read the room it is in, and by nobody else.
    async fn who_reads(&self, told: &str) {
        for document in &self.model.documents {
            let room = self.model.rooms.iter().find(|one| one.id == document.room).expect("a room of the play");
            for person in self.people.iter().chain([&self.administrator]) {
                let actor = self.actor(*person).await;
                let is = document::readable(self.store().reader(), &actor, document.id).await.is_ok();
                let should = self.model.room(*person, room).read;
                assert_eq!(is, should, "{told}: {person} and the document in {:?}", room.audience);
            }
        }
    }
}
