//! Letters to chosen seats: a coordinator writes once, sees it as one of those who get it, and sends.
//!
//! A letter goes through the outbox of mails: once to each person, within its caps and quiet hours, and not to whoever has
//! stopped letters that come at once. It is written when it is sent, from the words that are kept here. What would pass a
//! cap on the way is refused whole, before anything is sent. It lies for a short while before it goes: whoever sees the
//! fault when it is sent takes it back.

mod choose;
mod lay;
mod list;
mod take_back;
mod words;

pub use choose::{Recipient, Selection};
pub use lay::lay;
pub use list::{Mailing, letter, of_network};
pub use take_back::take_back;
pub use words::Filling;

use chrono::TimeDelta;

use crate::access::NetworkRight;
use crate::actor::Actor;
use crate::conversations::text::{Text, clean, is_blank};
use crate::ids::{MailingId, NetworkId, PersonId, SeatId};
use crate::networks::network;
use crate::notifications::{NewMail, put_in_outbox};
use crate::people::person::Language;
use crate::store::{Db, FromRow, Tx, execute, row};
use crate::{Error, Result};

/// The most people that get one letter, and that get letters of one writer within an hour: the outbox's cap for a writer.
pub const MOST: usize = 200;
/// The most people that get letters of one network within an hour: below the outbox's cap for a network, which has its
/// other mails to send too.
const MOST_OF_NETWORK: i64 = 400;
/// How long a letter lies before it goes.
pub const LIES: TimeDelta = TimeDelta::seconds(60);
const LONGEST_SUBJECT: usize = 120;
/// The most bytes of a letter, before it is filled in.
const LONGEST_TEXT: usize = 16 * 1024;

/// What is to be sent.
#[derive(Clone, Debug)]
pub struct Draft {
    /// To whom.
    pub selection: Selection,
    /// One line; may hold `{name}`, `{organisation}`, `{seat}`.
    pub subject: String,
    /// Markdown; may hold the same.
    pub text: String,
}

/// A letter as one of its recipients would get it.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Everybody who would get it.
    pub recipients: Vec<Recipient>,
    /// As whom it is shown; none where nobody would get it.
    pub shown_as: Option<Recipient>,
    /// The subject.
    pub subject: String,
    /// The text, as safe HTML.
    pub html: String,
}

/// The right to write letters to the network's seats.
pub(crate) async fn writable(db: &impl Db, actor: &Actor, network: NetworkId) -> Result<()> {
    network::readable(db, actor, network).await?;
    let may = |right| actor.may(network, right);
    // in a closed network nobody writes to anybody
    if may(NetworkRight::Govern) && may(NetworkRight::WriteDirectly) { Ok(()) } else { Err(Error::Forbidden) }
}

fn checked(draft: &Draft) -> Result<(String, String)> {
    let subject = clean(&draft.subject.split_whitespace().collect::<Vec<_>>().join(" "));
    if is_blank(&subject) || subject.chars().count() > LONGEST_SUBJECT {
        return Err(Error::invalid("/subject", "length"));
    }
    let text = Text::written(&draft.text)?.markdown().to_owned();
    if text.len() > LONGEST_TEXT {
        return Err(Error::invalid("/text", "too_long"));
    }
    words::known(&subject, "/subject")?;
    words::known(&text, "/text")?;
    Ok((subject, text))
}

