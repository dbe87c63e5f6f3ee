//! The meetings of the network that files belong to: matched where they are known, made where they are not.

use std::collections::BTreeMap;

use domain::access::Audience;
use domain::actor::Actor;
use domain::documents::intake::{self, Candidate};
use domain::ids::{MeetingId, NetworkId};
use domain::meetings::meeting::{self, MeetingKind, MeetingState, NewMeeting};
use domain::rooms::room::ReadableRoom;
use domain::store::Store;

use super::hints::{Host, Hosts};
use super::plan::{Occasion, Plan};
use super::report::ProposedMeeting;
use super::words;

/// A meeting a file belongs to.
#[derive(Clone, Debug)]
pub(super) struct Belongs {
    /// Its title.
    pub(super) title: String,
    /// Which; none where it would only be made in a run that is not dry.
    pub(super) meeting: Option<MeetingId>,
    /// Its own room; none where files are not to go there.
    pub(super) room: Option<ReadableRoom>,
}

/// The meetings of one run.
pub(super) struct Occasions<'a> {
    store: &'a Store,
    network: NetworkId,
    hosts: &'a Hosts,
    candidates: Vec<Candidate>,
    settled: BTreeMap<Occasion, Option<Belongs>>,
    /// Who the room is for that the files were asked to go to.
    asked: Audience,
    dry_run: bool,
    /// What was matched or made.
    pub(super) proposed: Vec<ProposedMeeting>,
}

impl<'a> Occasions<'a> {
    pub(super) async fn of(
        store: &'a Store,
        network: NetworkId,
        hosts: &'a Hosts,
        asked: Audience,
        dry_run: bool,
    ) -> domain::Result<Self> {
        let candidates = intake::meetings(store.reader(), &Actor::System, network).await?;
        Ok(Self { store, network, hosts, candidates, settled: BTreeMap::new(), asked, dry_run, proposed: Vec::new() })
    }

    /// The meeting the file belongs to, made now where the plan proposes it.
    pub(super) async fn settle(&mut self, plan: &Plan) -> domain::Result<Option<Belongs>> {
        let Some(occasion) = plan.occasion else { return Ok(None) };
        if let Some(settled) = self.settled.get(&occasion)
            && (settled.is_some() || !plan.proposes)
        {
            return Ok(settled.clone());
        }
        let Some(host) = self.hosts.get(occasion.host) else { return Ok(None) };
        let belongs = match self.matching(&occasion, host) {
            Some(known) => {
                self.proposed.push(ProposedMeeting { title: known.title.clone(), themes: Vec::new(), known: true });
                Some(self.belongs(&known).await?)
            }
            None if plan.proposes && self.open() => self.make(&occasion, host, plan).await?,
            None => None,
        };
        self.settled.insert(occasion, belongs.clone());
        Ok(belongs)
    }

    /// Whether a folder's name may become a theme that the whole network reads.
    fn open(&self) -> bool {
        matches!(self.asked, Audience::WholeNetwork | Audience::Public)
    }

    /// The meeting of that host, year and month; without a month, the host's only one of that year.
    fn matching(&self, occasion: &Occasion, host: &Host) -> Option<Candidate> {
        let month = occasion.month.and_then(|month| i32::try_from(month).ok());
        let mut fits = self.candidates.iter().filter(|candidate| {
            candidate.host_id == Some(host.id)
                && candidate.year == occasion.year
                && (month.is_none() || candidate.month == month)
        });
        let first = fits.next()?;
        (month.is_some() || fits.next().is_none()).then(|| first.clone())
    }

    async fn belongs(&self, known: &Candidate) -> domain::Result<Belongs> {
        // nobody more and nobody less is to read them than was asked for
        let own = self.asked == Audience::WholeNetwork && known.audience == self.asked;
        let room = if own {
            Some(intake::room_of_network(self.store.reader(), &Actor::System, self.network, known.room_id).await?)
        } else {
            None
        };
        Ok(Belongs { title: known.title.clone(), meeting: Some(known.id), room })
    }

    async fn make(&mut self, occasion: &Occasion, host: &Host, plan: &Plan) -> domain::Result<Option<Belongs>> {
        let Some(month) = occasion.month else { return Ok(None) };
        let title = words::title(&host.place, occasion.year, month);
        let themes = plan.hint.themes.clone();
        self.proposed.push(ProposedMeeting { title: title.clone(), themes: themes.clone(), known: false });
        if self.dry_run {
            return Ok(Some(Belongs { title, meeting: None, room: None }));
        }
        let new = NewMeeting {
            network: self.network,
            kind: MeetingKind::Meeting,
            state: MeetingState::Archived,
            title: title.clone(),
            year: occasion.year,
            month: i32::try_from(month).ok(),
            // one day may be the first or the last: only a range says both
            days: plan.hint.when.days.filter(|(first, last)| first < last),
            place: host.local.then(|| host.place.clone()),
            themes,
            summary: None,
            hosts: vec![host.id],
        };
        let made = super::patiently(self.store, move |tx| {
            let new = new.clone();
            async move { meeting::create(&tx, new).await }
        })
        .await?;
        let reader = self.store.reader();
        let room = if self.asked == Audience::WholeNetwork {
            Some(intake::room_of_network(reader, &Actor::System, self.network, made.room_id).await?)
        } else {
            None
        };
        Ok(Some(Belongs { title, meeting: Some(made.id), room }))
    }
}
