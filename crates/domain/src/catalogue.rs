//! The words for people that the server itself has to say: one list, in Swedish and English, checked by the compiler.
//!
//! The interface has its own; here stands only what must be right without it: names of rooms, audiences and problems.

mod days;
mod en;
pub mod log;
mod sv;

use chrono::NaiveDate;

pub use days::{Held, Months};
use log::LogWords;

use crate::access::{Audience, ParticipationState, RoomKind, SeatKind};
use crate::conversations::mention::MentionRole;
use crate::documents::review::{Outcome, VerdictWord};
use crate::meetings::promise::PromiseStatus;
use crate::people::person::Language;

/// Every text of the server, in one language.
pub struct Catalogue {
    /// The months as they stand within a sentence.
    pub months: Months,
    /// The name of a room that came with its network or meeting.
    pub room: fn(RoomKind) -> &'static str,
    /// An audience in words.
    pub audience: fn(Audience) -> &'static str,
    /// A problem's title and detail, by its code; none for a code without words of its own.
    pub problem: fn(&str) -> (&'static str, &'static str),
    /// What is wrong with a value, by its code.
    pub fault: fn(&str) -> &'static str,
    /// A role as one mentions it.
    pub role: fn(MentionRole) -> &'static str,
    /// Everybody who reads a room, as one mentions them.
    pub everyone: &'static str,
    /// Tells those who have written in a thread that it was moved: to which room, how many more can read it, how many
    /// files went along, and what the mover adds.
    pub moved: fn(&str, i64, usize, Option<&str>) -> String,
    /// Tells those who wrote in a conversation that something in it was passed on to a linked network of that name.
    pub forwarded: fn(&str) -> String,
    /// Tells those who have written about a document that it was moved: to which room, how many more can read it, and what
    /// the mover adds.
    pub document_moved: fn(&str, i64, Option<&str>) -> String,
    /// That a move was taken back.
    pub moved_back: &'static str,
    /// What several documents taken along together are called.
    pub bundle: &'static str,
    /// What stands before the number of a page.
    pub page: &'static str,
    /// What somebody with a protected identity is called, before the organisation's name.
    pub representative: &'static str,
    /// The words of what an ask is taken along as.
    pub ask: AskWords,
    /// What a meeting leaves behind.
    pub dossier: DossierWords,
    /// How words begin that are about time to talk with one another, in small letters.
    pub about_talk: &'static [&'static str],
    /// The usual checklist of a host, for the next.
    pub handover: [&'static str; 10],
    /// What stands in a page to take home before somebody has made it their own.
    pub take_home: TakeHomeWords,
    /// The words of what the roll of a network is taken along as.
    pub roll: RollWords,
    /// The words of what the log is taken along as.
    pub log: LogWords,
    /// The words of a calendar.
    pub calendar: CalendarWords,
    /// What is said in a document's conversation about its reviews.
    pub review: ReviewWords,
    /// What stands in the pages of what is taken out.
    pub export: ExportWords,
    /// What stands in the page of what is kept of oneself.
    pub own_data: OwnDataWords,
}

