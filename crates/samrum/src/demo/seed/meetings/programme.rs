//! The programme of a demo meeting: the lines of its document, as items.

use domain::ids::MeetingId;
use domain::meetings::meeting::{self, Meeting};
use domain::meetings::programme::{self, ItemKind, WrittenItem, time_of_day};
use domain::store::Tx;

/// A line that only says when the day is over.
const END: &str = "Slut";
/// Until the day ends where a line has no next.
const LAST: i32 = 60;
/// What an item is, by a word in its title; a lecture where none of them is.
const KINDS: [(&str, ItemKind); 10] = [
    ("lunch", ItemKind::Informal),
    ("fika", ItemKind::Informal),
    ("kaffe", ItemKind::Informal),
    ("middag", ItemKind::Informal),
    ("verkstad", ItemKind::Workshop),
    ("besök", ItemKind::Workshop),
    ("landet runt", ItemKind::Discussion),
    ("samtal", ItemKind::Discussion),
    ("arbetsplan", ItemKind::Discussion),
    ("ärenden", ItemKind::Workshop),
];

/// Reads lines such as `- 12.30 Välkommen – Nadja Petrini` under `### Dag 1`.
pub(super) fn items(written: &str) -> Vec<WrittenItem> {
    let mut items: Vec<WrittenItem> = Vec::new();
    let mut day = 1;
    for line in written.lines() {
        if let Some(number) = line.strip_prefix("### Dag ").and_then(|number| number.trim().parse().ok()) {
            day = number;
        }
        let Some((time, said)) = line.strip_prefix("- ").and_then(|rest| rest.split_once(' ')) else { continue };
        let Ok(starts_at) = time_of_day(&time.replace('.', ":")) else { continue };
        if let Some(before) = items.last_mut().filter(|item| item.day == day) {
            before.minutes = (starts_at - before.starts_at).max(1);
        }
        if said == END {
            continue;
        }
        let (title, who) = said.split_once(" – ").unwrap_or((said, ""));
        let lower = title.to_lowercase();
        let kind = KINDS.iter().find(|(word, _)| lower.contains(word)).map_or(ItemKind::Lecture, |(_, kind)| *kind);
        let (title, who) = (title.to_owned(), who.to_owned());
        items.push(WrittenItem { id: None, day, starts_at, minutes: LAST, kind, title, who, about: String::new() });
    }
    items
}

/// Gives a meeting its programme, where it has one.
pub(super) async fn write(tx: &Tx, made: &Meeting, items: Vec<WrittenItem>) -> domain::Result<()> {
    let id: MeetingId = made.id;
    if items.is_empty() {
        return Ok(());
    }
    let planned = meeting::planned(tx, tx.actor(), id).await?;
    programme::write(tx, &planned, made.revision, items, Some("demo")).await
}
