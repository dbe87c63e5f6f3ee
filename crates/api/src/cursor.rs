//! Pages of lists: a limit, and an opaque cursor that says where the page before ended.

use actix_web::http::StatusCode;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;

use crate::problem::Failure;

/// Which page of a list.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct PageQuery {
    /// At most so many, 1–100; 20 without it.
    #[serde(default)]
    pub(crate) limit: Option<i64>,
    /// The `next_cursor` of the page before.
    #[serde(default)]
    pub(crate) cursor: Option<String>,
}

/// The limit asked for.
pub(crate) fn limit(asked: Option<i64>) -> Result<i64, Failure> {
    match asked {
        None => Ok(20),
        Some(limit @ 1..=100) => Ok(limit),
        Some(_) => Err(Failure::Shape(StatusCode::BAD_REQUEST, "bad_query", vec![("/limit".into(), "out_of_range")])),
    }
}

/// Reads a cursor that this server gave.
pub(crate) fn read<T: DeserializeOwned>(cursor: Option<&str>) -> Result<Option<T>, Failure> {
    let bad = || Failure::shape(StatusCode::BAD_REQUEST, "bad_cursor");
    let Some(cursor) = cursor else { return Ok(None) };
    if cursor.len() > 1_000 {
        return Err(bad());
    }
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| bad())?;
    // no cursor of ours holds U+0000, which PostgreSQL takes in no text
    if String::from_utf8_lossy(&bytes).contains("\\u0000") {
        return Err(bad());
    }
    serde_json::from_slice(&bytes).map(Some).map_err(|_| bad())
}

/// The cursor after `last`.
pub(crate) fn write<T: Serialize>(last: &T) -> Option<String> {
    serde_json::to_vec(last).ok().map(|bytes| URL_SAFE_NO_PAD.encode(bytes))
}

/// One more row than asked for was read: cuts it off and gives the cursor after the last that stays.
pub(crate) fn cut<T, C: Serialize>(rows: &mut Vec<T>, limit: i64, place: impl Fn(&T) -> C) -> Option<String> {
    let limit = usize::try_from(limit).unwrap_or_default();
    if rows.len() <= limit {
        return None;
    }
    rows.truncate(limit);
    rows.last().and_then(|last| write(&place(last)))
}
