//! What can be said of a meeting before it is held.

use chrono::{Datelike, Months, NaiveDate};

use super::{Meeting, MeetingKind};
use crate::conversations::conversation::{articles, themes, title};
use crate::conversations::tags::Tags;
use crate::conversations::text::{clean, is_blank};
use crate::ids::OrganisationId;
use crate::{Error, Result};

/// The most guests from home an organisation may be let bring.
pub const MOST_GUESTS: i32 = 20;
/// The most characters of a line: place, address.
const LONGEST_LINE: usize = 300;
/// The most characters of what those invited are told.
const LONGEST_INVITATION: usize = 5_000;
/// The most days of a meeting.
const MOST_DAYS: i64 = 10;
/// The most hosts.
const MOST_HOSTS: usize = 10;

/// When it is, as exactly as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// The year.
    Year(i32),
    /// The year and its month.
    Month(i32, u32),
    /// The first and the last day.
    Days(NaiveDate, NaiveDate),
}

impl When {
    /// Takes what somebody wrote: days, or a year and perhaps its month.
    ///
    /// # Errors
    /// [`Error::Invalid`] where no such time is, or it is too long for a meeting.
    pub fn chosen(
        year: Option<i32>,
        month: Option<i32>,
        first: Option<NaiveDate>,
        last: Option<NaiveDate>,
    ) -> Result<Self> {
        let known = |year: i32| (1900..=2200).contains(&year);
        match (first, last, year, month.map(u32::try_from)) {
            (Some(first), last, ..) => {
                let last = last.unwrap_or(first);
                if !known(first.year()) {
                    return Err(Error::invalid("/starts_on", "out_of_range"));
                }
                if !(0..MOST_DAYS).contains(&(last - first).num_days()) {
                    return Err(Error::invalid("/ends_on", "out_of_range"));
                }
                Ok(Self::Days(first, last))
            }
            (None, Some(_), ..) | (None, None, None, _) => Err(Error::invalid("/starts_on", "empty")),
            (None, None, Some(year), _) if !known(year) => Err(Error::invalid("/year", "out_of_range")),
            (None, None, Some(year), None) => Ok(Self::Year(year)),
            (None, None, Some(year), Some(Ok(month @ 1..=12))) => Ok(Self::Month(year, month)),
            (None, None, Some(_), Some(_)) => Err(Error::invalid("/month", "out_of_range")),
        }
    }

    pub(super) fn year(self) -> i32 {
        match self {
            Self::Year(year) | Self::Month(year, _) => year,
            Self::Days(first, _) => first.year(),
        }
    }

    pub(super) fn month(self) -> Option<i32> {
        let month = match self {
            Self::Year(_) => None,
            Self::Month(_, month) => Some(month),
            Self::Days(first, _) => Some(first.month()),
        };
        month.and_then(|month| i32::try_from(month).ok())
    }

    pub(super) fn days(self) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Self::Days(first, last) => Some((first, last)),
            Self::Year(_) | Self::Month(..) => None,
        }
    }

    /// The first and the last day it can be on.
    pub(crate) fn span(self) -> Option<(NaiveDate, NaiveDate)> {
        let (first, months) = match self {
            Self::Days(first, last) => return Some((first, last)),
            Self::Month(year, month) => (NaiveDate::from_ymd_opt(year, month, 1)?, 1),
            Self::Year(year) => (NaiveDate::from_ymd_opt(year, 1, 1)?, 12),
        };
        Some((first, first.checked_add_months(Months::new(months))?.pred_opt()?))
    }

    pub(crate) fn of(meeting: &Meeting) -> Self {
        match (meeting.starts_on, meeting.month.map(u32::try_from)) {
            (Some(first), _) => Self::Days(first, meeting.ends_on.unwrap_or(first)),
            (None, Some(Ok(month))) => Self::Month(meeting.year, month),
            (None, _) => Self::Year(meeting.year),
        }
    }
}

/// What can be said of a meeting before it is held.
#[derive(Clone, Debug)]
pub struct Facts {
    /// What kind.
    pub kind: MeetingKind,
    /// Its title.
    pub title: String,
    /// When.
    pub when: When,
    /// Where.
    pub place: Option<String>,
    /// Where one follows it from afar.
    pub link: Option<String>,
    /// What it is about.
    pub tags: Tags,
    /// What those invited are told.
    pub invitation: String,
    /// Until when answers are hoped for.
    pub answer_by: Option<NaiveDate>,
    /// Observers are invited, too.
    pub observers_invited: bool,
    /// How many guests each organisation may bring.
    pub guests_each: i32,
    /// Its hosts.
    pub hosts: Vec<OrganisationId>,
}

impl Facts {
    /// What is said of a meeting now, its hosts apart.
    #[must_use]
    pub fn of(meeting: &Meeting, hosts: Vec<OrganisationId>) -> Self {
        Self {
            kind: meeting.kind,
            title: meeting.title.clone(),
            when: When::of(meeting),
            place: meeting.place.clone(),
            link: meeting.link.clone(),
            tags: Tags { themes: themes(&meeting.themes), articles: articles(&meeting.articles) },
            invitation: meeting.invitation.clone(),
            answer_by: meeting.answer_by,
            observers_invited: meeting.observers_invited,
            guests_each: meeting.guests_each,
            hosts,
        }
    }

    /// The same, cleaned.
    ///
    /// # Errors
    /// [`Error::Invalid`] for what can't be.
    pub(super) fn checked(self) -> Result<Self> {
        let mut hosts = self.hosts;
        hosts.sort_unstable();
        hosts.dedup();
        if hosts.len() > MOST_HOSTS {
            return Err(Error::invalid("/hosts", "too_many"));
        }
        if !(0..=MOST_GUESTS).contains(&self.guests_each) {
            return Err(Error::invalid("/guests_each", "out_of_range"));
        }
        let invitation = clean(self.invitation.trim());
        if invitation.chars().count() > LONGEST_INVITATION {
            return Err(Error::invalid("/invitation", "too_long"));
        }
        if self.answer_by.is_some_and(|day| self.when.days().is_some_and(|(first, _)| day > first)) {
            return Err(Error::invalid("/answer_by", "out_of_range"));
        }
        let link = line(self.link, "/link")?;
        if link.as_ref().is_some_and(|link| !link.starts_with("https://")) {
            return Err(Error::invalid("/link", "not_https"));
        }
        Ok(Self {
            title: title(&self.title)?,
            place: line(self.place, "/place")?,
            link,
            invitation: if is_blank(&invitation) { String::new() } else { invitation },
            hosts,
            ..self
        })
    }
}

/// One line of text, or none where nothing can be seen in it.
fn line(written: Option<String>, pointer: &'static str) -> Result<Option<String>> {
    let line = written.map(|written| clean(&written.split_whitespace().collect::<Vec<_>>().join(" ")));
    let line = line.filter(|line| !is_blank(line));
    if line.as_ref().is_some_and(|line| line.chars().count() > LONGEST_LINE) {
        return Err(Error::invalid(pointer, "too_long"));
    }
    Ok(line)
}