/// What stands in the page of what is kept of oneself.
pub struct OwnDataWords {
    /// What the file is called, and the page.
    pub title: &'static str,
    /// What it holds.
    pub lead: &'static str,
    /// The account, addresses, what one tells of oneself, seats, assignments, where one was a guest, devices, messages,
    /// answers, voices, meetings, files, drafts, what the log says.
    pub headings: [&'static str; 14],
    /// What the picture's file is called.
    pub picture: &'static str,
}

/// What stands in the pages of what is taken out, and what its folders are called.
pub struct ExportWords {
    /// The folders: rooms, conversations, documents, earlier versions, meetings. Letters that every machine has.
    pub folders: [&'static str; 5],
    /// When it was taken out.
    pub taken_out: fn(&str) -> String,
    /// What it holds, and how to see that nothing has changed.
    pub holds: &'static str,
    /// Headings and labels.
    pub overview: &'static str,
    /// Rooms.
    pub rooms: &'static str,
    /// Meetings.
    pub meetings: &'static str,
    /// Conversations.
    pub conversations: &'static str,
    /// Documents.
    pub documents: &'static str,
    /// Decisions.
    pub decisions: &'static str,
    /// A room's chat.
    pub chat: &'static str,
    /// The conversation of a document or a meeting, before its title.
    pub about: &'static str,
    /// When.
    pub when: &'static str,
    /// Where.
    pub place: &'static str,
    /// Hosts.
    pub hosts: &'static str,
    /// Themes.
    pub themes: &'static str,
    /// Articles of the Convention.
    pub articles: &'static str,
    /// Programme.
    pub programme: &'static str,
    /// A day of a programme, before its number.
    pub day: &'static str,
    /// Who was there.
    pub attendance: &'static str,
    /// The heads of its table: organisation, officials, elected, guests, others.
    pub attended: [&'static str; 5],
    /// What was thought of a meeting.
    pub evaluation: &'static str,
    /// That it was worth the time, what is taken home, what could be better.
    pub thought: [&'static str; 3],
    /// What was asked before a meeting.
    pub questions: &'static str,
    /// How far a promise has come.
    pub promised: fn(PromiseStatus) -> &'static str,
    /// The answers to an ask.
    pub answers: &'static str,
    /// What is attached.
    pub attached: &'static str,
    /// Something attached that is not here.
    pub not_here: &'static str,
    /// Its author took it away.
    pub taken_away: &'static str,
    /// Hidden, before the reason.
    pub hidden: &'static str,
    /// Changed afterwards.
    pub edited: &'static str,
    /// Before whom something answers.
    pub answers_to: &'static str,
    /// Earlier versions.
    pub versions: &'static str,
    /// So many messages.
    pub messages: fn(i64) -> String,
    /// Adopted and rejected.
    pub results: [&'static str; 2],
    /// The page before and after.
    pub leaf: [&'static str; 2],
    /// There is nothing.
    pub nothing: &'static str,
}

/// What stands in the roll of a network.
pub struct RollWords {
    /// What it is.
    pub name: &'static str,
    /// The heads of the table: organisation, how it takes part, since when, kind of seat, its title, who.
    pub columns: [&'static str; 6],
    /// How an organisation takes part.
    pub state: fn(ParticipationState) -> &'static str,
    /// What kind of seat.
    pub seat: fn(SeatKind) -> &'static str,
    /// A seat that nobody holds.
    pub vacant: &'static str,
}

/// What stands in a calendar.
pub struct CalendarWords {
    /// What it is called.
    pub name: &'static str,
    /// A day of a programme, before its number.
    pub day: &'static str,
    /// Where one follows a meeting from afar.
    pub from_afar: &'static str,
}

/// What is said in a document's conversation about its reviews.
pub struct ReviewWords {
    /// Asks people, called by name, to review a version until a day; with what whoever asks adds.
    pub asked: fn(&str, i64, NaiveDate, Option<&str>) -> String,
    /// Tells whoever asked, called by name, what a reviewer says of a version, whether the review ended by it and how, and
    /// what the reviewer adds.
    pub said: fn(&str, i64, VerdictWord, Option<Outcome>, Option<&str>) -> String,
    /// What somebody with a protected identity is called.
    pub representative: &'static str,
}

/// What stands in the published notes of a meeting.
pub struct DossierWords {
    /// What they are.
    pub notes: &'static str,
    /// Over decisions and promises.
    pub promises: &'static str,
    /// A decision.
    pub decision: &'static str,
    /// A promise.
    pub promise: &'static str,
    /// By when.
    pub due: fn(NaiveDate) -> String,
}

/// Says when and where the network met, and with whom as hosts.
pub type Met = fn(when: Held, place: Option<&str>, hosts: &str) -> String;

/// What stands in a page to take home before somebody has made it their own.
pub struct TakeHomeWords {
    /// That the network met.
    pub met: Met,
    /// Over what it was about.
    pub about: &'static str,
    /// Over what was asked.
    pub asked: &'static str,
    /// Over a summary.
    pub came_to: &'static str,
    /// Over the answers that helped.
    pub answers: &'static str,
    /// Over the decisions.
    pub decided: &'static str,
    /// Over what the organisation has promised.
    pub we_promised: &'static str,
    /// Over what others have.
    pub others_promised: &'static str,
    /// Over what the writer is to fill in.
    pub means: &'static str,
    /// What to write there.
    pub means_hint: &'static str,
    /// By when.
    pub due: fn(NaiveDate) -> String,
    /// A conversation without a title.
    pub untitled: &'static str,
}

/// What stands in the table and the summary of an ask.
pub struct AskWords {
    /// What it is.
    pub ask: &'static str,
    /// The heads of the table: organisation, answer, who wrote it, when, and how.
    pub columns: [&'static str; 5],
    /// A coordinator entered it.
    pub by_coordinator: &'static str,
    /// An organisation that has not answered, or the heading of those.
    pub not_answered: &'static str,
    /// What it gave.
    pub summary: &'static str,
    /// What was asked.
    pub question: &'static str,
    /// What was answered.
    pub answers: &'static str,
    /// Before the reason for which an answer is hidden.
    pub hidden: &'static str,
}

impl Catalogue {
    /// `9 december 2026`.
    #[must_use]
    pub fn day(&self, day: NaiveDate) -> String {
        days::day(day, &self.months)
    }

    /// When something is or was, as exactly as it is known: `9–10 december 2026`, `april 2016`, `2016`.
    #[must_use]
    pub fn held(&self, held: Held) -> String {
        held.said(&self.months)
    }
}

/// The texts in that language.
#[must_use]
pub fn of(language: Language) -> &'static Catalogue {
    match language {
        Language::Swedish => &sv::CATALOGUE,
        Language::English => &en::CATALOGUE,
    }
}

/// The first language of an `Accept-Language` header (RFC 9110 § 12.5.4) that there is; Swedish otherwise.
#[must_use]
pub fn accepted(header: Option<&str>) -> Language {
    let mut best = (0.0_f32, Language::Swedish);
    for part in header.unwrap_or_default().split(',').take(20) {
        let mut parts = part.split(';');
        let tag = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
        let quality =
            parts.find_map(|p| p.trim().strip_prefix("q=")).map_or(1.0, |q| q.trim().parse::<f32>().unwrap_or(0.0));
        let language = match tag.split('-').next() {
            Some("sv") => Language::Swedish,
            Some("en") => Language::English,
            _ => continue,
        };
        if quality > best.0 {
            best = (quality, language);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_asked_for_is_given() {
        assert_eq!(accepted(None), Language::Swedish);
        assert_eq!(accepted(Some("de, fr;q=0.5")), Language::Swedish);
        assert_eq!(accepted(Some("en-GB,en;q=0.9,sv;q=0.8")), Language::English);
        assert_eq!(accepted(Some("en;q=0.3, sv;q=0.8")), Language::Swedish);
    }
}
