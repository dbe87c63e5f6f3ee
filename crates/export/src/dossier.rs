//! What a meeting came to: its notes while they are written, decisions and promises, who was there, what was thought of it,
//! what was asked before it, and where its documents lie.

use domain::Result;
use domain::conversations::text::shown;
use domain::meetings::attendance::{self, Present};
use domain::meetings::evaluation;
use domain::meetings::meeting::{Meeting, MeetingState};
use domain::meetings::notes;
use domain::meetings::promise::{self, Promise, PromiseKind};
use domain::meetings::question;
use serde::Serialize;
use wire::Evaluation;

use crate::gather::Gathering;
use crate::page::{escaped, link, put};
use crate::shelf::Kept;

/// What a meeting came to, as far as whoever asks may read it.
pub(crate) struct Dossier {
    /// The notes, as HTML; none once they are a document.
    notes: Option<String>,
    promises: Vec<Promise>,
    attended: Vec<Present>,
    evaluations: Vec<Evaluation>,
    /// What was asked before it, with whom it is from where that is told.
    questions: Vec<(String, Option<String>)>,
}

/// The same as facts.
#[derive(Serialize)]
pub(crate) struct DossierFacts<'a> {
    notes: Option<&'a str>,
    decisions_and_promises: Vec<PromiseFacts<'a>>,
    attendance: &'a [Present],
    evaluations: &'a [Evaluation],
    questions: Vec<QuestionFacts<'a>>,
    documentation: &'a [&'a Kept],
}

#[derive(Serialize)]
struct PromiseFacts<'a> {
    id: domain::ids::PromiseId,
    kind: PromiseKind,
    wording: &'a str,
    quote: Option<&'a str>,
    organisation: Option<&'a str>,
    due_on: Option<chrono::NaiveDate>,
    status: promise::PromiseStatus,
    made_at: chrono::DateTime<chrono::Utc>,
}

#[derive(Serialize)]
struct QuestionFacts<'a> {
    text: &'a str,
    from: Option<&'a str>,
}

impl Dossier {
    pub(crate) async fn of(gathering: &Gathering<'_>, meeting: &Meeting) -> Result<Self> {
        let (db, actor) = (gathering.store.reader(), &gathering.actor);
        let readable = notes::readable(db, actor, meeting.id).await?;
        let written = match meeting.state {
            MeetingState::Archived => String::new(),
            _ => notes::text(db, &readable).await?,
        };
        let asked = question::list(db, actor, meeting.id).await?;
        Ok(Self {
            notes: Some(written).filter(|text| !text.trim().is_empty()).map(|text| written_out(&text)),
            promises: promise::of_meeting(db, actor, meeting.id).await?,
            attended: attendance::by_organisation(db, actor, meeting).await?,
            evaluations: evaluation::of_meeting(db, actor, meeting).await?.into_iter().map(Into::into).collect(),
            questions: asked.into_iter().map(|one| (one.text, one.person_name.or(one.organisation))).collect(),
        })
    }

    pub(crate) fn facts<'a>(&'a self, documents: &'a [&'a Kept]) -> DossierFacts<'a> {
        DossierFacts {
            notes: self.notes.as_deref(),
            decisions_and_promises: self.promises.iter().map(promised).collect(),
            attendance: &self.attended,
            evaluations: &self.evaluations,
            questions: self
                .questions
                .iter()
                .map(|(text, from)| QuestionFacts { text, from: from.as_deref() })
                .collect(),
            documentation: documents,
        }
    }
}

/// The notes as HTML; as they were written where they are nested deeper than anybody can read.
fn written_out(text: &str) -> String {
    shown(text).unwrap_or_else(|| format!("<pre>{}</pre>", escaped(text)))
}

fn promised(one: &Promise) -> PromiseFacts<'_> {
    PromiseFacts {
        id: one.id,
        kind: one.kind,
        wording: &one.wording,
        quote: one.quote.as_deref(),
        organisation: one.organisation.as_deref(),
        due_on: one.due_on,
        status: one.status,
        made_at: one.made_at,
    }
}

