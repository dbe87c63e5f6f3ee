//! What is asked.

use std::sync::Arc;

use actix_web::http::StatusCode;
use chrono::NaiveDate;
use domain::conversations::tags::label;
use domain::ids::{NetworkId, OrganisationId, RoomId};
use search::{EntryKind, Filter, Order, Query, Synonyms};
use serde::Deserialize;
use utoipa::IntoParams;
use wire::HitKind;

use crate::asker::Asker;
use crate::problem::Failure;

/// In what order hits come.
#[derive(Clone, Copy, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::routes) enum HitOrder {
    /// The best first.
    #[default]
    Relevance,
    /// The latest first.
    Date,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(in crate::routes) struct SearchQuery {
    /// Words, `"phrases"`, `-minus`, `från:`, `i:`, `före:`, `efter:`, `artikel:`; the first 400 characters count.
    #[serde(default)]
    pub(super) q: String,
    /// Only of this network.
    #[serde(default)]
    pub(super) network: Option<NetworkId>,
    /// Only of this room.
    #[serde(default)]
    pub(super) room: Option<RoomId>,
    /// Only of this kind.
    #[serde(default)]
    pub(super) kind: Option<HitKind>,
    /// Only of this year.
    #[serde(default)]
    pub(super) year: Option<i32>,
    /// Only what is in the archive.
    #[serde(default)]
    pub(super) published: bool,
    /// Only from this host, by name.
    #[serde(default)]
    pub(super) host: Option<String>,
    /// Only with this theme, whether its first letter is a capital or not.
    #[serde(default)]
    pub(super) theme: Option<String>,
    /// Only about this article of the Convention, 1–54.
    #[serde(default)]
    pub(super) article: Option<u8>,
    /// Only of this organisation.
    #[serde(default)]
    pub(super) organisation: Option<OrganisationId>,
    /// Dated this day or later.
    #[serde(default)]
    pub(super) from: Option<NaiveDate>,
    /// Dated this day or earlier.
    #[serde(default)]
    pub(super) to: Option<NaiveDate>,
    /// In what order.
    #[serde(default)]
    #[param(inline)]
    pub(super) order: HitOrder,
    /// Count how the hits are spread, and all of them: for a page of results, not while somebody types.
    #[serde(default)]
    pub(super) facets: bool,
    /// The first three of each kind as `groups`, counted, instead of `items`; `limit` and `cursor` then say nothing.
    #[serde(default)]
    pub(super) grouped: bool,
    /// At most so many, 1–100; 20 without it.
    #[serde(default)]
    pub(in crate::routes) limit: Option<i64>,
    /// The `next_cursor` of the page before.
    #[serde(default)]
    pub(in crate::routes) cursor: Option<String>,
}

/// The question to the index: always within the rooms the asker may read.
pub(super) fn query(
    asker: &Asker,
    asked: &SearchQuery,
    synonyms: Vec<Arc<Synonyms>>,
    limit: i64,
    offset: usize,
) -> Result<Query, Failure> {
    let named = |name: &Option<String>| name.as_ref().map_or(0, String::len);
    for (pointer, length) in [("/q", asked.q.len()), ("/host", named(&asked.host)), ("/theme", named(&asked.theme))] {
        if length > 4_000 {
            let long = vec![(pointer.to_owned(), "too_long")];
            return Err(Failure::Shape(StatusCode::BAD_REQUEST, "bad_query", long));
        }
    }
    let access = asker.actor.own_access()?;
    // who is not signed in searches what is public; people and organisations are for those who share a network
    let rooms = access.readable_rooms().map(|facts| facts.id.0).collect();
    let filter = Filter {
        networks: asked.network.into_iter().map(|id| id.0).collect(),
        rooms: asked.room.into_iter().map(|id| id.0).collect(),
        kinds: asked.kind.into_iter().map(kind).collect(),
        years: asked.year.into_iter().collect(),
        hosts: asked.host.clone().into_iter().collect(),
        themes: asked.theme.as_deref().map(label).into_iter().collect(),
        articles: asked.article.into_iter().collect(),
        organisations: asked.organisation.into_iter().map(|id| id.0).collect(),
        from: asked.from,
        to: asked.to,
        published_only: asked.published,
    };
    Ok(Query {
        filter,
        order: match asked.order {
            HitOrder::Relevance => Order::Relevance,
            HitOrder::Date => Order::Date,
        },
        limit: usize::try_from(limit).unwrap_or(20),
        offset: offset.min(10_000),
        with_facets: asked.facets || asked.grouped,
        synonyms,
        ..Query::new(asked.q.clone(), rooms)
    })
}

fn kind(kind: HitKind) -> EntryKind {
    match kind {
        HitKind::Message => EntryKind::Message,
        HitKind::Document => EntryKind::Document,
        HitKind::Conversation => EntryKind::Conversation,
        HitKind::Meeting => EntryKind::Meeting,
        HitKind::Decision => EntryKind::Decision,
        HitKind::Person => EntryKind::Person,
        HitKind::Organisation => EntryKind::Organisation,
    }
}
