//! The letter that tells whoever proposed a successor what became of it.

use domain::access::SeatKind;
use domain::actor::Actor;
use domain::ids::SeatProposalId;
use domain::networks::succession;
use domain::notifications::{self, Notice};
use domain::store::Store;

use crate::catalogue::{Catalogue, filled};
use crate::paper::{Block, Letter, escaped};
use crate::{Config, Result};

/// Writes it; none where it has not been decided.
pub(super) async fn write(store: &Store, config: &Config, due: &Notice) -> Result<Option<Letter>> {
    let (db, id) = (store.reader(), SeatProposalId(due.subject_id));
    let Some(told) = succession::settled(db, &Actor::System, id).await? else { return Ok(None) };
    let words = Catalogue::of(due.language);
    let texts = &words.successor_settled;
    let named = match (told.title.as_str(), told.kind) {
        ("", SeatKind::Official) => words.seat_invitation.kinds[0],
        ("", SeatKind::Elected) => words.seat_invitation.kinds[1],
        (title, _) => title,
    };
    let (subject, lead) = match told.declined_reason {
        Some(_) => (texts.declined, texts.declined_lead),
        None => (texts.confirmed, texts.confirmed_lead),
    };
    let mut blocks = vec![Block::Line(filled(lead, &[&told.name, named, &told.organisation, &told.network]))];
    // who has left already gets no further
    let stays = told.last_day.is_none_or(|last| last >= store.clock().today());
    match told.declined_reason {
        Some(reason) => {
            if !notifications::without_content(db).await?.contains(&told.network_id) {
                let html = reason.lines().map(|line| format!("<p>{}</p>", escaped(line))).collect();
                blocks.push(Block::Quote { who: words.joining.coordinator.to_owned(), text: reason, html });
            }
            blocks.push(Block::Line(texts.declined_next.to_owned()));
            let url = format!("{}/uppdrag/{}", config.public_url, told.seat_id);
            blocks.push(Block::Link { words: texts.declined_link.to_owned(), url });
        }
        None if stays => {
            blocks.push(Block::Line(texts.confirmed_next.to_owned()));
            let url = format!("{}/borja-har/{}", config.public_url, told.seat_id);
            blocks.push(Block::Link { words: texts.confirmed_link.to_owned(), url });
        }
        None => {}
    }
    Ok(Some(Letter {
        words,
        subject: filled(subject, &[&told.organisation]),
        blocks,
        why: texts.why,
        name: format!("notice.{}", due.id.simple()),
        thread: None,
        answers: None,
    }))
}
