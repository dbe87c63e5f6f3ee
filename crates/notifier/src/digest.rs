//! Mails that tell of many things: the digest, and the one before a meeting. They are written when they are sent, from
//! what their recipient has not read and may read at that moment.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, TimeDelta, Utc};
use domain::conversations::attention::{self, Claim, Why};
use domain::conversations::conversation::{ConversationKind, themes};
use domain::conversations::list::{self, ConversationRow, Filter};
use domain::conversations::text::excerpt;
use domain::documents::document;
use domain::ids::{ConversationId, MeetingId, NetworkId};
use domain::meetings::meeting::{self, Meeting};
use domain::meetings::remind;
use domain::networks::network;
use domain::notifications::{self, Mail, MailReason, Recipient, Rhythm};
use domain::store::Store;

use crate::catalogue::{Catalogue, Turn, filled};
use crate::meeting::when;
use crate::paper::{Block, Letter};
use crate::rules::{brought_up_since, news_since, still_told_before};
use crate::{Config, Result};

/// The most conversations of one group.
const GROUP: usize = 10;
/// Characters of the first unread message.
const EXCERPT: usize = 160;
/// What is older is not brought up before a meeting: documents, and what is unread.
const WEEK: TimeDelta = TimeDelta::days(7);
const MONTH: TimeDelta = TimeDelta::days(28);
/// Documents of the archive, or of a meeting.
const DOCUMENTS: i64 = 5;

/// What a digest is made with.
struct Maker<'a> {
    store: &'a Store,
    config: &'a Config,
    recipient: &'a Recipient,
    words: &'static Catalogue,
    now: DateTime<Utc>,
    hidden: BTreeSet<NetworkId>,
    networks: HashMap<NetworkId, String>,
}

/// Writes the mail; none where there is nothing to tell.
pub(crate) async fn write(
    store: &Store,
    config: &Config,
    recipient: &Recipient,
    mail: &Mail,
) -> Result<Option<Letter>> {
    let db = store.reader();
    let networks = network::visible(db, &recipient.actor).await?;
    let maker = Maker {
        store,
        config,
        recipient,
        words: Catalogue::of(recipient.language),
        now: store.clock().now(),
        hidden: notifications::without_content(db).await?,
        networks: networks.into_iter().map(|network| (network.id, network.name)).collect(),
    };
    let written = match (mail.reason, mail.meeting_id) {
        (MailReason::BeforeMeeting, Some(meeting)) => maker.before_meeting(meeting).await?,
        _ => maker.digest(mail).await?,
    };
    Ok(written.map(|(subject, why, blocks)| Letter {
        words: maker.words,
        subject,
        blocks,
        why,
        name: format!("digest.{}", mail.id.simple()),
        thread: None,
        answers: None,
    }))
}

