//! A page to begin with: what the meeting or conversation gave, for the writer to make their own.

use super::{Source, checked, network_of};
use crate::actor::Actor;
use crate::catalogue::{Catalogue, TakeHomeWords};
use crate::conversations::conversation::{self, ReadableConversation, themes};
use crate::conversations::text::plain;
use crate::conversations::{question, summary};
use crate::ids::{OrganisationId, PersonId, SeatId, TakeHomeId};
use crate::meetings::meeting::{self, Meeting};
use crate::meetings::promise::{self, Promise, PromiseKind, PromiseStatus};
use crate::networks::seat;
use crate::store::{Db, FromRow, Tx, execute_affecting, row};
use crate::{Error, Result};

/// The most characters of one part.
const LONGEST_PART: usize = 1_500;
/// The most lines of one list.
const MOST_LINES: usize = 12;

/// Begins a page for the seat's organisation, with what there is.
///
/// # Errors
/// [`Error::NotFound`] for what one does not read, [`Error::NotFoundIn`] for a seat that is not of its network,
/// [`Error::Forbidden`] for one that one does not hold, [`Error::Conflict`] where the organisation has a page of it.
pub async fn begin(tx: &Tx, source: Source, id: SeatId, words: &'static Catalogue) -> Result<TakeHomeId> {
    const POINTER: &str = "/seat_id";
    let network = network_of(tx, tx.actor(), source).await?;
    let seat = match seat::visible(tx, tx.actor(), id).await {
        Ok(seat) if Some(seat.facts().network_id) == network => seat,
        Ok(_) | Err(Error::NotFound) => return Err(Error::NotFoundIn(POINTER)),
        Err(error) => return Err(error),
    };
    if !seat.rights().keep {
        return Err(Error::Forbidden);
    }
    let organisation = seat.facts().organisation_id;
    let (title, text) = match source {
        Source::Meeting(id) => {
            let meeting = meeting::readable(tx, tx.actor(), id).await?;
            of_meeting(tx, tx.actor(), &meeting, organisation, &words.take_home).await?
        }
        Source::Conversation(id) => {
            let conversation = conversation::readable(tx, tx.actor(), id).await?;
            of_conversation(tx, &conversation, &words.take_home).await?
        }
    };
    insert(tx, source, organisation, tx.actor().signed_in()?, (&title, &text)).await
}

/// A page as somebody wrote it: demo data.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn begin_as(
    tx: &Tx,
    source: Source,
    organisation: OrganisationId,
    person: PersonId,
    (title, text): (&str, &str),
) -> Result<TakeHomeId> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    insert(tx, source, organisation, person, (title, text)).await
}

async fn insert(
    tx: &Tx,
    source: Source,
    organisation: OrganisationId,
    person: PersonId,
    (title, text): (&str, &str),
) -> Result<TakeHomeId> {
    let network = network_of(tx, tx.actor(), source).await?.ok_or(Error::NotFound)?;
    let (title, text) = checked(title, text)?;
    let (meeting, conversation) = match source {
        Source::Meeting(id) => (Some(id.0), None),
        Source::Conversation(id) => (None, Some(id.0)),
    };
    let id = TakeHomeId::at(tx.now());
    let sql = "INSERT INTO take_home (id, network_id, organisation_id, meeting_id, conversation_id, title, text, html, \
               written_by, begun_at, changed_at, revision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, 1) \
               ON CONFLICT DO NOTHING";
    let values = [
        id.0.into(),
        network.0.into(),
        organisation.0.into(),
        meeting.into(),
        conversation.into(),
        title.into(),
        text.markdown().into(),
        text.html().into(),
        person.0.into(),
        tx.now().into(),
    ];
    if execute_affecting(tx, sql, values).await? == 0 { Err(Error::Conflict("taken_home_already")) } else { Ok(id) }
}

async fn of_meeting(
    db: &impl Db,
    actor: &Actor,
    meeting: &Meeting,
    own: OrganisationId,
    words: &TakeHomeWords,
) -> Result<(String, String)> {
    let mut page = Page::default();
    let hosts = meeting::hosts(db, std::slice::from_ref(meeting)).await?;
    let hosts: Vec<_> = hosts.into_iter().map(|host| host.name).collect();
    page.line(&(words.met)(meeting.held(), meeting.place.as_deref(), &hosts.join(", ")));
    let themes = themes(&meeting.themes);
    if !themes.is_empty() || meeting.summary.is_some() {
        page.heading(words.about);
        page.list(themes.iter().map(String::as_str));
        page.line(meeting.summary.as_deref().unwrap_or_default());
    }
    let all = promise::of_meeting(db, actor, meeting.id).await?;
    let of = |kind: PromiseKind| all.iter().filter(move |one| one.kind == kind && one.status != PromiseStatus::Dropped);
    page.listed(words.decided, of(PromiseKind::Decision).map(|one| one.wording.clone()));
    let ours = |one: &&Promise| one.organisation_id == Some(own);
    page.listed(words.we_promised, of(PromiseKind::Promise).filter(ours).map(|one| due(one, words)));
    let others = of(PromiseKind::Promise).filter(|one| !ours(one));
    page.listed(
        words.others_promised,
        others.map(|one| format!("{}: {}", one.organisation.as_deref().unwrap_or_default(), due(one, words))),
    );
    page.heading(words.means);
    page.line(words.means_hint);
    Ok((meeting.title.clone(), page.0))
}

