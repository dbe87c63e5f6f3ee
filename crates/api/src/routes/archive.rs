//! The archive: a page to browse.

use std::collections::{BTreeMap, HashMap};

use actix_web::get;
use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Query as Asked};
use chrono::NaiveDate;
use domain::documents::document::{self, Filter};
use domain::ids::{MeetingId, NetworkId};
use domain::meetings::{meeting, period};
use search::Query;
use serde::Deserialize;
use utoipa::IntoParams;
use wire::{
    Archive, ArchiveYear, ArticleCount, AttendanceRow, DecisionRow, DocumentRow, Period, PeriodDecision, PeriodMeeting,
    Problem, ThemeCount,
};

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
    let (of_all, articles) = lenses(&api, &asker).await?;
    let mut themes = match of_all {
        Some(themes) => themes,
        None => counts.into_iter().map(|(name, count)| ThemeCount { name, count }).collect(),
    };
    themes.sort_by_key(|theme| (-theme.count, domain::sorting::sort_key(&theme.name)));
    themes.truncate(MOST_THEMES);
    let published = Filter { published: true, limit: 12, ..Filter::default() };
    let new = document::list(db, &asker.actor, &published).await?;
    Ok(Json(Archive { years, themes, articles, new: new.iter().map(DocumentRow::from).collect() }))
}

/// The most themes told of.
const MOST_THEMES: usize = 40;

/// How much one may read about each theme and each article, published or not: a question about an article is asked of all
/// there is, and what is counted is what opens. Themes are those of the meetings alone while nothing can be counted.
async fn lenses(api: &Api, asker: &Asker) -> Result<(Option<Vec<ThemeCount>>, Vec<ArticleCount>), Failure> {
    let rooms = asker.actor.own_access()?.readable_rooms().map(|facts| facts.id.0).collect();
    let query = Query { limit: 0, prefix: false, ..Query::new("", rooms) };
    let hits = match api.search.search(query).await {
        Ok(hits) => hits,
        Err(error) => {
            // a search server that is away leaves the rest of the archive where it is
            tracing::warn!(%error, "no themes and articles can be counted at present");
            return Ok((None, Vec::new()));
        }
    };
    let Some(facets) = hits.facets else { return Ok((None, Vec::new())) };
    let themes = facets
        .themes
        .into_iter()
        .map(|counted| ThemeCount { count: i64::try_from(counted.count).unwrap_or(i64::MAX), name: counted.value });
    let articles = facets.articles.into_iter().map(|of| ArticleCount { article: of.value, count: of.count });
    Ok((Some(themes.collect()), articles.collect()))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct PeriodQuery {
    /// The first year, 1900–2200.
    from: i32,
    /// The last year, none before the first.
    to: i32,
    /// Only of this network.
    #[serde(default)]
    network: Option<NetworkId>,
}

/// What was done in some years, for the report on them: meetings, how they were attended, what was decided.
#[utoipa::path(tag = "archive", operation_id = "period", params(PeriodQuery), responses((status = 200, body = Period), (status = 400, body = Problem), (status = 401, body = Problem)))]
#[get("/archive/period")]
pub(super) async fn of_period(
    asker: Asker,
    api: Data<Api>,
    asked: Asked<PeriodQuery>,
) -> Result<Json<Period>, Failure> {
    let db = api.store.reader();
    let day = |pointer: &str, year: i32, month: u32, day: u32| {
        let possible = NaiveDate::from_ymd_opt(year, month, day).filter(|_| (1900..=2200).contains(&year));
        possible.filter(|_| asked.from <= asked.to).ok_or_else(|| {
            Failure::Shape(StatusCode::BAD_REQUEST, "bad_query", vec![(pointer.to_owned(), "out_of_range")])
        })
    };
    let days = day("/from", asked.from, 1, 1)?..=day("/to", asked.to, 12, 31)?;
    let found = period::of(db, &asker.actor, days, asked.network).await?;
    let mut attended: HashMap<MeetingId, AttendanceRow> =
        found.attended.into_iter().map(|row| (row.meeting_id, row.into())).collect();
    let mut decided: HashMap<MeetingId, Vec<PeriodDecision>> = HashMap::new();
    for one in found.decided {
        decided.entry(one.meeting_id).or_default().push(PeriodDecision { id: one.id, wording: one.wording });
    }
    let meetings = rendering::meetings(db, &found.meetings).await?.into_iter().map(|meeting| PeriodMeeting {
        attended: attended.remove(&meeting.id),
        decisions: decided.remove(&meeting.id).unwrap_or_default(),
        meeting,
    });
    let adopted = found.adopted.iter().map(DecisionRow::from).collect();
    Ok(Json(Period { meetings: meetings.collect(), adopted, cut: found.cut }))
}
