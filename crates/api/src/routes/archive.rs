//! The archive: a page to browse.

use std::collections::BTreeMap;

use actix_web::get;
use actix_web::web::{Data, Json};
use domain::documents::document::{self, Filter};
use domain::meetings::meeting;
use search::Query;
use wire::{Archive, ArchiveYear, ArticleCount, DocumentRow, Problem, ThemeCount};

use crate::asker::Asker;
use crate::problem::Failure;
use crate::rendering;
use crate::state::Api;

/// The published part of what one may read: meetings by year, themes, what came last.
#[utoipa::path(tag = "archive", responses((status = 200, body = Archive), (status = 401, body = Problem)))]
#[get("/archive")]
pub(super) async fn show(asker: Asker, api: Data<Api>) -> Result<Json<Archive>, Failure> {
    let db = api.store.reader();
    let rows = meeting::timeline(db, &asker.actor).await?;
    let mut counts: BTreeMap<String, i64> = BTreeMap::new();
    let mut years: Vec<ArchiveYear> = Vec::new();
    for summary in rendering::meetings(db, &rows).await? {
        for theme in &summary.themes {
            *counts.entry(theme.clone()).or_default() += 1;
        }
        match years.last_mut() {
            Some(year) if year.year == summary.year => year.meetings.push(summary),
            _ => years.push(ArchiveYear { year: summary.year, meetings: vec![summary] }),
        }
    }
    let mut themes: Vec<_> = counts.into_iter().map(|(name, count)| ThemeCount { name, count }).collect();
    themes.sort_by_key(|theme| (-theme.count, domain::sorting::sort_key(&theme.name)));
    let published = Filter { published: true, limit: 12, ..Filter::default() };
    let new = document::list(db, &asker.actor, &published).await?;
    let articles = articles(&api, &asker).await?;
    Ok(Json(Archive { years, themes, articles, new: new.iter().map(DocumentRow::from).collect() }))
}

/// How much one may read about each article, published or not: a question about an article is asked of all there is.
async fn articles(api: &Api, asker: &Asker) -> Result<Vec<ArticleCount>, Failure> {
    let rooms = asker.actor.own_access()?.readable_rooms().map(|facts| facts.id.0).collect();
    let query = Query { limit: 0, prefix: false, ..Query::new("", rooms) };
    let hits = match api.search.search(query).await {
        Ok(hits) => hits,
        Err(error) => {
            // a search server that is away leaves the rest of the archive where it is
            tracing::warn!(%error, "no articles can be counted at present");
            return Ok(Vec::new());
        }
    };
    let counted = hits.facets.map(|facets| facets.articles).unwrap_or_default();
    Ok(counted.into_iter().map(|counted| ArticleCount { article: counted.value, count: counted.count }).collect())
}
