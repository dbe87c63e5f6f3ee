//! Two people in the notes of a meeting: from what one has written until the other has it, kept on the way.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use yrs::{
    Doc, ReadTxn as _, Text as _, Transact as _, XmlElementPrelim, XmlElementRef, XmlFragment as _, XmlTextPrelim,
};

use super::Servers;
use super::ear::Ear;
use super::figures::{Figures, median, number};
use super::ground::Ground;

/// How many letters are written.
const LETTERS: usize = 100;
/// How long from one letter to the next.
const PAUSE: Duration = Duration::from_millis(60);
const LIMIT: Duration = Duration::from_secs(5);

pub(super) async fn measure(figures: &mut Figures, servers: &Servers, ground: &Ground) -> Result<()> {
    let meeting = ground.meeting;
    let mut writer = Ear::listening(servers.samrum.sockets, 0, &ground.tokens[1], None).await?;
    let mut other = Ear::listening(servers.samrum.sockets, 1, &ground.tokens[2], None).await?;
    for ear in [&mut writer, &mut other] {
        ear.say(&format!(r#"{{"type":"notes_open","meeting_id":"{meeting}"}}"#)).await?;
        ear.until(b"\"notes_opened\"", LIMIT).await?;
    }
    let doc = Doc::new();
    let root = doc.get_or_insert_xml_fragment("notes");
    let (mut kept, mut told) = (Vec::new(), Vec::new());
    for n in 0..LETTERS {
        let before = doc.transact().state_vector();
        let mut change = doc.transact_mut();
        if n == 0 {
            let paragraph: XmlElementRef = root.push_back(&mut change, XmlElementPrelim::empty("paragraph"));
            paragraph.push_back(&mut change, XmlTextPrelim::new("M"));
        } else {
            let first = root.get(&change, 0).and_then(yrs::XmlOut::into_xml_element).context("a paragraph")?;
            let text = first.get(&change, 0).and_then(yrs::XmlOut::into_xml_text).context("its text")?;
            text.push(&mut change, "e");
        }
        let piece = STANDARD.encode(change.encode_state_as_update_v1(&before));
        drop(change);
        let began = Instant::now();
        let said = format!(
            r#"{{"type":"notes_write","meeting_id":"{meeting}","id":{},"update":"{piece}","more":false}}"#,
            n + 1
        );
        writer.say(&said).await?;
        other.until(b"\"notes_update\"", LIMIT).await?;
        told.push(began.elapsed().as_secs_f64() * 1000.0);
        writer.until(b"\"notes_kept\"", LIMIT).await?;
        kept.push(began.elapsed().as_secs_f64() * 1000.0);
        // as fast as somebody types: a socket that says more than that is not heard
        tokio::time::sleep(PAUSE).await;
    }
    told.sort_by(f64::total_cmp);
    let late = told.get(told.len() * 99 / 100).copied().unwrap_or(f64::NAN);
    figures.table(
        "A letter in the notes of a meeting, two writing",
        &["the other has it, p50 ms", "p99 ms", "its writer knows it is kept, p50 ms"],
    );
    figures.row([number(median(&told)), number(late), number(median(&kept))]);
    Ok(())
}
