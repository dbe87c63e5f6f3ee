//! The same in lines that are read.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Stockholm;

use super::OwnData;
use crate::catalogue::Catalogue;

impl OwnData {
    /// Each kind under its heading, a line for each; none of what there is none of.
    #[must_use]
    pub fn told(&self, words: &Catalogue) -> Vec<(&'static str, Vec<String>)> {
        let called = |code: &str| (words.log.facts.word)(code).unwrap_or(code).to_owned();
        let [
            account,
            addresses,
            profile,
            seats,
            assignments,
            visits,
            devices,
            messages,
            answers,
            voices,
            meetings,
            files,
            drafts,
            acts,
        ] = words.own_data.headings;
        let mine = &self.account;
        let told = self.profile.iter().flat_map(|one| [&one.task, &one.ask_about, &one.phone]);
        let parts = [
            (account, vec![line([mine.name.clone(), day(mine.created_at)])]),
            (addresses, self.addresses.iter().map(|one| one.address.clone()).collect()),
            (profile, told.filter(|text| !text.is_empty()).cloned().collect()),
            (
                seats,
                self.seats
                    .iter()
                    .map(|one| {
                        let named = if one.title.is_empty() { called(one.kind.word()) } else { one.title.clone() };
                        let appointed = [&one.appointed_by, &one.reference].into_iter().flatten().cloned();
                        let lasts = period(one.from_day, one.to_day);
                        line([named, one.organisation.clone(), one.network.clone(), lasts].into_iter().chain(appointed))
                    })
                    .collect(),
            ),
            (
                assignments,
                self.assignments
                    .iter()
                    .map(|one| {
                        let lasts = period(one.from_day, one.to_day);
                        line([called(one.role.word())].into_iter().chain(one.network.clone()).chain([lasts]))
                    })
                    .collect(),
            ),
            (
                visits,
                self.visits
                    .iter()
                    .map(|one| line(one.network.clone().into_iter().chain([period(one.from_day, Some(one.to_day))])))
                    .collect(),
            ),
            (
                devices,
                self.devices
                    .iter()
                    .map(|one| line([moment(one.seen_at), one.user_agent.clone(), one.address.clone()]))
                    .collect(),
            ),
            (
                messages,
                self.messages
                    .iter()
                    .map(|one| {
                        let network = one.network.clone().into_iter();
                        line([moment(one.created_at)].into_iter().chain(network).chain([one.text.clone()]))
                    })
                    .collect(),
            ),
            (
                answers,
                self.answers
                    .iter()
                    .map(|one| line([moment(one.written_at), one.organisation.clone(), one.text.clone()]))
                    .collect(),
            ),
            (
                voices,
                self.voices
                    .iter()
                    .map(|one| {
                        let said = [one.organisation.clone(), called(&one.choice), one.reason.clone()];
                        line([moment(one.cast_at)].into_iter().chain(said))
                    })
                    .collect(),
            ),
            (
                meetings,
                self.meetings
                    .iter()
                    .map(|one| {
                        let said = [one.meeting.clone().unwrap_or_default(), called(&one.answer), one.note.clone()];
                        line([moment(one.answered_at)].into_iter().chain(said))
                    })
                    .collect(),
            ),
            (files, self.files.iter().map(|one| line([moment(one.created_at), one.original_name.clone()])).collect()),
            (
                drafts,
                self.drafts
                    .iter()
                    .map(|one| line([moment(one.updated_at), one.title.clone(), one.text.clone()]))
                    .collect(),
            ),
            (
                acts,
                self.acts
                    .iter()
                    .map(|one| {
                        let what = words.log.act(&one.act).unwrap_or(&one.act).to_owned();
                        line([moment(one.at), what].into_iter().chain(one.network.clone()))
                    })
                    .collect(),
            ),
        ];
        parts.into_iter().filter(|(_, lines): &(_, Vec<String>)| !lines.is_empty()).collect()
    }
}

fn line(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn period(from: NaiveDate, to: Option<NaiveDate>) -> String {
    to.map_or_else(|| format!("{from} –"), |to| format!("{from} – {to}"))
}

fn day(at: DateTime<Utc>) -> String {
    at.with_timezone(&Stockholm).format("%Y-%m-%d").to_string()
}

fn moment(at: DateTime<Utc>) -> String {
    at.with_timezone(&Stockholm).format("%Y-%m-%d %H:%M").to_string()
}
