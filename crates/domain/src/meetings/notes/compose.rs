//! Notes that are there from the start: a plain text as the document that browsers write on in.

use yrs::{
    Doc, ReadTxn as _, StateVector, Transact as _, XmlElementPrelim, XmlElementRef, XmlFragment as _, XmlTextPrelim,
};

use super::markdown::ROOT;
use super::merge;
use crate::actor::Actor;
use crate::ids::{OrganisationId, PersonId};
use crate::meetings::meeting::Meeting;
use crate::store::{Tx, execute};
use crate::{Error, Result};

/// Begins the notes of a meeting as somebody, with lines that are headings (`## …`), points (`- …`) or paragraphs: demo
/// data.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the installation.
pub async fn begin_as(tx: &Tx, meeting: &Meeting, by: (PersonId, OrganisationId), lines: &str) -> Result<()> {
    if !matches!(tx.actor(), Actor::System) {
        return Err(Error::Forbidden);
    }
    let piece = merge::merged(vec![composed(lines)]).await?;
    let size = i64::try_from(piece.len()).unwrap_or(i64::MAX);
    let sql = "INSERT INTO note (meeting_id, merged, merged_n, last_n, size, began_at, changed_at) \
               VALUES ($1, $2, 1, 1, $3, $4, $4)";
    execute(tx, sql, [meeting.id.0.into(), piece.into(), size.into(), tx.now().into()]).await?;
    let sql = "INSERT INTO note_writer (meeting_id, person_id, standing, organisation_id, first_at, last_at) \
               VALUES ($1, $2, 'member', $3, $4, $4)";
    execute(tx, sql, [meeting.id.0.into(), by.0.0.into(), by.1.0.into(), tx.now().into()]).await
}

fn composed(lines: &str) -> Vec<u8> {
    let doc = Doc::new();
    let root = doc.get_or_insert_xml_fragment(ROOT);
    let mut change = doc.transact_mut();
    let mut list: Option<XmlElementRef> = None;
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(point) = line.strip_prefix("- ") {
            let held = match list.take() {
                Some(held) => held,
                None => root.push_back(&mut change, XmlElementPrelim::empty("bullet_list")),
            };
            let item = held.push_back(&mut change, XmlElementPrelim::empty("list_item"));
            let paragraph = item.push_back(&mut change, XmlElementPrelim::empty("paragraph"));
            paragraph.push_back(&mut change, XmlTextPrelim::new(point));
            list = Some(held);
            continue;
        }
        list = None;
        let (tag, words) = match line.strip_prefix("## ") {
            Some(heading) => ("heading", heading),
            None => ("paragraph", line),
        };
        let block = root.push_back(&mut change, XmlElementPrelim::empty(tag));
        if tag == "heading" {
            use yrs::Xml as _;
            block.insert_attribute(&mut change, "level", 2i64);
        }
        block.push_back(&mut change, XmlTextPrelim::new(words));
    }
    change.encode_state_as_update_v1(&StateVector::default())
}
