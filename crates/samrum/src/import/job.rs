//! Imports through the client, done in the background: a zip is listed, and when somebody has looked it through its files
//! are taken in. Each file is a commit of its own, so that one broken off goes on with the next file after a restart.
//!
//! The zip itself is opened here, within the limits of [`super::source`]; what is in its files is read by the child
//! process like any other document.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use chrono::{NaiveDate, TimeDelta};
use domain::actor::Actor;
use domain::conversations::conversation::themes;
use domain::conversations::tags::{Tags, label};
use domain::documents::blob::Blobs;
use domain::documents::document::Precision;
use domain::documents::import::{self as reviewed, FileState, Filter, Import, ImportFile, ImportState, Proposal};
use domain::documents::{intake, origin};
use domain::ids::{DocumentId, ImportId};
use domain::jobs::{self, Job, JobKind};
use domain::networks::network;
use domain::sorting::fold;
use domain::store::Store;
use tokio::sync::watch;

use super::hints::{Hint, Hosts};
use super::occasions::Occasions;
use super::plan::{self, Occasion, Plan};
use super::report::{Outcome, Skip};
use super::source::{Entry, Source};
use super::{MediaType, Put, Run, file_name, patiently, words};

/// How often the job table is looked at.
const POLL: Duration = Duration::from_secs(1);
/// For how long a job is held at a time, and how often that is renewed.
const LEASE: TimeDelta = TimeDelta::seconds(30);
const RENEW: Duration = Duration::from_secs(8);
/// Files noted in one commit, and read from the table at a time.
const TOGETHER: usize = 200;

/// What the work needs.
#[derive(Clone)]
pub(crate) struct Parts {
    pub(crate) store: Store,
    pub(crate) blobs: Blobs,
    pub(crate) media_type: MediaType,
}

/// Goes on with imports until told to stop.
pub(crate) async fn run(parts: Parts, mut stopping: watch::Receiver<bool>) {
    loop {
        match jobs::claim(&parts.store, JobKind::Import, 1, LEASE).await {
            Ok(claimed) => {
                for job in claimed {
                    one(&parts, job, &stopping).await;
                }
            }
            Err(error) => tracing::warn!(%error, "no import can go on at present"),
        }
        tokio::select! {
            () = tokio::time::sleep(POLL) => {}
            _ = stopping.wait_for(|stop| *stop) => return,
        }
    }
}

async fn one(parts: &Parts, job: Job, stopping: &watch::Receiver<bool>) {
    let id = ImportId(job.subject);
    let mut hold = Hold { parts, job: job.clone(), stopping, renewed: Instant::now() };
    let went = match advance(parts, id, &mut hold).await {
        Ok(Went::Through) => {
            parts.store.write(&Actor::System, move |tx| async move { jobs::finish(&tx, &job).await }).await
        }
        // somebody else goes on, or this process does after its next start
        Ok(Went::Away) => Ok(()),
        Ok(Went::Stopped) => {
            let again =
                move |tx: domain::store::Tx| async move { jobs::enqueue(&tx, JobKind::Import, id.0, tx.now()).await };
            parts.store.write(&Actor::System, again).await
        }
        Err(error) => {
            tracing::warn!(error = format!("{error:#}"), import = %id, attempt = job.attempts, "an import could not go on");
            let why = format!("{error:#}");
            let given_up = move |tx: domain::store::Tx| {
                let (job, why) = (job.clone(), why.clone());
                async move {
                    if !jobs::fail(&tx, &job, &why).await? {
                        reviewed::fail(&tx, id, "import_broken").await?;
                    }
                    Ok(())
                }
            };
            parts.store.write(&Actor::System, given_up).await
        }
    };
    if let Err(error) = went {
        tracing::warn!(%error, import = %id, "the job of an import could not be put away");
    }
}

/// How far it went.
enum Went {
    Through,
    Stopped,
    Away,
}

/// A job that is held while it is worked on.
struct Hold<'a> {
    parts: &'a Parts,
    job: Job,
    stopping: &'a watch::Receiver<bool>,
    renewed: Instant,
}

impl Hold<'_> {
    /// Why to stop here, if there is a reason.
    async fn over(&mut self) -> domain::Result<Option<Went>> {
        if *self.stopping.borrow() {
            return Ok(Some(Went::Stopped));
        }
        if self.renewed.elapsed() < RENEW {
            return Ok(None);
        }
        self.renewed = Instant::now();
        let held = domain::indexing::renew(&self.parts.store, &self.job, LEASE).await?;
        Ok((!held).then_some(Went::Away))
    }
}

