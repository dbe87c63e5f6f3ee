//! What was read again → entries of the index.

use chrono::NaiveDate;
use domain::clock::day_of;
use domain::conversations::conversation::{articles, themes};
use domain::documents::document::Precision;
use domain::indexing::{
    Author, IndexedConversation, IndexedDecision, IndexedDocument, IndexedMeeting, IndexedMessage, IndexedOrganisation,
    IndexedPage, IndexedPerson, IndexedPromise, Place,
};
use domain::meetings::meeting::MeetingState;
use search::{Entry, EntryKey, EntryKind};

use crate::{kind, place, plain};

/// An entry that stands at `at`.
fn standing(key: EntryKey, at: &Place) -> Entry {
    Entry { network: at.network_id.map(|id| id.0), place: place::words(at), ..Entry::new(key, at.room_id.0) }
}

/// Who is shown as the author: somebody with a protected identity is shown as their organisation.
fn shown(author: &Author) -> String {
    let names = [&author.author_name, &author.author_label, &author.organisation];
    names.into_iter().flatten().next().cloned().unwrap_or_default()
}

/// Articles as the index numbers them.
fn numbered(stored: &[i64]) -> Vec<u8> {
    stored.iter().filter_map(|article| u8::try_from(*article).ok()).collect()
}

pub(crate) fn message(row: IndexedMessage) -> Entry {
    Entry {
        parent: Some(row.conversation_id.0),
        title: row.title.unwrap_or_default(),
        text: plain::plain(&row.html),
        author: shown(&row.author),
        themes: themes(&row.themes),
        articles: numbered(&articles(&row.articles)),
        organisation: row.author.organisation_id.map(|id| id.0),
        dated_on: Some(day_of(row.created_at)),
        ..standing(EntryKey::new(EntryKind::Message, row.id.0), &row.place)
    }
}

/// None for a conversation without a title: its messages are what there is to find.
pub(crate) fn conversation(row: IndexedConversation) -> Option<Entry> {
    Some(Entry {
        title: row.title?,
        text: row.summary.as_deref().map(plain::plain).unwrap_or_default(),
        published: row.answered,
        author: shown(&row.author),
        themes: themes(&row.themes),
        articles: numbered(&articles(&row.articles)),
        organisation: row.author.organisation_id.map(|id| id.0),
        dated_on: Some(day_of(row.created_at)),
        ..standing(EntryKey::new(EntryKind::Conversation, row.id.0), &row.place)
    })
}

/// The document without any page: what its pages' entries have in common, and its own entry where it has none.
pub(crate) fn document(row: &IndexedDocument) -> Entry {
    let (dated_on, year, month) = dated(row);
    let mut about = themes(&row.own_themes);
    let of_meeting = row.themes.as_ref().map(themes).unwrap_or_default();
    about.extend(of_meeting.into_iter().filter(|theme| !themes(&row.own_themes).contains(theme)));
    let mut of_articles = articles(&row.articles);
    of_articles.extend(row.meeting_articles.as_ref().map(articles).unwrap_or_default());
    Entry {
        title: row.name.clone(),
        host: row.host.clone().unwrap_or_default(),
        also: row.kind.map(kind::words).into_iter().chain(row.meeting.as_deref()).collect::<Vec<_>>().join(", "),
        author: shown(&row.author),
        themes: about,
        articles: numbered(&of_articles),
        organisation: row.author.organisation_id.map(|id| id.0),
        dated_on,
        year,
        month,
        published: row.published_at.is_some(),
        ..standing(EntryKey::new(EntryKind::Document, row.id.0), &row.place)
    }
}

/// A page of the document whose own entry is `document`.
pub(crate) fn page(document: &Entry, page: IndexedPage) -> Entry {
    Entry {
        key: EntryKey::page(page.document_id.0, u32::try_from(page.number).unwrap_or_default()),
        heading: page.heading.unwrap_or_default(),
        text: page.text,
        ..document.clone()
    }
}