impl Gathering<'_> {
    /// What it came to, on its page.
    pub(crate) fn came_to(&self, body: &mut String, path: &str, dossier: &Dossier, documents: &[&Kept]) {
        let words = self.words();
        if let Some(notes) = &dossier.notes {
            put(body, format_args!("<h2>{}</h2>\n{notes}\n", self.pages.words.dossier.notes));
        }
        self.promises(body, &dossier.promises);
        self.attended(body, &dossier.attended);
        if !dossier.evaluations.is_empty() {
            put(body, format_args!("<h2>{}</h2>\n", words.evaluation));
        }
        for one in &dossier.evaluations {
            let [score, takes_home, better] = words.thought;
            put(body, format_args!("<article>\n<header><strong>{}</strong> ", escaped(&one.organisation.name)));
            put(body, format_args!("<span class=\"aside\">{score} {}/5</span></header>\n", one.score));
            for (label, text) in [(takes_home, &one.takes_home), (better, &one.better)] {
                if !text.is_empty() {
                    put(body, format_args!("<p>{label} {}</p>\n", escaped(text).replace('\n', "<br>")));
                }
            }
            put(body, format_args!("</article>\n"));
        }
        if !dossier.questions.is_empty() {
            put(body, format_args!("<h2>{}</h2>\n<ul>\n", words.questions));
            for (text, from) in &dossier.questions {
                let from = from.as_deref().map(|from| format!("<br><span class=\"aside\">{}</span>", escaped(from)));
                put(body, format_args!("<li>{}{}</li>\n", escaped(text), from.unwrap_or_default()));
            }
            put(body, format_args!("</ul>\n"));
        }
        if !documents.is_empty() {
            put(body, format_args!("<h2>{}</h2>\n<ul>\n", words.documents));
            for one in documents {
                put(body, format_args!("<li>{}</li>\n", link(path, &one.path, &one.name)));
            }
            put(body, format_args!("</ul>\n"));
        }
    }

    fn promises(&self, body: &mut String, promises: &[Promise]) {
        if promises.is_empty() {
            return;
        }
        let words = &self.pages.words.dossier;
        put(body, format_args!("<h2>{}</h2>\n<ul>\n", words.promises));
        for one in promises {
            let kind = match one.kind {
                PromiseKind::Decision => words.decision,
                PromiseKind::Promise => words.promise,
            };
            let status = (one.kind == PromiseKind::Promise).then(|| (self.words().promised)(one.status).to_owned());
            let facts = [one.organisation.clone(), one.due_on.map(words.due), status];
            let facts: Vec<String> = facts.into_iter().flatten().collect();
            put(body, format_args!("<li><strong>{kind}:</strong> {}", escaped(&one.wording).replace('\n', "<br>")));
            if !facts.is_empty() {
                put(body, format_args!("<br><span class=\"aside\">{}</span>", escaped(&facts.join(" · "))));
            }
            put(body, format_args!("</li>\n"));
        }
        put(body, format_args!("</ul>\n"));
    }

    fn attended(&self, body: &mut String, attended: &[Present]) {
        if attended.is_empty() {
            return;
        }
        let words = self.words();
        put(body, format_args!("<h2>{}</h2>\n<table>\n<tr>", words.attendance));
        for column in words.attended {
            put(body, format_args!("<th>{column}</th>"));
        }
        put(body, format_args!("</tr>\n"));
        for one in attended {
            let organisation = escaped(one.organisation.as_deref().unwrap_or("–"));
            put(body, format_args!("<tr><td>{organisation}</td>"));
            for count in [one.officials, one.elected, one.guests, one.others] {
                put(body, format_args!("<td>{count}</td>"));
            }
            put(body, format_args!("</tr>\n"));
        }
        put(body, format_args!("</table>\n"));
    }
}