type Written = (String, &'static str, Vec<Block>);

/// When it came before one: what was put off came when its time did.
fn came(claim: &Claim) -> DateTime<Utc> {
    claim.put_off.map_or(claim.last_at, |until| until.max(claim.last_at))
}

impl Maker<'_> {
    async fn digest(&self, mail: &Mail) -> Result<Option<Written>> {
        let (words, rhythm) = (&self.words.digest, mail.reason.rhythm());
        let Turn { subject, why } = match rhythm {
            Rhythm::Daily => &words.daily,
            Rhythm::Weekly => &words.weekly,
            Rhythm::Monthly => &words.monthly,
            Rhythm::Never => return Ok(None),
        };
        let last = notifications::digest_last(self.store.reader(), mail.person_id).await?;
        let news = news_since(rhythm, self.now, last);
        let claims = self.claims(brought_up_since(rhythm, self.now, news)).await?;
        // what one has left since the digest before is no news
        if !claims.iter().any(|claim| came(claim) > news) {
            return Ok(None);
        }
        let mut blocks = Vec::new();
        let following = |why| matches!(why, Why::YouWrote | Why::Following);
        self.group(&mut blocks, words.to_you, claims.iter().filter(|claim| claim.why.personal())).await?;
        self.group(&mut blocks, words.you_follow, claims.iter().filter(|claim| following(claim.why))).await?;
        self.group(&mut blocks, words.other, claims.iter().filter(|claim| claim.why == Why::Network)).await?;
        let published = document::Filter { published: true, ..Default::default() };
        self.documents(&mut blocks, words.archive, published, news).await?;
        let meetings = meeting::timeline(self.store.reader(), &self.recipient.actor).await?;
        if let Some(next) = meeting::upcoming(&meetings, self.store.clock().today()) {
            blocks.push(Block::Heading(words.next_meeting.to_owned()));
            blocks.push(self.meeting(next));
        }
        blocks.push(Block::Link { words: words.open.to_owned(), url: format!("{}/", self.config.public_url) });
        Ok(Some(((*subject).to_owned(), *why, blocks)))
    }

    async fn before_meeting(&self, id: MeetingId) -> Result<Option<Written>> {
        let words = &self.words.digest;
        let db = self.store.reader();
        let found = match meeting::readable(db, &self.recipient.actor, id).await {
            Ok(found) => found,
            Err(domain::Error::NotFound) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        // moved, cancelled or over meanwhile
        let today = self.store.clock().today();
        if found.cancelled_at.is_some() || found.starts_on.is_none_or(|day| day < today) {
            return Ok(None);
        }
        if !still_told_before(remind::said(db, &self.recipient.actor, &found, today).await?) {
            return Ok(None);
        }
        let mut blocks = vec![self.meeting(&found)];
        let themes = themes(&found.themes);
        if !themes.is_empty() {
            blocks.push(Block::Line(filled(words.themes, &[&themes.join(", ")])));
        }
        let claims = self.claims(self.now - MONTH).await?;
        let rooms = [found.room_id, found.planning_room_id];
        let about = claims.iter().filter(|claim| rooms.contains(&claim.room));
        self.group(&mut blocks, words.about_meeting, about).await?;
        let of_room = document::Filter { room: Some(found.room_id), ..Default::default() };
        self.documents(&mut blocks, words.documents, of_room, self.now - WEEK).await?;
        let to_you = claims.iter().filter(|claim| claim.why.personal() && !rooms.contains(&claim.room));
        self.group(&mut blocks, words.to_you, to_you).await?;
        let url = format!("{}/traffar/{}", self.config.public_url, found.id);
        blocks.push(Block::Link { words: words.to_meeting.to_owned(), url });
        Ok(Some((filled(words.meeting, &[&found.title]), words.meeting_why, blocks)))
    }

    /// What is unread, not muted, not put off and not older than `since`.
    async fn claims(&self, since: DateTime<Utc>) -> Result<Vec<Claim>> {
        let mut claims = attention::claims(self.store.reader(), &self.recipient.actor).await?;
        claims.retain(|claim| claim.put_off.is_none_or(|until| until <= self.now) && came(claim) > since);
        Ok(claims)
    }

    async fn group<'c>(
        &self,
        blocks: &mut Vec<Block>,
        heading: &str,
        claims: impl Iterator<Item = &'c Claim>,
    ) -> Result<()> {
        let ids: Vec<ConversationId> = claims.map(|claim| claim.conversation).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let (some, more) = (ids.iter().take(GROUP).copied().collect(), ids.len().saturating_sub(GROUP));
        let filter = Filter { among: Some(some), limit: GROUP as i64, ..Filter::default() };
        let rows = list::list(self.store.reader(), &self.recipient.actor, &filter).await?;
        blocks.push(Block::Heading(heading.to_owned()));
        blocks.extend(rows.iter().map(|row| self.entry(row)));
        if more > 0 {
            blocks.push(Block::Line(filled(self.words.digest.more, &[&more.to_string()])));
        }
        Ok(())
    }

    fn entry(&self, row: &ConversationRow) -> Block {
        let words = self.words;
        let hidden = row.network_id.is_some_and(|network| self.hidden.contains(&network));
        let room = row.room_name.as_deref().unwrap_or_else(|| words.room(row.room_kind)).to_owned();
        let last = words.person(
            row.last_author_name.as_deref().or(row.last_author_label.as_deref()),
            row.last_organisation.as_deref(),
        );
        let title = match (row.kind, &row.title) {
            (_, Some(_)) | (ConversationKind::Thread, _) if hidden => words.digest.hidden.to_owned(),
            (_, Some(title)) => title.clone(),
            (ConversationKind::Direct, None) => format!("{}: {last}", words.direct_conversation),
            (_, None) => format!("{} · {room}", words.chat),
        };
        let unread = (row.last_position - row.read_position).max(0);
        let (one, many) = words.digest.unread;
        // what calls on one in words read before is not unread
        let unread = (unread > 0).then(|| filled(if unread == 1 { one } else { many }, &[&unread.to_string()]));
        let network = row.network_id.and_then(|id| self.networks.get(&id)).cloned();
        let place = (row.kind != ConversationKind::Direct).then_some(room);
        let writer = (row.kind != ConversationKind::Direct && !hidden).then_some(last);
        let about: Vec<String> = [unread, writer, place, network].into_iter().flatten().collect();
        let said = row.unread_text.as_deref().filter(|_| !hidden).map(|text| excerpt(text, EXCERPT));
        Block::Entry {
            title,
            url: format!("{}/samtal/{}", self.config.public_url, row.id),
            about: about.join(" · "),
            excerpt: said.filter(|said| !said.is_empty()),
        }
    }

    /// What has changed since `since`.
    async fn documents(
        &self,
        blocks: &mut Vec<Block>,
        heading: &str,
        filter: document::Filter,
        since: DateTime<Utc>,
    ) -> Result<()> {
        let filter = document::Filter { limit: DOCUMENTS, ..filter };
        let found = document::list(self.store.reader(), &self.recipient.actor, &filter).await?;
        let hidden = |network: Option<NetworkId>| network.is_some_and(|network| self.hidden.contains(&network));
        let news: Vec<_> =
            found.into_iter().filter(|document| document.changed_at > since && !hidden(document.network_id)).collect();
        if news.is_empty() {
            return Ok(());
        }
        blocks.push(Block::Heading(heading.to_owned()));
        for document in news {
            let about = document.network_id.and_then(|id| self.networks.get(&id)).cloned().unwrap_or_default();
            let url = format!("{}/dokument/{}", self.config.public_url, document.id);
            blocks.push(Block::Entry { title: document.name, url, about, excerpt: None });
        }
        Ok(())
    }

    fn meeting(&self, meeting: &Meeting) -> Block {
        let network = self.networks.get(&meeting.network_id).cloned();
        let about: Vec<String> =
            [Some(when(self.words, meeting)), meeting.place.clone(), network].into_iter().flatten().collect();
        Block::Entry {
            title: meeting.title.clone(),
            url: format!("{}/traffar/{}", self.config.public_url, meeting.id),
            about: about.join(" · "),
            excerpt: None,
        }
    }
}
