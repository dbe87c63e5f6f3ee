//! The meetings: what was planned, what it came to, and where their rooms are.

use chrono::NaiveDate;
use domain::Result;
use domain::ids::MeetingId;
use domain::meetings::meeting::{self, Meeting};
use domain::meetings::programme::{self, Item, said};
use serde::Serialize;
use wire::MeetingSummary;

use crate::dossier::{Dossier, DossierFacts};
use crate::gather::{Gathering, Place};
use crate::page::{escaped, link, put};
use crate::shelf::{Kept, Shelf};

#[derive(Serialize)]
struct Facts<'a> {
    #[serde(flatten)]
    summary: &'a MeetingSummary,
    text: Option<&'a str>,
    invitation: &'a str,
    programme: Vec<ItemFacts<'a>>,
    #[serde(flatten)]
    dossier: DossierFacts<'a>,
}

#[derive(Serialize)]
struct ItemFacts<'a> {
    day: i32,
    starts_at: String,
    minutes: i32,
    kind: programme::ItemKind,
    title: &'a str,
    who: &'a str,
    about: &'a str,
}

/// When it was, as exactly as it is known.
pub(crate) fn when(meeting: &Meeting) -> String {
    let days = |first: NaiveDate, last: NaiveDate| match first == last {
        true => first.to_string(),
        false => format!("{first} – {last}"),
    };
    match (meeting.starts_on, meeting.month) {
        (Some(first), _) => days(first, meeting.ends_on.unwrap_or(first)),
        (None, Some(month)) => format!("{}-{month:02}", meeting.year),
        (None, None) => meeting.year.to_string(),
    }
}

impl Gathering<'_> {
    /// Finds a place for the page of each meeting.
    pub(crate) fn place_meetings(&mut self) {
        let [.., folder] = self.words().folders;
        for meeting in &self.export.meetings {
            let name = format!("{} {}", when(meeting), meeting.title);
            let base = self.places.free(folder, &name, &[".html", ".json"]);
            self.meeting_pages.insert(meeting.id, base);
        }
    }

    /// Where the page of a meeting lies.
    pub(crate) fn meeting_page(&self, id: MeetingId) -> String {
        self.meeting_pages.get(&id).map(|base| format!("{base}.html")).unwrap_or_default()
    }

    /// Sends a page for each meeting.
    pub(crate) async fn meetings(&mut self, places: &[Place<'_>], shelves: &[Shelf]) -> Result<()> {
        let export = self.export;
        let hosts = meeting::hosts(self.store.reader(), &export.meetings).await?;
        let programmes = programme::of_all(self.store.reader(), &export.meetings).await?;
        for row in &export.meetings {
            let path = self.meeting_page(row.id);
            let summary = MeetingSummary::new(row, &hosts);
            let items = programmes.get(&row.id).map(Vec::as_slice).unwrap_or_default();
            let dossier = Dossier::of(self, row).await?;
            let all = shelves.iter().flat_map(|shelf| &shelf.documents);
            let mut documents: Vec<&Kept> = all.filter(|one| one.meeting_id == Some(row.id)).collect();
            documents.sort_by(|a, b| a.path.cmp(&b.path));
            let mut body = self.meeting(row, &summary, items);
            self.came_to(&mut body, &path, &dossier, &documents);
            body.push_str(&self.rooms_of(&path, row, places));
            let html = self.pages.page(&path, &row.title, &[("index.html", &self.title)], &body);
            self.made(&path, html).await?;
            let facts = Facts {
                summary: &summary,
                text: row.summary.as_deref(),
                invitation: &row.invitation,
                programme: items.iter().map(facts_of).collect(),
                dossier: dossier.facts(&documents),
            };
            self.facts(&format!("{}.json", path.trim_end_matches(".html")), &facts).await?;
        }
        Ok(())
    }

    fn meeting(&self, row: &Meeting, summary: &MeetingSummary, items: &[Item]) -> String {
        let words = self.words();
        let names = |names: Vec<String>| escaped(&names.join(", "));
        let lines = [
            (words.when, escaped(&when(row))),
            (words.place, escaped(row.place.as_deref().unwrap_or_default())),
            (words.hosts, names(summary.host.iter().map(|host| host.name.clone()).collect())),
            (words.themes, names(summary.themes.clone())),
            (words.articles, names(summary.articles.iter().map(ToString::to_string).collect())),
        ];
        let mut body = "<dl>\n".to_owned();
        for (label, value) in lines.iter().filter(|(_, value)| !value.is_empty()) {
            put(&mut body, format_args!("<dt>{label}</dt><dd>{value}</dd>\n"));
        }
        put(&mut body, format_args!("</dl>\n"));
        for text in [row.summary.as_deref().unwrap_or_default(), &row.invitation] {
            for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
                put(&mut body, format_args!("<p>{}</p>\n", escaped(paragraph).replace('\n', "<br>")));
            }
        }
        if !items.is_empty() {
            put(&mut body, format_args!("<h2>{}</h2>\n<table>\n", words.programme));
            for item in items {
                let (from, to) = (said(item.starts_at), said(item.starts_at + item.minutes));
                let (title, who, about) = (escaped(&item.title), escaped(&item.who), escaped(&item.about));
                put(
                    &mut body,
                    format_args!(
                        "<tr><td>{} {}, {from}–{to}</td><td>{title}<br><span class=\"aside\">{who}<br>{about}</span></td></tr>\n",
                        words.day, item.day
                    ),
                );
            }
            put(&mut body, format_args!("</table>\n"));
        }
        body
    }

    /// The rooms that go along with it.
    fn rooms_of(&self, path: &str, row: &Meeting, places: &[Place<'_>]) -> String {
        let own = places.iter().filter(|place| place.room.room().meeting_id == Some(row.id));
        let rooms: String = own.map(|place| format!("<li>{}</li>", link(path, &place.index(), &place.name))).collect();
        if rooms.is_empty() { rooms } else { format!("<h2>{}</h2>\n<ul>{rooms}</ul>\n", self.words().rooms) }
    }
}

fn facts_of(item: &Item) -> ItemFacts<'_> {
    ItemFacts {
        day: item.day,
        starts_at: said(item.starts_at),
        minutes: item.minutes,
        kind: item.kind,
        title: &item.title,
        who: &item.who,
        about: &item.about,
    }
}
