//! The answers as a table to take along: CSV, or XLSX for spreadsheets.
//!
//! What somebody wrote is text and nothing else: a cell that a spreadsheet would take for a formula is marked as text
//! (OWASP, CSV injection).

use actix_web::http::header;
use actix_web::web::{self, Data, Path, Query};
use actix_web::{HttpResponse, get};
use chrono::{DateTime, Utc};
use chrono_tz::Europe::Stockholm;
use domain::Error;
use domain::catalogue::Catalogue;
use domain::ids::ConversationId;
use domain::methods::ask::{self, Answer, ReadableAsk};
use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};
use serde::Deserialize;
use utoipa::IntoParams;
use wire::Problem;

use crate::asker::Asker;
use crate::problem::Failure;
use crate::routes::files::attachment;
use crate::state::Api;

#[derive(Clone, Copy, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
enum Form {
    /// Comma-separated values with semicolons between, as Swedish spreadsheets expect, in UTF-8.
    #[default]
    Csv,
    /// A spreadsheet.
    Xlsx,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ExportQuery {
    /// `csv` or `xlsx`; `csv` without it.
    #[serde(default)]
    #[param(inline)]
    form: Form,
}

/// A row of the table.
type Cells = [String; 5];

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
    let (form, head) = (query.form, asker.words().ask.columns.map(str::to_owned));
    let made = web::block(move || match form {
        Form::Csv => Ok(csv(&head, &rows).into_bytes()),
        Form::Xlsx => xlsx(&head, &rows).map_err(Error::internal),
    });
    let bytes = made.await.map_err(Error::internal)??;
    let (ending, kind) = match form {
        Form::Csv => ("csv", "text/csv; charset=utf-8"),
        Form::Xlsx => ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, kind))
        .insert_header((header::CONTENT_DISPOSITION, attachment(&format!("{title}.{ending}"))))
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .body(bytes))
}

/// Everything that stands in the table: at most [`domain::methods::ask`]'s largest roll.
async fn table(api: &Api, words: &Catalogue, found: &ReadableAsk) -> Result<Vec<Cells>, Error> {
    let db = api.store.reader();
    let answers = ask::answers(db, found, None, 1_000).await?;
    let mut rows: Vec<Cells> = answers.iter().map(|answer| cells(words, answer)).collect();
    let missing = ask::asked(db, found, api.store.clock().today()).await?;
    let missing = missing.into_iter().filter(|one| !one.answered);
    rows.extend(missing.map(|one| {
        let none = String::new;
        [one.name, words.ask.not_answered.to_owned(), none(), none(), none()]
    }));
    Ok(rows)
}

fn cells(words: &Catalogue, answer: &Answer) -> Cells {
    [
        answer.organisation.clone(),
        answer.text.clone(),
        answer.author_name.clone().unwrap_or_else(|| words.representative.to_owned()),
        time(answer.written_at),
        if answer.by_coordinator { words.ask.by_coordinator.to_owned() } else { String::new() },
    ]
}

fn time(at: DateTime<Utc>) -> String {
    at.with_timezone(&Stockholm).format("%Y-%m-%d %H:%M").to_string()
}

/// Whether a spreadsheet would read something else than text in it.
fn looks_like_a_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// RFC 4180, but for the semicolons. (The crate for it would have every other crate built anew for the sake of a feature.)
fn csv(head: &Cells, rows: &[Cells]) -> String {
    // the mark tells spreadsheets that it is UTF-8
    let mut file = String::from("\u{feff}");
    for row in std::iter::once(head).chain(rows) {
        let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
        file.push_str(&cells.join(";"));
        file.push_str("\r\n");
    }
    file
}

fn quoted(cell: &str) -> String {
    let plain = if looks_like_a_formula(cell) { format!("'{cell}") } else { cell.to_owned() };
    if plain.contains(['"', ';', '\n', '\r']) { format!("\"{}\"", plain.replace('"', "\"\"")) } else { plain }
}

fn xlsx(head: &Cells, rows: &[Cells]) -> Result<Vec<u8>, XlsxError> {
    /// The widths of the columns, in characters.
    const WIDTHS: [f64; 5] = [28.0, 80.0, 28.0, 18.0, 24.0];
    /// The most characters of a cell.
    const LONGEST: usize = 32_767;
    let bold = Format::new().set_bold();
    // a cell of text stays text, also when somebody edits it
    let text = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top).set_quote_prefix();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, (width, name)) in (0..).zip(WIDTHS.iter().zip(head)) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(0, column, name, &bold)?;
    }
    for (line, row) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            let cell: String = cell.chars().take(LONGEST).collect();
            sheet.write_string_with_format(line, column, cell, &text)?;
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_text() {
        let cells =
            |text: &str| -> Cells { ["Örebro; kommun".into(), text.into(), "A".into(), "B".into(), String::new()] };
        let rows = ["=1+1", "+46", "-1", "@SUM(A1)", "\t=1", "\r=1", "Vi = ni", "\"=x"].map(cells);
        let made = csv(&rows[6], &rows);
        assert!(made.starts_with('\u{feff}'));
        for marked in ["'=1+1", "'+46", "'-1", "'@SUM(A1)", "'\t=1", "\"'\r=1\"", ";Vi = ni;", "\"\"\"=x\""] {
            assert!(made.contains(marked), "{marked} in {made}");
        }
        assert!(made.contains("\"Örebro; kommun\";"));
    }
}