/// Shows who would get a letter, and how it would read for one of them: the one whose seat is named, or the first.
///
/// # Errors
/// [`Error::NotFound`] where one does not see the network, [`Error::Forbidden`] without the right to govern it,
/// [`Error::NotFoundIn`] for a seat that is not among those chosen, [`Error::Invalid`] for words that can't be.
pub async fn preview(
    db: &impl Db,
    actor: &Actor,
    network: NetworkId,
    draft: &Draft,
    shown_as: Option<SeatId>,
    (today, language): (chrono::NaiveDate, Language),
) -> Result<Preview> {
    writable(db, actor, network).await?;
    let (subject, text) = checked(draft)?;
    let recipients = choose::recipients(db, network, &draft.selection, today).await?;
    let shown_as = match shown_as {
        Some(seat) => {
            let found = recipients.iter().find(|one| one.seat == seat).cloned();
            Some(found.ok_or(Error::NotFoundIn("/shown_as"))?)
        }
        None => recipients.first().cloned(),
    };
    let (subject, html) = match &shown_as {
        Some(one) => {
            let filling = one.filling(language);
            (filling.line(&subject), filling.html(Text::written(&text)?.html()))
        }
        None => (subject, Text::written(&text)?.html().to_owned()),
    };
    Ok(Preview { recipients, shown_as, subject, html })
}

/// Sends a letter: it goes when it has lain for [`LIES`]. `expected` is how many recipients were shown.
///
/// # Errors
/// As [`preview`]; [`Error::Conflict`] where others would get it than were shown, nobody would, or too many;
/// [`Error::TooMany`] where the writer or the network has sent as many letters within the hour as there is space for.
pub async fn send(tx: &Tx, network: NetworkId, draft: Draft, expected: usize) -> Result<MailingId> {
    writable(tx, tx.actor(), network).await?;
    let by = tx.actor().signed_in()?;
    let (subject, text) = checked(&draft)?;
    let recipients = choose::recipients(tx, network, &draft.selection, tx.today()).await?;
    match recipients.len() {
        0 => return Err(Error::Conflict("nobody_to_write_to")),
        1..=MOST => {}
        _ => return Err(Error::Conflict("letter_too_wide")),
    }
    if recipients.len() != expected {
        return Err(Error::Conflict("other_recipients"));
    }
    within_caps(tx, network, by, recipients.len()).await?;
    let id = MailingId::at(tx.now());
    let goes_at = tx.now() + LIES;
    let sql = "INSERT INTO mailing (id, network_id, subject, text, sent_by, sent_at, goes_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values =
        [id.0.into(), network.0.into(), subject.into(), text.into(), by.0.into(), tx.now().into(), goes_at.into()];
    execute(tx, sql, values).await?;
    let mut mails = Vec::with_capacity(recipients.len());
    for one in &recipients {
        let sql = "INSERT INTO mailing_recipient (mailing_id, person_id, seat_id) VALUES ($1, $2, $3)";
        execute(tx, sql, [id.0.into(), one.person.0.into(), one.seat.0.into()]).await?;
        mails.push(NewMail::of_mailing(one.person, by, id, network));
    }
    put_in_outbox(tx, &mails, goes_at).await?;
    crate::audit::note_in(tx, network, "mailing_sent", &id.to_string(), &recipients.len().to_string()).await?;
    Ok(id)
}

/// A letter goes whole or not at all: what the outbox would hold back halfway is not begun.
async fn within_caps(tx: &Tx, network: NetworkId, by: PersonId, more: usize) -> Result<()> {
    #[derive(FromRow)]
    struct Counted {
        by_writer: i64,
        of_network: i64,
    }
    let sql = "SELECT count(CASE WHEN m.sent_by = $1 THEN 1 END) AS by_writer, \
               count(CASE WHEN m.network_id = $2 THEN 1 END) AS of_network FROM mailing m \
               JOIN mailing_recipient r ON r.mailing_id = m.id \
               WHERE m.sent_at > $3 AND m.taken_back_at IS NULL AND (m.sent_by = $1 OR m.network_id = $2)";
    let since = tx.now() - TimeDelta::hours(1);
    let found: Option<Counted> = row(tx, sql, [by.0.into(), network.0.into(), since.into()]).await?;
    let counted = found.unwrap_or(Counted { by_writer: 0, of_network: 0 });
    let (more, most) = (i64::try_from(more).unwrap_or(i64::MAX), i64::try_from(MOST).unwrap_or(i64::MAX));
    if counted.by_writer + more > most || counted.of_network + more > MOST_OF_NETWORK {
        return Err(Error::TooMany(3600));
    }
    Ok(())
}
