//! Conversations between people who are named when they begin.

use std::collections::BTreeSet;

use domain::access::NetworkRight;
use domain::conversations::{conversation, direct};
use domain::ids::PersonId;
use domain::store::Tx;
use rand::Rng as _;

use super::super::model::Direct;
use super::super::stage::Stage;

impl Stage {
    pub(super) async fn write_directly(&mut self, told: &str) -> bool {
        let by = self.somebody_awake();
        let many = self.random.random_range(1..3);
        let others: BTreeSet<PersonId> = (0..many).map(|_| self.anybody()).filter(|one| *one != by).collect();
        let everybody: Vec<_> = others.iter().copied().collect();
        let writes = |one: PersonId, network| self.may(one, network, NetworkRight::WriteDirectly);
        let networks: Vec<_> = self.model.networks.iter().map(|one| one.id).filter(|one| writes(by, *one)).collect();
        let shares = |one: &PersonId| networks.iter().any(|network| writes(*one, *network));
        let foretold = !others.is_empty() && !networks.is_empty() && others.iter().all(shares);
        let told = format!("{told}: {by} writes directly to {others:?}");
        let work = move |tx: Tx| async move {
            let (id, _) = direct::start(&tx, &everybody).await?;
            Ok(conversation::direct_of(&tx, by, &[id]).await?.first().map(|found| found.room_id))
        };
        let made = self.tried(by, foretold, &told, work).await;
        let Some(room) = made else { return false };
        let room = room.expect("its room");
        // with the same people there is one, whoever began it
        let people = others.into_iter().chain([by]).collect();
        let known = self.model.directs.iter().find(|one| one.people == people).map(|one| one.room);
        assert_eq!(known.unwrap_or(room), room, "{told}");
        if known.is_none() {
            self.model.directs.push(Direct { room, people });
        }
        true
    }
}
