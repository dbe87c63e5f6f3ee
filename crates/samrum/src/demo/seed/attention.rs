//! What people follow, what they have put off, and the mails that already wait for those one can sign in as.

use std::sync::Arc;

use chrono::{Days, TimeDelta};
use domain::Error;
use domain::actor::Actor;
use domain::conversations::{attention, conversation, following, message};
use domain::ids::{ConversationId, NetworkId};
use domain::networks::network;
use domain::notifications::{self, MailReason, NewMail};
use domain::store::{Store, Tx};

use super::conversations::Told;
use super::ground::{Ground, unknown};

/// How many mails there are for each person.
const MAILS: usize = 2;

pub(super) async fn draw(store: &Store, ground: &Arc<Ground>, told: &[Told]) -> domain::Result<()> {
    for row in &ground.content.follow {
        let (id, level) = (named(ground, told, &row.conversation)?, row.level);
        let actor = actor(store, ground, &row.person).await?;
        let follow = move |tx: Tx| async move {
            let found = conversation::readable(&tx, tx.actor(), id).await?;
            following::follow(&tx, &found, Some(level)).await
        };
        store.write(&actor, follow).await?;
    }
    for row in &ground.content.put_off {
        let id = named(ground, told, &row.conversation)?;
        let until = store.clock().now() + Days::new(row.days.into());
        let actor = actor(store, ground, &row.person).await?;
        let put_off = move |tx: Tx| async move {
            let found = conversation::readable(&tx, tx.actor(), id).await?;
            attention::put_off(&tx, &found, until).await
        };
        store.write(&actor, put_off).await?;
    }
    for slug in &ground.content.mail_without_content {
        let id: NetworkId = network::by_slug(store.reader(), &Actor::System, slug).await?.id;
        let hide = move |tx: Tx| async move {
            let now = notifications::settings_of(&tx, tx.actor(), id).await?;
            notifications::set_mail_content(&tx, id, now.revision, false).await
        };
        store.write(&Actor::System, hide).await?;
    }
    mails(store, ground).await
}

/// What the newest direct messages and mentions would have sent: written and put into files once the demo runs.
async fn mails(store: &Store, ground: &Ground) -> domain::Result<()> {
    let mut mails = Vec::new();
    for person in ground.content.people.iter().filter(|person| person.sign_in.is_some()) {
        let id = ground.person(&person.key)?;
        let actor = actor(store, ground, &person.key).await?;
        let claims = attention::claims(store.reader(), &actor).await?;
        let personal = claims.iter().filter(|claim| claim.why.personal() && claim.put_off.is_none());
        for claim in personal.take(MAILS) {
            let found = message::page(store.reader(), &actor, claim.conversation, message::Page::Before(i64::MAX), 1);
            let Some(last) = found.await?.messages.pop().filter(|last| last.author_id != Some(id)) else { continue };
            let Some(concerned) = notifications::of_message(store.reader(), &Actor::System, last.id).await? else {
                continue;
            };
            let reason = match claim.why {
                attention::Why::Direct => MailReason::Direct,
                attention::Why::Mentioned => MailReason::Mention,
                _ => MailReason::Answer,
            };
            mails.push(NewMail::of_message(id, reason, last.id, &concerned));
        }
    }
    let enqueue = move |tx: Tx| async move {
        let soon = tx.now() + TimeDelta::seconds(1);
        notifications::enqueue(&tx, &mails, soon).await.map(drop)
    };
    store.write(&Actor::System, enqueue).await
}

async fn actor(store: &Store, ground: &Ground, key: &str) -> domain::Result<Actor> {
    let found = notifications::recipient(store, ground.person(key)?).await?;
    Ok(found.ok_or(Error::NotFound)?.actor)
}

pub(super) fn named(ground: &Ground, told: &[Told], name: &str) -> domain::Result<ConversationId> {
    for conversation in told {
        if conversation.source.read(ground)?.0.name() == name {
            return Ok(conversation.id);
        }
    }
    Err(unknown(name))
}
