//! What became of a message after it was written: edited, thanked for, flagged, hidden.

use chrono::TimeDelta;
use domain::conversations::flag;
use domain::conversations::message::{self, ReactionKind};
use domain::conversations::text::Text;
use domain::ids::{MessageId, NetworkId, RoomId};
use domain::store::Tx;

use super::conversations::body;
use super::ground::Ground;
use super::standing::Standing;
use crate::demo::model::Message;

/// Lets it happen; `of` gives the standing somebody had that day.
pub(super) async fn happened(
    tx: &Tx,
    ground: &Ground,
    (room, id): (RoomId, MessageId),
    network: Option<NetworkId>,
    message: &Message,
    of: impl Fn(&str) -> domain::Result<Standing>,
) -> domain::Result<()> {
    let since = &message.aftermath;
    let at = ground.instant(message.at) + TimeDelta::minutes(4);
    if since.first_wording.is_some() {
        message::edit_as(tx, id, &Text::written(&body(ground, message, None)?)?, at).await?;
    }
    for (kind, people) in [(ReactionKind::Thanks, &since.thanks), (ReactionKind::SameHere, &since.same_here)] {
        for (person, minutes) in people.iter().zip(5..) {
            let (organisation, _, _) = of(person)?;
            let when = at + TimeDelta::minutes(minutes);
            message::react_as(tx, (room, id), kind, (ground.person(person)?, organisation), when).await?;
        }
    }
    let later = at + TimeDelta::minutes(30);
    if let (Some((by, why)), Some(network)) = (&since.flag, network) {
        flag::flag_as(tx, id, network, why, ground.person(by)?, later).await?;
    }
    if let Some((by, why)) = &since.hidden {
        message::hide_as(tx, id, why, ground.person(by)?, later).await?;
    }
    Ok(())
}
