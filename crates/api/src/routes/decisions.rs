//! Decisions.

use actix_web::get;
use actix_web::web::{Data, Json, Path, Query};
use chrono::NaiveDate;
use domain::ids::{DecisionId, NetworkId};
use domain::methods::{decision, proposal};
use domain::rooms::audience;
use domain::rooms::room;
use wire::{AudienceView, ChoiceCount, Decision, DecisionRow, List, Problem};

use crate::asker::Asker;
use crate::cursor::{self, PageQuery};
use crate::listed::Listed;
use crate::problem::Failure;
use crate::rendering;
use crate::state::Api;

/// The decisions of a network that one may read, the latest first.
#[utoipa::path(tag = "decisions", params(PageQuery), responses((status = 200, body = List<DecisionRow>), (status = 404, body = Problem)))]
#[get("/networks/{id}/decisions")]
pub(super) async fn of_network(
    asker: Asker,
    api: Data<Api>,
    id: Path<NetworkId>,
    page: Query<PageQuery>,
) -> Result<Listed<List<DecisionRow>>, Failure> {
    let limit = cursor::limit(page.limit)?;
    let after: Option<(NaiveDate, DecisionId)> = cursor::read(page.cursor.as_deref())?;
    let mut rows = decision::list(api.store.reader(), &asker.actor, *id, after, limit + 1).await?;
    let next_cursor = cursor::cut(&mut rows, limit, |row| (row.decided_on, row.id));
    Ok(Listed(List { items: rows.iter().map(DecisionRow::from).collect(), next_cursor }))
}

/// A decision.
#[utoipa::path(tag = "decisions", responses((status = 200, body = Decision), (status = 404, body = Problem)))]
#[get("/decisions/{id}")]
pub(super) async fn show(asker: Asker, api: Data<Api>, id: Path<DecisionId>) -> Result<Json<Decision>, Failure> {
    let db = api.store.reader();
    let row = decision::readable(db, &asker.actor, *id).await?;
    let room = room::readable(db, &asker.actor, row.room_id).await?;
    let people = audience::count(db, &asker.actor, row.room_id, api.store.clock().today()).await?;
    Ok(Json(Decision {
        counts: proposal::counted(db, row.conversation_id).await?.iter().map(ChoiceCount::from).collect(),
        network: rendering::network_ref(db, &asker, Some(row.network_id)).await?,
        audience: AudienceView { text: (asker.words().audience)(room.room().audience).to_owned(), people },
        outcome: row.outcome.clone(),
        voting: row.voting,
        row: DecisionRow::from(&row),
    }))
}
