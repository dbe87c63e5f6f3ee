//! The start page: what is new for me?

use actix_web::get;
use actix_web::web::{Data, Json};
use domain::conversations::conversation::ConversationKind;
use domain::conversations::list::{self, ConversationRow as Row, Filter};
use domain::documents::document;
use domain::meetings::meeting;
use wire::{DocumentRow, Problem, Start, StartRow, Why};

use crate::asker::Asker;
use crate::problem::Failure;
use crate::rendering;
use crate::routes::direct;
use crate::state::Api;

/// What is new for the person asking, in three groups, within each the oldest first.
#[utoipa::path(tag = "start", responses((status = 200, body = Start), (status = 401, body = Problem)))]
#[get("/start")]
pub(super) async fn show(asker: Asker, api: Data<Api>) -> Result<Json<Start>, Failure> {
    let db = api.store.reader();
    let me = asker.actor.signed_in()?;
    let unread = Filter { unread: true, limit: 100, ..Filter::default() };
    let mut rows = list::list(db, &asker.actor, &unread).await?;
    let chats = Filter { kind: Some(ConversationKind::Chat), ..unread };
    rows.extend(list::list(db, &asker.actor, &chats).await?);
    rows.sort_by_key(|row| row.last_at);
    let views = rendering::conversations(&asker, &rows);
    let (mut to_me, mut following, mut other) = (Vec::new(), Vec::new(), Vec::new());
    for (row, mut conversation) in rows.iter().zip(views) {
        direct::name(&api, &asker, &mut conversation).await?;
        let why = why(row, me);
        let group = match why {
            Why::Direct | Why::Mentioned | Why::AnswerToYours => &mut to_me,
            Why::YouWrote => &mut following,
            Why::Network => &mut other,
        };
        group.push(StartRow { conversation, why });
    }
    let published = document::Filter { published: true, limit: 5, ..document::Filter::default() };
    let archive_new = document::list(db, &asker.actor, &published).await?;
    let meetings = meeting::timeline(db, &asker.actor).await?;
    let next = meeting::upcoming(&meetings, api.store.clock().today());
    let meeting = match next {
        Some(next) => rendering::meetings(db, std::slice::from_ref(next)).await?.pop(),
        None => None,
    };
    let newest = list::list(db, &asker.actor, &Filter { limit: 1, ..Filter::default() }).await?;
    let last = rendering::conversations(&asker, &newest).pop();
    let unread: i64 = list::unread_by_room(db, &asker.actor).await?.iter().map(|(_, count)| count).sum();
    Ok(Json(Start {
        to_me,
        following,
        other,
        meeting,
        archive_new: archive_new.iter().map(DocumentRow::from).collect(),
        unread,
        last,
    }))
}

/// The strongest reason first.
fn why(row: &Row, me: domain::ids::PersonId) -> Why {
    match row {
        row if row.kind == ConversationKind::Direct => Why::Direct,
        row if row.mentioned => Why::Mentioned,
        row if row.author_id == Some(me) => Why::AnswerToYours,
        row if row.wrote => Why::YouWrote,
        _ => Why::Network,
    }
}
