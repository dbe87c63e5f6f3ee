//! The notes of a meeting. They are written over the socket; here they are read.

use actix_web::get;
use actix_web::web::{Data, Json, Path, Query};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::conversations::text::shown;
use domain::ids::MeetingId;
use domain::meetings::notes;
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{MeetingNotes, NotesPiece, NotesPieces, NotesWriter, Problem};

use crate::asker::Asker;
use crate::problem::Failure;
use crate::state::Api;

/// The notes of a meeting as they stand now.
#[utoipa::path(tag = "meetings", operation_id = "meeting_notes", responses((status = 200, body = MeetingNotes), (status = 404, body = Problem)))]
#[get("/meetings/{id}/notes")]
pub(in crate::routes) async fn show(
    asker: Asker,
    api: Data<Api>,
    id: Path<MeetingId>,
) -> Result<Json<MeetingNotes>, Failure> {
    let db = api.store.reader();
    let found = notes::readable(db, &asker.actor, *id).await?;
    let text = notes::text(db, &found).await?;
    let writers = notes::writers(db, &found).await?.into_iter().map(NotesWriter::from).collect();
    Ok(Json(MeetingNotes {
        meeting_id: found.meeting().id,
        html: shown(&text).unwrap_or_default(),
        text,
        n: found.row().map_or(0, |notes| notes.last_n),
        may_write: found.may_write(),
        closed: found.closed(),
        changed_at: found.row().map(|notes| notes.changed_at),
        writers,
    }))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct After {
    /// After this number; from the first without it.
    #[serde(default)]
    after: i64,
}

/// What was written in the notes since a number: all there is, at most 2 MiB.
#[utoipa::path(tag = "meetings", operation_id = "meeting_notes_pieces", params(After), responses((status = 200, body = NotesPieces), (status = 404, body = Problem)))]
#[get("/meetings/{id}/notes/pieces")]
pub(in crate::routes) async fn pieces(
    asker: Asker,
    api: Data<Api>,
    id: Path<MeetingId>,
    query: Query<After>,
) -> Result<Json<NotesPieces>, Failure> {
    let db = api.store.reader();
    let found = notes::readable(db, &asker.actor, *id).await?;
    let pieces = notes::since(db, &found, query.after).await?;
    let items = pieces.into_iter().map(|one| NotesPiece { n: one.n, update: STANDARD.encode(&one.piece) }).collect();
    Ok(Json(NotesPieces { items }))
}
