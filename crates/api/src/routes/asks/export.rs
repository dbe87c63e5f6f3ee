//! The answers as a table to take along.

use actix_web::web::{Data, Path, Query};
use actix_web::{HttpResponse, get};
use chrono::{DateTime, Utc};
use chrono_tz::Europe::Stockholm;
use domain::Error;
use domain::catalogue::Catalogue;
use domain::ids::ConversationId;
use domain::methods::ask::{self, Answer, ReadableAsk};
use serde::Deserialize;
use utoipa::IntoParams;
use wire::Problem;

use crate::asker::Asker;
use crate::problem::Failure;
use crate::state::Api;
use crate::table_file::{self, Form, Table};

/// The widths of the columns, in characters.
const WIDTHS: [f64; 5] = [28.0, 80.0, 28.0, 18.0, 24.0];

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ExportQuery {
    /// `csv` or `xlsx`; `csv` without it.
    #[serde(default)]
    #[param(inline)]
    form: Form,
}

/// All answers as a file, with the organisations that have not answered below them.
#[utoipa::path(tag = "asks", operation_id = "export", params(ExportQuery), responses((status = 200, description = "The file", content_type = "application/octet-stream"), (status = 404, body = Problem)))]
#[get("/conversations/{id}/ask/export")]
pub(in crate::routes) async fn export(
    asker: Asker,
    api: Data<Api>,
    id: Path<ConversationId>,
    query: Query<ExportQuery>,
) -> Result<HttpResponse, Failure> {
    let found = ask::readable(api.store.reader(), &asker.actor, *id).await?;
    let rows = table(&api, asker.words(), &found).await?;
    let title = found.conversation().row().title.clone().unwrap_or_default();
    let head = asker.words().ask.columns.map(str::to_owned).into_iter().zip(WIDTHS).collect();
    table_file::answer(query.form, &title, Table { head, rows }).await
}

/// Everything that stands in the table: at most [`domain::methods::ask`]'s largest roll.
async fn table(api: &Api, words: &Catalogue, found: &ReadableAsk) -> Result<Vec<Vec<String>>, Error> {
    let db = api.store.reader();
    let answers = ask::answers(db, found, None, 1_000).await?;
    let mut rows: Vec<Vec<String>> = answers.iter().map(|answer| cells(words, answer)).collect();
    let missing = ask::asked(db, found, api.store.clock().today()).await?;
    let missing = missing.into_iter().filter(|one| !one.answered);
    rows.extend(missing.map(|one| {
        let none = String::new;
        vec![one.name, words.ask.not_answered.to_owned(), none(), none(), none()]
    }));
    Ok(rows)
}

/// What the answer says; of a hidden one why it is.
pub(super) fn said(words: &Catalogue, answer: &Answer) -> String {
    match &answer.hidden_reason {
        Some(reason) => format!("{} {reason}", words.ask.hidden),
        None => answer.text.clone(),
    }
}

fn cells(words: &Catalogue, answer: &Answer) -> Vec<String> {
    vec![
        answer.organisation.clone(),
        said(words, answer),
        answer.author_name.clone().unwrap_or_else(|| words.representative.to_owned()),
        time(answer.written_at),
        if answer.by_coordinator { words.ask.by_coordinator.to_owned() } else { String::new() },
    ]
}

fn time(at: DateTime<Utc>) -> String {
    at.with_timezone(&Stockholm).format("%Y-%m-%d %H:%M").to_string()
}
