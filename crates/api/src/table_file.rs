//! A table to take along: CSV, or XLSX for spreadsheets.
//!
//! What somebody wrote is text and nothing else: a cell that a spreadsheet would take for a formula is marked as text
//! (OWASP, CSV injection).

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use domain::Error;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};
use serde::Deserialize;

use crate::problem::Failure;
use crate::routes::attachment;

/// In which form a table is taken along.
#[derive(Clone, Copy, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Form {
    /// Comma-separated values with semicolons between, as Swedish spreadsheets expect, in UTF-8.
    #[default]
    Csv,
    /// A spreadsheet.
    Xlsx,
}

/// A table of text.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    /// What each column is called, and how wide it is in characters.
    pub(crate) head: Vec<(String, f64)>,
    /// The rows, each with a cell for every column.
    pub(crate) rows: Vec<Vec<String>>,
}

/// The table as a file called `name`, without its ending; what it is and of what.
///
/// # Errors
/// When it could not be made.
pub(crate) async fn answer(form: Form, name: &str, table: Table) -> Result<HttpResponse, Failure> {
    let title = name.to_owned();
    let made = web::block(move || match form {
        Form::Csv => Ok(csv(&table).into_bytes()),
        Form::Xlsx => xlsx(&title, &table).map_err(Error::internal),
    });
    let bytes = made.await.map_err(Error::internal)??;
    let (ending, kind) = match form {
        Form::Csv => ("csv", "text/csv; charset=utf-8"),
        Form::Xlsx => ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, kind))
        .insert_header((header::CONTENT_DISPOSITION, attachment(&format!("{name}.{ending}"))))
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .body(bytes))
}

/// Whether a spreadsheet would read something else than text in it.
fn looks_like_a_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// RFC 4180, but for the semicolons. (The crate for it would have every other crate built anew for the sake of a feature.)
fn csv(table: &Table) -> String {
    // the mark tells spreadsheets that it is UTF-8
    let mut file = String::from("\u{feff}");
    let head: Vec<String> = table.head.iter().map(|(name, _)| name.clone()).collect();
    for row in std::iter::once(&head).chain(&table.rows) {
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

fn xlsx(title: &str, table: &Table) -> Result<Vec<u8>, XlsxError> {
    /// The most characters of a cell.
    const LONGEST: usize = 32_767;
    let bold = Format::new().set_bold();
    // a cell of text stays text, also when somebody edits it
    let text = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top).set_quote_prefix();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let tab = on_a_tab(title);
    if !tab.is_empty() {
        sheet.set_name(tab)?;
    }
    for (column, (name, width)) in (0..).zip(&table.head) {
        sheet.set_column_width(column, *width)?;
        sheet.write_string_with_format(0, column, name, &bold)?;
    }
    for (line, row) in (1..).zip(&table.rows) {
        for (column, cell) in (0..).zip(row) {
            let cell: String = cell.chars().take(LONGEST).collect();
            sheet.write_string_with_format(line, column, cell, &text)?;
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    // printed it is as wide as the paper, says what it is, and has its columns named on every page
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    sheet.set_header(format!("&L&\"-,Bold\"{}&R&P/&N", over_a_page(title)));
    book.save_to_buffer()
}

/// What stands on the tab of a sheet: at most 31 characters, and not those that a formula names sheets with. Nothing for the
/// one name that spreadsheets keep for themselves.
fn on_a_tab(title: &str) -> String {
    let plain: String = title.chars().filter(|one| !one.is_control() && !"[]:*?/\\'".contains(*one)).collect();
    let mut tab = String::new();
    for one in plain.trim().chars() {
        if tab.encode_utf16().count() + one.len_utf16() > 31 {
            break;
        }
        tab.push(one);
    }
    if tab.eq_ignore_ascii_case("history") { String::new() } else { tab.trim_end().to_owned() }
}

/// What stands over a page, where `&` begins a code, and 255 characters is the most in all.
fn over_a_page(title: &str) -> String {
    /// The most of them that a title takes.
    const LONGEST: usize = 200;
    let mut line = String::new();
    for one in title.chars().filter(|one| !one.is_control()) {
        let written = if one == '&' { 2 } else { one.len_utf16() };
        if line.encode_utf16().count() + written > LONGEST {
            break;
        }
        line.push(one);
        if one == '&' {
            line.push(one);
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_no_code_for_the_page() {
        assert_eq!(over_a_page("Deltagarförteckning Råd & Stöd\n&P"), "Deltagarförteckning Råd && Stöd&&P");
        assert_eq!(over_a_page(&"&".repeat(300)).len(), 200);
        assert_eq!(on_a_tab("'Vem? [alla] i nätverket för barnets bästa'"), "Vem alla i nätverket för barnet");
        let cells = vec!["Örebro".to_owned()];
        let table = Table { head: vec![("En".to_owned(), 8.0)], rows: vec![cells] };
        for title in ["&".repeat(300), "'Vem? [alla]'".to_owned(), String::new()] {
            assert!(xlsx(&title, &table).is_ok(), "{title}");
        }
    }

    #[test]
    fn what_looks_like_a_formula_is_text() {
        let cells = |text: &str| vec!["Örebro; kommun".to_owned(), text.to_owned(), "A".to_owned()];
        let rows = ["=1+1", "+46", "-1", "@SUM(A1)", "\t=1", "\r=1", "Vi = ni", "\"=x"].map(cells).to_vec();
        let head = vec![("En".to_owned(), 8.0), ("Två".to_owned(), 8.0), ("Tre".to_owned(), 8.0)];
        let made = csv(&Table { head, rows });
        assert!(made.starts_with('\u{feff}'));
        for marked in ["'=1+1", "'+46", "'-1", "'@SUM(A1)", "'\t=1", "\"'\r=1\"", ";Vi = ni;", "\"\"\"=x\""] {
            assert!(made.contains(marked), "{marked} in {made}");
        }
        assert!(made.contains("\"Örebro; kommun\";"));
    }
}