async fn advance(parts: &Parts, id: ImportId, hold: &mut Hold<'_>) -> anyhow::Result<Went> {
    let store = &parts.store;
    let Some(import) = reviewed::waiting(store.reader(), &Actor::System, id).await? else { return Ok(Went::Through) };
    if !matches!(import.state, ImportState::Listing | ImportState::Taking) {
        return Ok(Went::Through);
    }
    let organisations = intake::participants(store.reader(), &Actor::System, import.network_id).await?;
    let hosts = Hosts::new(organisations.into_iter().map(|one| (one.id, one.name, one.kind)));
    let source = match Source::open(&parts.blobs.path(&import.blob_hash)?).await {
        Ok(source) => source,
        Err(error) => {
            // no zip at all: another try would end alike
            tracing::info!(error = format!("{error:#}"), import = %id, "what was to be imported is no zip");
            let failed = move |tx: domain::store::Tx| async move { reviewed::fail(&tx, id, "not_a_zip").await };
            store.write(&Actor::System, failed).await?;
            return Ok(Went::Through);
        }
    };
    match import.state {
        ImportState::Listing => list(parts, &import, &hosts, &source, hold).await,
        _ => take(parts, &import, &hosts, source, hold).await,
    }
}

/// The name of the zip without its ending: what its paths begin with.
fn root(import: &Import) -> String {
    import.name.strip_suffix(".zip").unwrap_or(&import.name).to_owned()
}

/// A file of the zip on its way into the table.
type Noted = (String, u64, Option<chrono::DateTime<chrono::Utc>>, Option<String>, Proposal);

async fn list(
    parts: &Parts,
    import: &Import,
    hosts: &Hosts,
    source: &Source,
    hold: &mut Hold<'_>,
) -> anyhow::Result<Went> {
    let (root, id) = (root(import), import.id);
    let listing = source.list().await?;
    let taken = listing.files.iter().map(|entry| {
        let plan = plan::plan(&root, &entry.parts, hosts);
        (entry.parts.join("/"), entry.size, entry.changed, None, proposal(entry, &plan, hosts))
    });
    let skipped = listing.skipped.iter();
    let skipped = skipped.map(|(path, why)| (path.clone(), 0, None, Some(why.code().to_owned()), Proposal::default()));
    let noted: Vec<Noted> = taken.chain(skipped).collect();
    for (portion, some) in noted.chunks(TOGETHER).enumerate() {
        if let Some(over) = hold.over().await? {
            return Ok(over);
        }
        let some = some.to_vec();
        patiently(&parts.store, move |tx| {
            let some = some.clone();
            async move {
                for (at, (path, size, changed, why, proposal)) in some.iter().enumerate() {
                    let number = i64::try_from(portion * TOGETHER + at + 1).unwrap_or(i64::MAX);
                    reviewed::file(&tx, id, number, path, *size, *changed, why.as_deref(), proposal).await?;
                }
                Ok(())
            }
        })
        .await?;
    }
    patiently(&parts.store, move |tx| async move { reviewed::listed(&tx, id).await }).await?;
    Ok(Went::Through)
}

/// What the path of a file proposes.
fn proposal(entry: &Entry, plan: &Plan, hosts: &Hosts) -> Proposal {
    let name = entry.parts.last().map(String::as_str).unwrap_or_default();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    Proposal {
        host: plan.hint.host.and_then(|host| hosts.get(host)).map(|host| host.id),
        year: plan.hint.when.year.or_else(|| plan.dated.map(|(day, _)| chrono::Datelike::year(&day))),
        month: plan.hint.when.month.and_then(|month| i32::try_from(month).ok()),
        themes: plan.hint.themes.iter().filter(|theme| theme.chars().count() <= 80).cloned().collect(),
        kind: words::kind(&fold(file_name::stem(name)), ending),
        of_meeting: plan.occasion.is_some() && plan.proposes,
    }
}

