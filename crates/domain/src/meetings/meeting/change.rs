//! Changing what is said of a meeting, and how far it has come.

use serde_json::json;

use super::create::{host, in_network};
use super::{Act, Facts, Meeting, MeetingState, PlannedMeeting, hosts, is_on, moved, touch};
use crate::event::Event;
use crate::ids::OrganisationId;
use crate::meetings::turn;
use crate::people::assignment::keeping_coordinator;
use crate::rooms::room;
use crate::store::{Ids, Tx, execute};
use crate::{Error, Result};

/// Says something else of a meeting; all of it, as it is to be.
///
/// # Errors
/// [`Error::NotFoundIn`] for a host that is not in the network, [`Error::Stale`] when it has changed since `revision`,
/// [`Error::Invalid`] for facts that can't be, and without a reason for one in the archive; [`Error::Conflict`] where the
/// hosts coordinate as a troika and nobody would any more.
pub async fn change(
    tx: &Tx,
    planned: &PlannedMeeting,
    revision: i64,
    facts: Facts,
    reason: Option<&str>,
) -> Result<()> {
    let meeting = planned.row();
    in_network(tx, meeting.network_id, &facts.hosts, "/hosts").await?;
    stale(meeting, revision)?;
    let facts = facts.checked()?;
    let hosted: Vec<_> = hosts(tx, std::slice::from_ref(meeting)).await?.iter().map(|h| h.organisation_id).collect();
    if meeting.state != MeetingState::Planned && meeting.starts_on.is_some() && facts.when.days().is_none() {
        return Err(Error::invalid("/starts_on", "days_missing"));
    }
    let before = json!({
        "kind": meeting.kind, "title": meeting.title, "year": meeting.year, "month": meeting.month,
        "starts_on": meeting.starts_on, "ends_on": meeting.ends_on, "place": meeting.place, "link": meeting.link,
        "themes": meeting.themes, "articles": meeting.articles, "invitation": meeting.invitation,
        "answer_by": meeting.answer_by, "observers_invited": meeting.observers_invited,
        "guests_each": meeting.guests_each, "hosts": hosted,
    });
    touch(tx, meeting, revision, Act { what: "facts", before, reason }).await?;
    let days = facts.when.days();
    let sql = "UPDATE meeting SET kind = $2, title = $3, year = $4, month = $5, starts_on = $6, ends_on = $7, \
               place = $8, link = $9, themes = $10, articles = $11, invitation = $12, answer_by = $13, \
               observers_invited = $14, guests_each = $15 WHERE id = $1";
    let values = [
        meeting.id.0.into(),
        facts.kind.word().into(),
        facts.title.clone().into(),
        facts.when.year().into(),
        facts.when.month().into(),
        days.map(|(first, _)| first).into(),
        days.map(|(_, last)| last).into(),
        facts.place.clone().into(),
        facts.link.clone().into(),
        json!(facts.tags.themes).into(),
        json!(facts.tags.articles).into(),
        facts.invitation.clone().into(),
        facts.answer_by.into(),
        facts.observers_invited.into(),
        facts.guests_each.into(),
    ];
    let put = async {
        execute(tx, sql, values).await?;
        rehost(tx, meeting, &hosted, &facts.hosts).await
    };
    keeping_coordinator(tx, meeting.network_id, tx.today(), put).await?;
    moved::follow(tx, meeting, days).await?;
    // who is previous, current and next host follows from the order of the meetings
    let reordered = (meeting.year, meeting.month) != (facts.when.year(), facts.when.month());
    let hosting = hosted.is_empty() != facts.hosts.is_empty() || hosted.iter().any(|one| !facts.hosts.contains(one));
    if reordered || meeting.kind != facts.kind || hosting {
        room::narrowed(tx, meeting.network_id, None).await?;
    }
    tx.access_changed().await?;
    tx.record(meeting.network_id, Event::MeetingChanged { meeting: meeting.id });
    if turn::passes_on(&hosted, &facts.hosts) {
        turn::tell(tx, meeting.network_id).await?;
    }
    Ok(())
}

fn stale(meeting: &Meeting, revision: i64) -> Result<()> {
    if meeting.revision == revision { Ok(()) } else { Err(Error::Stale) }
}

/// Who hosts no more keeps that in the history.
async fn rehost(tx: &Tx, meeting: &Meeting, before: &[OrganisationId], now: &[OrganisationId]) -> Result<()> {
    let gone: Vec<_> = before.iter().filter(|one| !now.contains(one)).map(|one| one.0).collect();
    if !gone.is_empty() {
        let yesterday = tx.today().pred_opt().ok_or_else(|| Error::internal("a day before the first"))?;
        let sql = format!(
            "UPDATE hosting SET to_day = $2, ended_at = $4 WHERE meeting_id = $1 AND to_day IS NULL \
             AND organisation_id IN {}",
            Ids::sql(tx, "$3")
        );
        execute(tx, &sql, [meeting.id.0.into(), yesterday.into(), Ids::value(gone), tx.now().into()]).await?;
    }
    for one in now.iter().filter(|one| !before.contains(one)) {
        host(tx, meeting.id, *one).await?;
    }
    Ok(())
}

/// Says how far a meeting has come. It comes into the archive by being published, not so.
///
/// # Errors
/// [`Error::Stale`] when it has changed since `revision`, [`Error::Conflict`] for one in the archive or cancelled,
/// [`Error::Invalid`] for the archive, and where nobody knows yet when it is.
pub async fn set_state(tx: &Tx, planned: &PlannedMeeting, revision: i64, state: MeetingState) -> Result<()> {
    let meeting = planned.row();
    stale(meeting, revision)?;
    if meeting.state == MeetingState::Archived {
        return Err(Error::Conflict("meeting_archived"));
    }
    is_on(meeting)?;
    if state == MeetingState::Archived {
        return Err(Error::invalid("/state", "wrong_form"));
    }
    if state != MeetingState::Planned && meeting.starts_on.is_none() {
        return Err(Error::invalid("/state", "days_missing"));
    }
    touch(tx, meeting, revision, Act { what: "state", before: json!({ "state": meeting.state }), reason: None })
        .await?;
    execute(tx, "UPDATE meeting SET state = $2 WHERE id = $1", [meeting.id.0.into(), state.word().into()]).await?;
    tx.record(meeting.network_id, Event::MeetingChanged { meeting: meeting.id });
    Ok(())
}
