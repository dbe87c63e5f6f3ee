//! What threads and documents are about: themes in people's own words, and the Convention's articles.

use std::collections::HashMap;

use super::conversation::{articles, themes};
use crate::actor::Actor;
use crate::conversations::text::{clean, is_blank};
use crate::ids::NetworkId;
use crate::networks::network;
use crate::sorting::sort_key;
use crate::store::{Db, FromRow, Ids, rows};
use crate::{Error, Result};

/// The most themes of one thread or document.
pub const MOST_THEMES: usize = 10;
/// The most articles of one thread or document.
pub const MOST_ARTICLES: usize = 10;
/// The most characters of a theme.
const LONGEST_THEME: usize = 80;
/// The Convention on the Rights of the Child has so many articles.
pub const ARTICLES: i64 = 54;
/// The most themes told of, those used most.
const TOLD: usize = 200;
/// The newest that are tagged are looked at.
const LOOKED_AT: i64 = 2_000;

/// Themes and articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags {
    /// Themes, each once.
    pub themes: Vec<String>,
    /// Articles, 1 to [`ARTICLES`], each once.
    pub articles: Vec<i64>,
}

impl Tags {
    /// Takes what somebody chose.
    ///
    /// # Errors
    /// [`Error::Invalid`] for too many, for a theme that can't be, and for an article there is none of.
    pub fn chosen(themes: &[String], articles: &[i64]) -> Result<Self> {
        if themes.len() > MOST_THEMES {
            return Err(Error::invalid("/themes", "not_themes"));
        }
        let mut tags = Self::default();
        for theme in themes {
            let theme: String = clean(&theme.split_whitespace().collect::<Vec<_>>().join(" "));
            if is_blank(&theme) || theme.chars().count() > LONGEST_THEME || theme.contains('\0') {
                return Err(Error::invalid("/themes", "not_themes"));
            }
            let theme = label(&theme);
            if !tags.themes.contains(&theme) {
                tags.themes.push(theme);
            }
        }
        tags.articles = articles.to_vec();
        tags.articles.sort_unstable();
        tags.articles.dedup();
        if articles.len() > MOST_ARTICLES || tags.articles.iter().any(|article| !(1..=ARTICLES).contains(article)) {
            return Err(Error::invalid("/articles", "not_articles"));
        }
        Ok(tags)
    }
}

/// A theme as it is written everywhere: with a capital letter, or *barnbokslut* and *Barnbokslut* would be two.
#[must_use]
pub fn label(theme: &str) -> String {
    let mut letters = theme.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// What the threads and documents of a network that one may read are about, themselves or by their meeting: the themes most
/// used, in Swedish order, and the articles.
///
/// # Errors
/// [`Error::NotFound`] for a network one does not see.
pub async fn of_network(db: &impl Db, actor: &Actor, id: NetworkId) -> Result<Tags> {
    #[derive(FromRow)]
    struct Row {
        themes: serde_json::Value,
        articles: serde_json::Value,
    }
    network::readable(db, actor, id).await?;
    let rooms = actor.own_access()?.readable_rooms().filter(|facts| facts.network == Some(id)).map(|facts| facts.id.0);
    let sql = format!(
        "SELECT z.themes, z.articles FROM (SELECT c.themes, c.articles, c.last_at AS at FROM conversation c \
         WHERE c.network_id = $1 AND c.kind = 'thread' AND c.room_id IN {rooms} \
         UNION ALL SELECT d.themes, d.articles, d.changed_at AS at FROM document d \
         WHERE d.network_id = $1 AND d.deleted_at IS NULL AND d.room_id IN {rooms} \
         UNION ALL SELECT m.themes, m.articles, d.changed_at AS at FROM document d JOIN meeting m ON m.id = d.meeting_id \
         WHERE d.network_id = $1 AND d.deleted_at IS NULL AND d.room_id IN {rooms} AND m.room_id IN {rooms}) z \
         WHERE CAST(z.themes AS text) <> '[]' OR CAST(z.articles AS text) <> '[]' ORDER BY z.at DESC LIMIT {LOOKED_AT}",
        rooms = Ids::sql(db, "$2")
    );
    let found: Vec<Row> = rows(db, &sql, [id.0.into(), Ids::value(rooms)]).await?;
    let mut used: HashMap<String, usize> = HashMap::new();
    let mut about = Vec::new();
    for row in found {
        for theme in themes(&row.themes) {
            *used.entry(theme).or_default() += 1;
        }
        about.extend(articles(&row.articles));
    }
    about.sort_unstable();
    about.dedup();
    let mut most: Vec<(String, usize)> = used.into_iter().collect();
    most.sort_by(|(a, times_a), (b, times_b)| times_b.cmp(times_a).then_with(|| a.cmp(b)));
    let mut told: Vec<String> = most.into_iter().take(TOLD).map(|(theme, _)| theme).collect();
    told.sort_by_key(|theme| sort_key(theme));
    Ok(Tags { themes: told, articles: about })
}
