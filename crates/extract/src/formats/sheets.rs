//! Spreadsheets (XLSX, XLS, ODS): a page a sheet, a line a row.

use super::Draft;
use super::archive::Archive;
use crate::{MediaType, Unreadable, limits};
use calamine::{Data, Dimensions, Ods, OdsError, Reader, Sheets, Xls, XlsError, Xlsb, Xlsx, XlsxError};
use std::io::Cursor;

/// Reads a workbook. Containers must have been proven ([`Archive::prove`]) before: the library unpacks uncounted.
pub(super) fn read(bytes: &[u8], mut draft: Draft) -> Result<Draft, Unreadable> {
    let mut book = open(bytes, draft.kind)?;
    let names = book.sheet_names();
    draft.truncated = names.len() > limits::PAGES;
    for name in names.iter().take(limits::PAGES) {
        // A sheet that can't be read (a chart, a macro sheet) leaves its place.
        let text = match too_wide(&mut book, name) {
            true => Err(Unreadable::TooComplex),
            false => Ok(sheet(&mut book, name, &mut draft.truncated)),
        }?;
        draft.page(Some(name.clone()), &format!("{name}\n\n{text}"));
    }
    Ok(draft)
}

fn open(bytes: &[u8], kind: MediaType) -> Result<Sheets<Cursor<&[u8]>>, Unreadable> {
    let bytes = Cursor::new(bytes);
    let locked = |locked| if locked { Unreadable::PasswordProtected } else { Unreadable::Damaged };
    match kind {
        MediaType::Xls => Xls::new(bytes).map(Sheets::Xls).map_err(|error| locked(matches!(error, XlsError::Password))),
        MediaType::Ods => Ods::new(bytes).map(Sheets::Ods).map_err(|error| locked(matches!(error, OdsError::Password))),
        _ => match Xlsx::new(bytes.clone()) {
            Ok(book) => Ok(Sheets::Xlsx(book)),
            Err(XlsxError::Password) => Err(Unreadable::PasswordProtected),
            // The binary kind of the same container.
            Err(_) => Xlsb::new(bytes).map(Sheets::Xlsb).map_err(|_| Unreadable::Damaged),
        },
    }
}

/// Whether a sheet claims more cells than may be laid out: two used cells in opposite corners claim them all.
fn too_wide(book: &mut Sheets<Cursor<&[u8]>>, name: &str) -> bool {
    let claimed = |dimensions: Dimensions| dimensions.len();
    match book {
        Sheets::Xlsx(book) => {
            let Ok(mut cells) = book.worksheet_cells_reader(name) else {
                return false;
            };
            let (mut rows, mut columns, mut any) = ((u32::MAX, 0), (u32::MAX, 0), false);
            while let Ok(Some(cell)) = cells.next_cell() {
                let (row, column) = cell.get_position();
                rows = (rows.0.min(row), rows.1.max(row));
                columns = (columns.0.min(column), columns.1.max(column));
                any = true;
            }
            any && claimed(Dimensions::new((rows.0, columns.0), (rows.1, columns.1))) > limits::SHEET_CELLS
        }
        // XLS has at most 65,536 × 256 cells, ODS repeats are bounded by the library; memory is limited anyway.
        _ => false,
    }
}

fn sheet(book: &mut Sheets<Cursor<&[u8]>>, name: &str, truncated: &mut bool) -> String {
    let Ok(range) = book.worksheet_range(name) else {
        return String::new();
    };
    let mut out = String::new();
    for (index, row) in range.rows().enumerate() {
        if index >= limits::ROWS || out.len() > limits::PAGE_TEXT {
            *truncated = true;
            break;
        }
        let cells: Vec<String> = row.iter().take(limits::COLUMNS).map(cell).collect();
        let line = cells.join("\t");
        let line = line.trim_end();
        if !line.trim().is_empty() {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

fn cell(value: &Data) -> String {
    match value {
        Data::DateTime(at) if at.is_datetime() => {
            let (year, month, day, hour, minute, ..) = at.to_ymd_hms_milli();
            if (hour, minute) == (0, 0) {
                format!("{year:04}-{month:02}-{day:02}")
            } else {
                format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
            }
        }
        // One cell is one cell, whatever it holds.
        other => crate::text::clean::one_line(&other.to_string()),
    }
}

/// The same from a zip container whose parts were not counted yet.
pub(super) fn read_container(bytes: &[u8], archive: &mut Archive<'_>, kind: MediaType) -> Result<Draft, Unreadable> {
    let part = if kind == MediaType::Ods { "meta.xml" } else { "docProps/core.xml" };
    let draft = super::office::draft(archive, kind, part)?;
    archive.prove()?;
    read(bytes, draft)
}