fn due(one: &Promise, words: &TakeHomeWords) -> String {
    let due = one.due_on.map(words.due).map(|due| format!(" ({due})")).unwrap_or_default();
    format!("{}{due}", one.wording)
}

async fn of_conversation(
    db: &impl Db,
    conversation: &ReadableConversation,
    words: &TakeHomeWords,
) -> Result<(String, String)> {
    #[derive(FromRow)]
    struct First {
        html: String,
    }
    let mut page = Page::default();
    let found = conversation.row();
    let sql = "SELECT html FROM message WHERE conversation_id = $1 AND position = 1 AND deleted_at IS NULL";
    if let Some(first) = row::<First>(db, sql, [found.id.0.into()]).await? {
        page.heading(if found.thread_kind.is_some_and(conversation::ThreadKind::asks) {
            words.asked
        } else {
            words.about
        });
        page.line(&said(&first.html));
    }
    if let Some(summary) = summary::current(db, conversation).await?.filter(|summary| !summary.html.is_empty()) {
        page.heading(words.came_to);
        page.line(&said(&summary.html));
    }
    let accepted = question::accepted(db, conversation).await?;
    if !accepted.is_empty() {
        page.heading(words.answers);
        for one in accepted.iter().take(MOST_LINES / 3) {
            // who said it is for those in the network; at home the organisation says enough
            let from = one.message.organisation.as_deref().map(|name| format!("{name}: ")).unwrap_or_default();
            page.line(&format!("{from}{}", said(&one.message.html)));
        }
    }
    page.heading(words.means);
    page.line(words.means_hint);
    Ok((found.title.clone().unwrap_or_else(|| words.untitled.to_owned()), page.0))
}

/// What somebody wrote, without whom they named and whom they quoted: the page names nobody by itself.
fn said(html: &str) -> String {
    let mut rest = html;
    let mut kept = String::with_capacity(html.len());
    while let Some(at) = rest.find("<span data-mention=") {
        kept.push_str(&rest[..at]);
        rest = rest[at..].find("</span>").map_or("", |end| &rest[at + end + "</span>".len()..]);
    }
    kept.push_str(rest);
    let text = plain(&kept.replace("</p>", "</p>\n").replace("<li>", "<li>– "));
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n\n")
}

/// A page that is being written. What comes from others is text, and marks nothing up.
#[derive(Default)]
struct Page(String);

impl Page {
    fn heading(&mut self, words: &str) {
        self.0.push_str(&format!("## {words}\n\n"));
    }

    fn line(&mut self, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let cut: String = text.chars().take(LONGEST_PART).collect();
        let more = if cut.len() < text.len() { " …" } else { "" };
        self.0.push_str(&format!("{}{more}\n\n", marked(&cut)));
    }

    fn list<'a>(&mut self, lines: impl Iterator<Item = &'a str>) {
        let before = self.0.len();
        for line in lines.take(MOST_LINES) {
            self.0.push_str(&format!("- {}\n", marked(&line.split_whitespace().collect::<Vec<_>>().join(" "))));
        }
        if self.0.len() > before {
            self.0.push('\n');
        }
    }

    fn listed(&mut self, heading: &str, lines: impl Iterator<Item = String>) {
        let lines: Vec<String> = lines.collect();
        if !lines.is_empty() {
            self.heading(heading);
            self.list(lines.iter().map(String::as_str));
        }
    }
}

/// Text as Markdown that says just that.
fn marked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_named_and_nothing_is_quoted() {
        let html = "<p>Hej <span data-mention=\"person/1\">@Anna Berg</span>!</p>\n\
                    <blockquote data-quote=\"message/x@1\"><p>Hemligt</p></blockquote>\n<ul>\n<li>Ett</li>\n</ul>";
        assert_eq!(said(html), "Hej !\n\n– Ett");
    }

    #[test]
    fn what_others_wrote_marks_nothing_up() {
        let mut page = Page::default();
        page.line("[x](https://a.se) *så*");
        assert_eq!(page.0, "\\[x\\](https://a.se) \\*så\\*\n\n");
    }
}
