//! The pages one begins at: of the whole, and of each room.

use domain::Result;
use domain::methods::decision::{self, Decision};
use domain::methods::proposal::ProposalResult;
use serde::Serialize;
use wire::DecisionRow;

use crate::gather::{Gathering, Place};
use crate::meetings::when;
use crate::page::{escaped, link, moment, put, size};
use crate::shelf::{Kept, Shelf};
use crate::talk::Said;

#[derive(Serialize)]
struct RoomFacts<'a> {
    id: domain::ids::RoomId,
    name: &'a str,
    kind: domain::access::RoomKind,
    audience: domain::access::Audience,
    documents: &'a [Kept],
    decisions: Vec<DecisionRow>,
}

#[derive(Serialize)]
struct WholeFacts<'a> {
    title: &'a str,
    taken_out_at: chrono::DateTime<chrono::Utc>,
    network: Option<NetworkFacts<'a>>,
    rooms: Vec<RoomPlace<'a>>,
    meetings: Vec<String>,
}

#[derive(Serialize)]
struct NetworkFacts<'a> {
    id: domain::ids::NetworkId,
    name: &'a str,
    slug: &'a str,
    purpose: &'a str,
}

#[derive(Serialize)]
struct RoomPlace<'a> {
    id: domain::ids::RoomId,
    name: &'a str,
    path: &'a str,
}

impl Gathering<'_> {
    /// Sends a room: its conversations, its facts, and the page that leads to all of it.
    pub(crate) async fn room(&mut self, place: &Place<'_>, shelf: &Shelf) -> Result<()> {
        let said = self.conversations(place).await?;
        let decisions = decision::all_of(self.store.reader(), place.room).await?;
        let path = place.index();
        let mut body = String::new();
        let room = place.room.room();
        put(&mut body, format_args!("<p class=\"aside\">{}</p>\n", (self.pages.words.audience)(room.audience)));
        if said.is_empty() && shelf.documents.is_empty() {
            put(&mut body, format_args!("<p>{}</p>\n", self.words().nothing));
        }
        self.said(&mut body, &path, &said);
        self.decided(&mut body, &decisions);
        self.shelved(&mut body, &path, &shelf.documents);
        let html = self.pages.page(&path, &place.name, &[("index.html", &self.title)], &body);
        self.made(&path, html).await?;
        let facts = RoomFacts {
            id: room.id,
            name: &place.name,
            kind: room.kind,
            audience: room.audience,
            documents: &shelf.documents,
            decisions: decisions.iter().map(DecisionRow::from).collect(),
        };
        self.facts(&format!("{}/room.json", place.path), &facts).await
    }

    fn said(&self, body: &mut String, path: &str, said: &[Said]) {
        if said.is_empty() {
            return;
        }
        put(body, format_args!("<h2>{}</h2>\n<table>\n", self.words().conversations));
        for one in said {
            let (link, count) = (link(path, &one.path, &one.title), (self.words().messages)(one.messages));
            put(body, format_args!("<tr><td>{link}</td><td>{count}</td><td>{}</td></tr>\n", moment(one.last_at)));
        }
        put(body, format_args!("</table>\n"));
    }

    fn decided(&self, body: &mut String, decisions: &[Decision]) {
        if decisions.is_empty() {
            return;
        }
        put(body, format_args!("<h2>{}</h2>\n", self.words().decisions));
        let [adopted, rejected] = self.words().results;
        for one in decisions {
            let result = if one.result == ProposalResult::Adopted { adopted } else { rejected };
            let (title, wording) = (escaped(&one.title), escaped(&one.wording).replace('\n', "<br>"));
            put(body, format_args!("<article>\n<header><strong>{title}</strong> "));
            put(
                body,
                format_args!("<span class=\"aside\">{result} {}</span></header>\n<p>{wording}</p>\n", one.decided_on),
            );
            if !one.outcome.is_empty() {
                put(body, format_args!("<p>{}</p>\n", escaped(&one.outcome).replace('\n', "<br>")));
            }
            put(body, format_args!("</article>\n"));
        }
    }

    fn shelved(&self, body: &mut String, path: &str, documents: &[Kept]) {
        if documents.is_empty() {
            return;
        }
        put(body, format_args!("<h2>{}</h2>\n<table>\n", self.words().documents));
        let mut in_order: Vec<&Kept> = documents.iter().collect();
        in_order.sort_by(|a, b| a.path.cmp(&b.path));
        for one in in_order {
            put(body, format_args!("<tr><td>{}", link(path, &one.path, &one.name)));
            if !one.earlier_versions.is_empty() {
                let links =
                    one.earlier_versions.iter().map(|version| link(path, &version.path, &version.version.to_string()));
                let links: Vec<String> = links.collect();
                put(
                    body,
                    format_args!("<br><span class=\"aside\">{}: {}</span>", self.words().versions, links.join(", ")),
                );
            }
            let by = escaped(&self.pages.said_by(&one.author));
            put(
                body,
                format_args!("</td><td>{}</td><td>{by}<br>{}</td></tr>\n", size(one.size), moment(one.changed_at)),
            );
        }
        put(body, format_args!("</table>\n"));
    }

    /// Sends the page that leads to everything.
    pub(crate) async fn overview(&mut self, places: &[Place<'_>]) -> Result<()> {
        let (words, export) = (self.words(), self.export);
        let mut body = String::new();
        put(&mut body, format_args!("<p class=\"aside\">{}</p>\n", escaped(&(words.taken_out)(&moment(self.at)))));
        if let Some(network) = &export.network {
            put(&mut body, format_args!("<p>{}</p>\n", escaped(&network.purpose).replace('\n', "<br>")));
        }
        put(&mut body, format_args!("<p>{}</p>\n<h2>{}</h2>\n<ul>\n", words.holds, words.rooms));
        for place in places.iter().filter(|place| place.room.room().meeting_id.is_none() || export.meetings.is_empty())
        {
            put(&mut body, format_args!("<li>{}</li>\n", link("index.html", &place.index(), &place.name)));
        }
        put(&mut body, format_args!("</ul>\n"));
        if !export.meetings.is_empty() {
            put(&mut body, format_args!("<h2>{}</h2>\n<table>\n", words.meetings));
            for meeting in &export.meetings {
                let to = self.meeting_page(meeting.id);
                let (link, when) = (link("index.html", &to, &meeting.title), when(meeting));
                let place = escaped(meeting.place.as_deref().unwrap_or_default());
                put(&mut body, format_args!("<tr><td>{when}</td><td>{link}</td><td>{place}</td></tr>\n"));
            }
            put(&mut body, format_args!("</table>\n"));
        }
        let html = self.pages.page("index.html", &self.title, &[], &body);
        self.made("index.html", html).await?;
        let title = self.title.clone();
        let facts = WholeFacts {
            title: &title,
            taken_out_at: self.at,
            network: export.network.as_ref().map(|network| NetworkFacts {
                id: network.id,
                name: &network.name,
                slug: &network.slug,
                purpose: &network.purpose,
            }),
            rooms: places
                .iter()
                .map(|place| RoomPlace { id: place.room.room().id, name: &place.name, path: &place.path })
                .collect(),
            meetings: export.meetings.iter().map(|meeting| self.meeting_page(meeting.id)).collect(),
        };
        self.facts("metadata.json", &facts).await
    }
}