async fn take(
    parts: &Parts,
    import: &Import,
    hosts: &Hosts,
    source: Source,
    hold: &mut Hold<'_>,
) -> anyhow::Result<Went> {
    let (store, id) = (&parts.store, import.id);
    let room = intake::room_of_network(store.reader(), &Actor::System, import.network_id, import.room_id).await?;
    let network = network::readable(store.reader(), &Actor::System, import.network_id).await?;
    let occasions = Occasions::of(store, import.network_id, hosts, room.room().audience, false).await?;
    let listing = source.list().await?;
    let entries: HashMap<String, Entry> =
        listing.files.into_iter().map(|entry| (entry.parts.join("/"), entry)).collect();
    let mut run = Run {
        store,
        blobs: &parts.blobs,
        media_type: parts.media_type,
        source,
        occasions,
        room,
        root: root(import),
        system: format!("import:{}", network.slug),
        run: id.0,
        dry_run: false,
    };
    let waiting = Filter { state: Some(FileState::Waiting), ..Filter::default() };
    let mut after = None;
    loop {
        let page = reviewed::files(store.reader(), import, &waiting, after, 200).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.number);
        for file in page {
            if let Some(over) = hold.over().await? {
                return Ok(over);
            }
            let outcome = match entries.get(&file.path) {
                Some(entry) => run.reviewed(hosts, import, entry, &file).await?,
                None => Some(reviewed::Outcome::Skipped("unreadable".to_owned())),
            };
            if let Some(outcome) = outcome {
                let number = file.number;
                patiently(store, move |tx| {
                    let outcome = outcome.clone();
                    async move { reviewed::settle(&tx, id, number, &outcome).await }
                })
                .await?;
            }
        }
    }
    patiently(store, move |tx| async move { reviewed::finish(&tx, id).await }).await?;
    Ok(Went::Through)
}

impl Run<'_> {
    /// Takes a file in as it was looked through; what became of it, where that has not been said with it.
    async fn reviewed(
        &mut self,
        hosts: &Hosts,
        import: &Import,
        entry: &Entry,
        file: &ImportFile,
    ) -> anyhow::Result<Option<reviewed::Outcome>> {
        let skipped = |why: &Skip| Some(reviewed::Outcome::Skipped(why.code().to_owned()));
        let from = format!("{}/{}", self.root, file.path);
        if let Some(known) = origin::known(self.store.reader(), &self.system, &from, "document").await? {
            let id = DocumentId(known.object_id);
            let hash = match self.hashed(entry).await {
                Ok(hash) => hash,
                Err(why) => return Ok(skipped(&Skip::Unreadable(why))),
            };
            if known.sha256.as_deref() == Some(&hash) {
                return Ok(Some(reviewed::Outcome::Known(id)));
            }
            return Ok(match self.renew(entry, from, id).await? {
                Outcome::Skipped(why) => skipped(&why),
                _ => Some(reviewed::Outcome::NewVersion(id)),
            });
        }
        let blob = match self.stored(entry).await? {
            Ok(blob) => blob,
            Err(why) => return Ok(skipped(&why)),
        };
        let told = plan::plan(&self.root, &entry.parts, hosts);
        let plan = put_right(told, file, hosts);
        let belongs = self.occasions.settle(&plan).await.context("the meeting of a file")?;
        let origin = self.origin(entry, from, &blob);
        let put = Put {
            kind: file.kind,
            tags: Tags {
                themes: themes(&file.themes).iter().map(|theme| label(theme)).collect(),
                articles: Vec::new(),
            },
            dated: plan.dated,
            of: Some((import.id, file.number)),
        };
        match self.add(entry, &plan, belongs, blob, origin, put).await {
            Ok(_) => Ok(None),
            Err(error) => Ok(match super::refused(error)? {
                Outcome::Skipped(why) => skipped(&why),
                _ => None,
            }),
        }
    }
}

/// What the path says, as it was put right.
fn put_right(told: Plan, file: &ImportFile, hosts: &Hosts) -> Plan {
    let month = file.month.and_then(|month| u32::try_from(month).ok());
    let host = file.host_id.and_then(|host| hosts.index(host));
    let same = told.hint.when.year == file.year && told.hint.when.month == month;
    let dated = match (told.dated, file.year) {
        (Some((day, precision)), Some(year)) if same && chrono::Datelike::year(&day) == year => Some((day, precision)),
        (_, Some(year)) => {
            let precision = if month.is_some() { Precision::Month } else { Precision::Year };
            NaiveDate::from_ymd_opt(year, month.unwrap_or(1), 1).map(|day| (day, precision))
        }
        (_, None) => None,
    };
    let occasion = match (file.of_meeting, host, file.year) {
        (true, Some(host), Some(year)) => Some(Occasion { host, year, month }),
        _ => None,
    };
    let when = if same { told.hint.when } else { Default::default() };
    // the folders below the one that named the meeting are those of its room; of another meeting all of them are
    let below = if told.occasion == occasion { told.below.clone() } else { told.folders.clone() };
    let hint = Hint { themes: themes(&file.themes), when, ..told.hint };
    Plan { occasion, proposes: occasion.is_some(), below, dated, hint, ..told }
}
