//! The way to the server: the workspace's own HTTP client under the SDK, with limits on time.

use std::pin::pin;
use std::time::Duration;

use async_trait::async_trait;
use futures_util::AsyncReadExt as _;
use meilisearch_sdk::errors::Error;
use meilisearch_sdk::request::{HttpClient, Method, parse_response};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// How long a request may take: a search is answered in a fraction of it.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a connection may take.
const CONNECTING: Duration = Duration::from_secs(3);

/// An HTTP client that carries the key with each request.
#[derive(Debug, Clone)]
pub(super) struct Http {
    client: reqwest::Client,
    key: Option<String>,
}

impl Http {
    /// For the server at `url`. One that is spoken to in the clear needs no certificates of the system, of which a
    /// container may have none.
    pub(super) fn new(url: &str, key: Option<String>) -> Result<Self, reqwest::Error> {
        let client = reqwest::Client::builder().timeout(PATIENCE).connect_timeout(CONNECTING);
        let client = if url.starts_with("https://") { client } else { client.tls_certs_only(std::iter::empty()) };
        Ok(Self { client: client.build()?, key })
    }

    async fn send<Query: Serialize, Output: DeserializeOwned>(
        &self,
        url: &str,
        verb: reqwest::Method,
        query: &Query,
        body: Option<(Vec<u8>, &str)>,
        expected: u16,
    ) -> Result<Output, Error> {
        let mut request = self.client.request(verb, url).query(query);
        if let Some(key) = &self.key {
            request = request.bearer_auth(key);
        }
        if let Some((body, content_type)) = body {
            request = request.header(reqwest::header::CONTENT_TYPE, content_type).body(body);
        }
        let response = request.send().await.map_err(other)?;
        let status = response.status().as_u16();
        let text = response.text().await.map_err(other)?;
        // an answer without a body is nothing, which is what such calls expect
        let text = if text.is_empty() { "null" } else { &text };
        parse_response(status, expected, text, url.to_owned())
    }
}

fn other(error: reqwest::Error) -> Error {
    Error::Other(Box::new(error))
}

fn verb<Query, Body>(method: &Method<Query, Body>) -> reqwest::Method {
    match method {
        Method::Get { .. } => reqwest::Method::GET,
        Method::Post { .. } => reqwest::Method::POST,
        Method::Patch { .. } => reqwest::Method::PATCH,
        Method::Put { .. } => reqwest::Method::PUT,
        Method::Delete { .. } => reqwest::Method::DELETE,
    }
}

#[async_trait]
impl HttpClient for Http {
    async fn request<Query, Body, Output>(
        &self,
        url: &str,
        method: Method<Query, Body>,
        expected: u16,
    ) -> Result<Output, Error>
    where
        Query: Serialize + Send + Sync,
        Body: Serialize + Send + Sync,
        Output: DeserializeOwned + 'static + Send,
    {
        let body = method.body().map(serde_json::to_vec).transpose().map_err(Error::ParseError)?;
        let body = body.map(|body| (body, "application/json"));
        self.send(url, verb(&method), method.query(), body, expected).await
    }

    async fn stream_request<
        Query: Serialize + Send + Sync,
        Body: futures_util::AsyncRead + Send + Sync + 'static,
        Output: DeserializeOwned + 'static,
    >(
        &self,
        url: &str,
        method: Method<Query, Body>,
        content_type: &str,
        expected: u16,
    ) -> Result<Output, Error> {
        let (verb, mut bytes) = (verb(&method), Vec::new());
        let query = serde_json::to_value(method.query()).map_err(Error::ParseError)?;
        let body = match method.into_body() {
            Some(body) => {
                pin!(body).read_to_end(&mut bytes).await.map_err(|error| Error::Other(Box::new(error)))?;
                Some((bytes, content_type))
            }
            None => None,
        };
        self.send(url, verb, &query, body, expected).await
    }
}
