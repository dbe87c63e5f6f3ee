//! The letter about a standing in: that one is to, that it is confirmed or not, that it is over.

use domain::access::SeatKind;
use domain::actor::Actor;
use domain::ids::SubstitutionId;
use domain::networks::seat::told::{self, Says};
use domain::notifications::Notice;
use domain::store::Store;

use crate::catalogue::{Catalogue, filled};
use crate::paper::{Block, Letter};
use crate::{Config, Result};

/// Writes it; none where it says nothing any more.
pub(super) async fn write(store: &Store, config: &Config, due: &Notice) -> Result<Option<Letter>> {
    let (id, today) = (SubstitutionId(due.subject_id), store.clock().today());
    let Some(about) = told::words(store.reader(), &Actor::System, id, &due.address, today).await? else {
        return Ok(None);
    };
    let words = Catalogue::of(due.language);
    let texts = &words.stand_in;
    let named = match (about.title.as_str(), about.kind) {
        ("", SeatKind::Official) => words.seat_invitation.kinds[0],
        ("", SeatKind::Elected) => words.seat_invitation.kinds[1],
        (title, _) => title,
    };
    let (first, last) = (words.day(about.from_day), words.day(about.to_day));
    let mut days = if first == last { first } else { filled(texts.days, &[&first, &last]) };
    if let Some(meeting) = &about.meeting {
        days = filled(texts.at_meeting, &[&days, meeting]);
    }
    let (subject, lead) = match about.says {
        Says::Asked => (texts.asked_subject, texts.asked),
        Says::StandsIn => (texts.stands_in_subject, texts.stands_in),
        Says::NoMore => (texts.no_more_subject, texts.no_more),
        Says::Confirmed => (texts.confirmed_subject, texts.confirmed),
        Says::Declined => (texts.declined_subject, texts.declined),
    };
    let mut blocks = vec![Block::Line(filled(lead, &[named, &about.organisation, &about.network, &days]))];
    if matches!(about.says, Says::Asked | Says::StandsIn) {
        blocks.push(Block::Line(texts.cannot.to_owned()));
    }
    let url = format!("{}/uppdrag/{}", config.public_url, about.seat_id);
    blocks.push(Block::Link { words: texts.link.to_owned(), url });
    let asked_for = matches!(about.says, Says::Confirmed | Says::Declined);
    Ok(Some(Letter {
        words,
        subject: filled(subject, &[&about.organisation]),
        blocks,
        why: if asked_for { texts.why_asked_for } else { texts.why },
        name: format!("notice.{}", due.id.simple()),
        thread: None,
        answers: None,
    }))
}
