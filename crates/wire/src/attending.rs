//! Who comes to a meeting, whom they bring, and who was there.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::SeatKind;
use domain::ids::{GuestId, MeetingId, OrganisationId, PersonId};
use domain::meetings::answer::{self, Coming};
use domain::meetings::{attendance, guest};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::Named;

/// A person, by name where that is not protected.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PersonNamed {
    /// Who.
    pub id: PersonId,
    /// Their name; none where the identity is protected: show *representative*.
    pub name: Option<String>,
}

/// A place at a meeting: a seat that is invited, or somebody without one who has answered.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MeetingPlace {
    /// The seat, or the person where there is none: what answers and attendance name it by.
    pub subject_id: Uuid,
    /// Whose seat.
    pub organisation: Option<Named>,
    /// What kind of seat; none for somebody without one.
    pub seat_kind: Option<SeatKind>,
    /// The seat's title.
    pub title: Option<String>,
    /// Who holds it; none where it is vacant.
    pub person: Option<PersonNamed>,
    /// What has been answered.
    pub told: Option<MeetingTold>,
    /// They were there.
    pub attended: bool,
}

/// What has been answered for a place.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MeetingTold {
    /// What.
    pub answer: Coming,
    /// Who stands in.
    pub stand_in: Option<PersonNamed>,
    /// A coordinator has still to confirm that they do.
    pub unconfirmed: bool,
    /// A word to those who plan; shown to them and to those whose place it is.
    pub note: Option<String>,
    /// Who answered.
    pub author: PersonNamed,
    /// A coordinator entered it.
    pub by_coordinator: bool,
    /// When.
    pub answered_at: DateTime<Utc>,
}

impl MeetingPlace {
    /// The place, with the word to those who plan where the asker is one of them or it is their own.
    #[must_use]
    pub fn new(row: answer::Place, with_note: bool) -> Self {
        let organisation = row.organisation_id.zip(row.organisation);
        let told = row.told.map(|told| MeetingTold {
            answer: told.answer,
            stand_in: told.stand_in_id.map(|id| PersonNamed { id, name: told.stand_in_name }),
            unconfirmed: told.unconfirmed,
            note: with_note.then_some(told.note).filter(|note| !note.is_empty()),
            author: PersonNamed { id: told.author_id, name: told.author_name },
            by_coordinator: told.by_coordinator,
            answered_at: told.answered_at,
        });
        Self {
            subject_id: row.subject_id,
            organisation: organisation.map(|(id, name)| Named { id: id.0, name }),
            seat_kind: row.seat_kind,
            title: row.title,
            person: row.person_id.map(|id| PersonNamed { id, name: row.person_name }),
            told,
            attended: row.attended,
        }
    }
}

/// A place one answers for.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct OwnPlace {
    /// The place.
    #[serde(flatten)]
    pub place: MeetingPlace,
    /// Who may stand in.
    pub deputies: Vec<PersonNamed>,
}

impl OwnPlace {
    /// One's places with their deputies.
    #[must_use]
    pub fn all((places, deputies): (Vec<answer::Place>, Vec<answer::Deputy>)) -> Vec<Self> {
        let of = |place: &answer::Place| {
            let own = deputies.iter().filter(|deputy| Some(deputy.seat_id) == place.seat_id);
            own.map(|deputy| PersonNamed { id: deputy.person_id, name: deputy.name.clone() }).collect()
        };
        places.into_iter().map(|place| Self { deputies: of(&place), place: MeetingPlace::new(place, true) }).collect()
    }
}

/// Somebody brought along from home.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MeetingGuest {
    /// The line about them: what attendance names them by.
    pub id: GuestId,
    /// Who brings them.
    pub organisation: Named,
    /// Their name.
    pub name: String,
    /// Their address, for those who plan and those who bring them.
    pub email: Option<String>,
    /// They were there.
    pub attended: bool,
}

impl MeetingGuest {
    /// The guest, with the address where the asker may see it.
    #[must_use]
    pub fn new(row: guest::Guest, with_email: bool) -> Self {
        Self {
            id: row.id,
            organisation: Named { id: row.organisation_id.0, name: row.organisation },
            name: row.name,
            email: with_email.then_some(row.email),
            attended: row.attended,
        }
    }
}

/// Who comes to a meeting, and who was there.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MeetingAnswers {
    /// The places, by organisation in Swedish order.
    pub places: Vec<MeetingPlace>,
    /// The guests.
    pub guests: Vec<MeetingGuest>,
}

/// An answer for a place.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerMeeting {
    /// What.
    pub answer: Coming,
    /// Which deputy goes; needed where one does.
    #[serde(default)]
    pub stand_in: Option<PersonId>,
    /// A word to those who plan, at most 500 characters.
    #[serde(default)]
    #[schema(max_length = 500)]
    pub note: String,
}

/// Somebody to bring along.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BringGuest {
    /// Who brings them.
    pub organisation_id: OrganisationId,
    /// Their name.
    #[schema(max_length = 200)]
    pub name: String,
    /// Their address.
    #[schema(max_length = 254)]
    pub email: String,
}

/// Everybody who was at a meeting.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteAttendance {
    /// Seats, people without one and guests, by the ids their lines have; at most 1,000.
    #[schema(max_items = 1000)]
    pub present: Vec<Uuid>,
}

/// How a meeting was attended, in numbers.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AttendanceRow {
    /// Which.
    pub meeting_id: MeetingId,
    /// Its title.
    pub title: String,
    /// Its year.
    pub year: i32,
    /// Its month.
    pub month: Option<i32>,
    /// Its first day.
    pub starts_on: Option<NaiveDate>,
    /// Its last day.
    pub ends_on: Option<NaiveDate>,
    /// How many organisations were there.
    pub organisations: i64,
    /// How many officials.
    pub officials: i64,
    /// How many elected politicians.
    pub elected: i64,
    /// How many guests from home.
    pub guests: i64,
    /// How many others.
    pub others: i64,
}

impl From<attendance::Attended> for AttendanceRow {
    fn from(row: attendance::Attended) -> Self {
        Self {
            meeting_id: row.meeting_id,
            title: row.title,
            year: row.year,
            month: row.month,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            organisations: row.organisations,
            officials: row.officials,
            elected: row.elected,
            guests: row.guests,
            others: row.others,
        }
    }
}

/// Whether one has a calendar that follows one's meetings.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
pub struct CalendarState {
    /// Since when; none where one has none.
    pub since: Option<DateTime<Utc>>,
}

/// Where a calendar program follows one's meetings. Whoever knows it sees them: it is shown once.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CalendarAddress {
    /// The address.
    pub address: String,
}
