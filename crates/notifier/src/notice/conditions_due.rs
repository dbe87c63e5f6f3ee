//! The letter that reminds an organisation to confirm its conditions, once a year.

use domain::actor::Actor;
use domain::ids::OrganisationId;
use domain::networks::condition::remind;
use domain::notifications::Notice;
use domain::store::Store;

use crate::catalogue::{Catalogue, filled};
use crate::paper::{Block, Letter};
use crate::{Config, Result};

/// Writes it; none where all has been confirmed meanwhile.
pub(super) async fn write(store: &Store, config: &Config, due: &Notice) -> Result<Option<Letter>> {
    let Some(network) = due.network_id else { return Ok(None) };
    let (db, today, organisation) = (store.reader(), store.clock().today(), OrganisationId(due.subject_id));
    let Some(found) = remind::letter(db, &Actor::System, network, organisation, today).await? else {
        return Ok(None);
    };
    let words = Catalogue::of(due.language);
    let texts = &words.conditions_due;
    let lead = match found.until {
        Some(until) => {
            let lead = if until < today { texts.lead_past } else { texts.lead };
            filled(lead, &[&found.organisation, &found.network, &words.day(until)])
        }
        None => filled(texts.lead_unsaid, &[&found.organisation, &found.network]),
    };
    let url = format!("{}/natverk/{}/forutsattningar/{organisation}", config.public_url, found.slug);
    Ok(Some(Letter {
        words,
        subject: filled(texts.subject, &[&found.organisation, &found.network]),
        blocks: vec![
            Block::Line(lead),
            Block::Line(texts.how.to_owned()),
            Block::Link { words: texts.link.to_owned(), url },
        ],
        why: texts.why,
        name: format!("notice.{}", due.id.simple()),
        thread: None,
        answers: None,
    }))
}
