//! The wordings of a message.

use actix_web::get;
use actix_web::web::{Data, Path, Query};
use domain::conversations::message;
use domain::ids::MessageId;
use wire::{List, MessageStep, Problem};

use crate::asker::Asker;
use crate::cursor::{self, PageQuery};
use crate::listed::Listed;
use crate::problem::Failure;
use crate::state::Api;

/// Every wording of a message, the newest first, with what changed in it word by word. A message that has been taken
/// away has none.
#[utoipa::path(tag = "messages", params(PageQuery), responses((status = 200, body = List<MessageStep>), (status = 404, body = Problem)))]
#[get("/messages/{id}/history")]
pub(in crate::routes) async fn history(
    asker: Asker,
    api: Data<Api>,
    id: Path<MessageId>,
    page: Query<PageQuery>,
) -> Result<Listed<List<MessageStep>>, Failure> {
    let (limit, cursor) = (cursor::limit(page.limit)?, cursor::read(page.cursor.as_deref())?);
    let steps = message::history(api.store.reader(), &asker.actor, id.into_inner(), cursor, limit).await?;
    let next_cursor = steps.last().filter(|step| !step.first).and_then(|step| cursor::write(&step.revision));
    Ok(Listed(List { items: steps.into_iter().map(MessageStep::from).collect(), next_cursor }))
}