/// The day a document is about, or the year and month where no day is known. Where it tells none that of its meeting, and
/// without one the day on which it was put here: what an import brought in was written long before.
fn dated(row: &IndexedDocument) -> (Option<NaiveDate>, Option<i32>, Option<u32>) {
    use chrono::Datelike;
    match (row.dated_on, row.dated_precision) {
        (Some(day), None | Some(Precision::Day)) => (Some(day), None, None),
        (Some(day), Some(Precision::Month)) => (None, Some(day.year()), Some(day.month())),
        (Some(day), Some(Precision::Year)) => (None, Some(day.year()), None),
        (None, _) if row.meeting_year.is_some() => {
            (None, row.meeting_year, row.meeting_month.and_then(|month| u32::try_from(month).ok()))
        }
        (None, _) if row.imported => (None, None, None),
        (None, _) => (Some(day_of(row.made_at)), None, None),
    }
}

pub(crate) fn meeting(row: IndexedMeeting) -> Entry {
    let text: Vec<String> = [row.venue, row.summary, row.programme].into_iter().flatten().collect();
    Entry {
        title: row.title,
        text: text.join("\n\n"),
        host: row.host.unwrap_or_default(),
        themes: themes(&row.themes),
        articles: numbered(&articles(&row.articles)),
        dated_on: row.starts_on,
        year: Some(row.year),
        month: row.month.and_then(|month| u32::try_from(month).ok()),
        published: row.state == MeetingState::Archived,
        ..standing(EntryKey::new(EntryKind::Meeting, row.id.0), &row.place)
    }
}

pub(crate) fn decision(row: IndexedDecision) -> Entry {
    let text: Vec<String> = [row.wording, row.outcome].into_iter().filter(|text| !text.is_empty()).collect();
    Entry {
        parent: Some(row.conversation_id.0),
        title: row.title,
        text: text.join("\n\n"),
        themes: themes(&row.themes),
        articles: numbered(&articles(&row.articles)),
        dated_on: Some(row.decided_on),
        published: true,
        ..standing(EntryKey::new(EntryKind::Decision, row.id.0), &row.place)
    }
}

pub(crate) fn promise(row: IndexedPromise) -> Entry {
    let text: Vec<String> = [row.organisation, Some(row.meeting), row.quote].into_iter().flatten().collect();
    Entry {
        title: row.wording,
        text: text.join("\n\n"),
        host: row.host.unwrap_or_default(),
        organisation: row.organisation_id.map(|id| id.0),
        themes: themes(&row.themes),
        articles: numbered(&articles(&row.articles)),
        // it is of the meeting, whenever it was written down
        dated_on: row.ends_on,
        year: Some(row.year),
        month: row.month.and_then(|month| u32::try_from(month).ok()),
        published: row.state == MeetingState::Archived,
        ..standing(EntryKey::new(EntryKind::Decision, row.id.0), &row.place)
    }
}

/// One entry for each person and room, from rows in that order: somebody with two seats is found by both.
pub(crate) fn people(rows: Vec<IndexedPerson>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for row in rows {
        let key = EntryKey::seen_in(EntryKind::Person, row.id.0, row.place.room_id.0);
        let part: Vec<String> =
            [row.title.filter(|title| !title.is_empty()), row.organisation].into_iter().flatten().collect();
        let part = part.join(", ");
        match entries.last_mut() {
            Some(last) if last.key == key => {
                if !last.text.is_empty() && !part.is_empty() {
                    last.text.push_str("; ");
                }
                last.text.push_str(&part);
                last.organisation = last.organisation.or(row.organisation_id.map(|id| id.0));
            }
            _ => entries.push(Entry {
                title: row.name,
                text: part,
                organisation: row.organisation_id.map(|id| id.0),
                ..standing(key, &row.place)
            }),
        }
    }
    entries
}

pub(crate) fn organisation(row: IndexedOrganisation) -> Entry {
    let key = EntryKey::seen_in(EntryKind::Organisation, row.id.0, row.place.room_id.0);
    Entry {
        title: row.name,
        text: row.county.into_iter().chain(row.aliases).collect::<Vec<_>>().join("\n"),
        organisation: Some(row.id.0),
        ..standing(key, &row.place)
    }
}
