//! One question to the server, and several in one request.

use meilisearch_sdk::request::{HttpClient as _, Method};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Hosted;
use super::tasks::failed;
use crate::error::Result;

/// A question.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Ask {
    index_uid: String,
    q: String,
    filter: String,
    limit: usize,
    attributes_to_retrieve: &'static [&'static str],
    #[serde(skip_serializing_if = "Option::is_none")]
    attributes_to_search_on: Option<&'static [&'static str]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sort: Option<&'static [&'static str]>,
    matching_strategy: &'static str,
}

impl Ask {
    /// Everything that passes the filter.
    pub(super) fn all(filter: String, limit: usize, retrieve: &'static [&'static str]) -> Self {
        Self {
            index_uid: String::new(),
            q: String::new(),
            filter,
            limit,
            attributes_to_retrieve: retrieve,
            attributes_to_search_on: None,
            sort: None,
            matching_strategy: "last",
        }
    }

    /// Only how many pass it.
    pub(super) fn count(filter: String) -> Self {
        Self::all(filter, 0, &["id"])
    }

    /// What has these words in these attributes, the best first.
    pub(super) fn having(self, q: String, attributes: &'static [&'static str]) -> Self {
        Self { q, attributes_to_search_on: Some(attributes), ..self }
    }

    /// The latest first; undated last.
    pub(super) fn latest_first(self) -> Self {
        Self { sort: Some(&["first_day:desc"]), ..self }
    }
}

/// An answer.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answer<T> {
    pub(super) hits: Vec<T>,
    #[serde(default)]
    pub(super) estimated_total_hits: u64,
}

#[derive(Debug, Deserialize)]
struct Answers<T> {
    results: Vec<Answer<T>>,
}

#[derive(Serialize)]
struct Asked {
    queries: Vec<Ask>,
}

impl Hosted {
    /// Asks several questions at once; the answers in their order.
    pub(super) async fn ask<T: DeserializeOwned + Send + 'static>(&self, asks: Vec<Ask>) -> Result<Vec<Answer<T>>> {
        if asks.is_empty() {
            return Ok(Vec::new());
        }
        let queries = asks.into_iter().map(|ask| Ask { index_uid: self.name.clone(), ..ask }).collect();
        let method = Method::Post { query: (), body: Asked { queries } };
        let url = format!("{}/multi-search", self.url);
        let answers = self.http.request::<(), Asked, Answers<T>>(&url, method, 200).await.map_err(failed)?;
        Ok(answers.results)
    }

    /// Asks one question.
    pub(super) async fn ask_one<T: DeserializeOwned + Send + 'static>(&self, ask: Ask) -> Result<Answer<T>> {
        let answer = self.ask(vec![ask]).await?.pop();
        answer.ok_or_else(|| crate::error::Error::Engine("no answer to a question".into()))
    }
}
