//! An API client, signed in or not.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::sync::Arc;

use futures_util::TryStreamExt;
use reqwest::{Method, Request, RequestBuilder, StatusCode};
use serde_json::{Value, json};

use super::named::Named;

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: reqwest::header::HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as JSON; null where it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The body as JSON, of an answer with that status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        let shown = String::from_utf8_lossy(&self.body[..self.body.len().min(2000)]).into_owned();
        assert_eq!(self.status.as_u16(), status, "{shown}");
        self.json()
    }

    /// The files of a zip, or of an Office file, by their paths.
    #[track_caller]
    pub fn unzipped(self) -> BTreeMap<String, Vec<u8>> {
        assert_eq!(self.status.as_u16(), 200, "{}", String::from_utf8_lossy(&self.body));
        let mut archive = zip::ZipArchive::new(Cursor::new(self.body)).expect("a zip");
        let mut files = BTreeMap::new();
        for index in 0..archive.len() {
            let (mut file, mut content) = (archive.by_index(index).expect("a file"), Vec::new());
            file.read_to_end(&mut content).expect("its bytes");
            let path = file.name().expect("a name").into_owned();
            assert!(files.insert(path.clone(), content).is_none(), "{path} twice");
        }
        files
    }

    /// The stable code of a problem with that status.
    #[track_caller]
    pub fn problem(self, status: u16) -> String {
        let kind = self.headers.get("content-type").and_then(|k| k.to_str().ok()).unwrap_or_default().to_owned();
        let body = self.expect(status);
        assert_eq!(kind, "application/problem+json");
        assert_eq!(body["status"], status);
        body["code"].as_str().expect("a code").to_owned()
    }

    /// A cookie it sets, as `name=value`.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let set = self.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
        let pairs = set.filter_map(|value| value.split(';').next());
        pairs.map(str::to_owned).find(|pair| pair.strip_prefix(name).is_some_and(|rest| rest.starts_with('=')))
    }

    /// A header, empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The revision of an `ETag`.
    pub fn etag(&self) -> String {
        self.headers.get("etag").and_then(|tag| tag.to_str().ok()).expect("an ETag").to_owned()
    }
}

/// A client of one node. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    base: String,
    token: Option<String>,
    named: Option<Arc<Named>>,
}

impl Client {
    pub fn new(base: &str) -> Self {
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
        Self { http, base: base.to_owned(), token: None, named: None }
    }

    /// Signs in as an API client.
    pub async fn sign_in(&self, email: &str, password: &str) -> Self {
        let body = json!({ "email": email, "password": password });
        let tokens = self.post("/token", &body).await.expect(200);
        Self { token: tokens["access_token"].as_str().map(str::to_owned), ..self.clone() }
    }

    /// The same client with a token it was given before.
    pub fn with_token(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    pub fn base(&self) -> &str {
        &self.base
    }

    /// A request to a path under `/api/v1`, or to a whole path that begins with `//`.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url = match path.strip_prefix('/').filter(|rest| rest.starts_with('/')) {
            Some(whole) => format!("{}{whole}", self.base),
            None => format!("{}/api/v1{path}", self.base),
        };
        let request = self.http.request(method, url);
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    /// The same client, which gives the first request it sends for an operation (`POST /rooms/{id}/asks`) a name.
    pub fn naming(&self, operation: &str) -> (Self, Arc<Named>) {
        let named = Arc::new(Named::of(operation));
        (Self { named: Some(Arc::clone(&named)), ..self.clone() }, named)
    }

    pub async fn send(&self, request: RequestBuilder) -> Answer {
        let mut request = request.build().expect("a request");
        if let Some(named) = &self.named {
            named.name(&mut request);
        }
        self.execute(request).await
    }

    /// Sends what has been put together.
    pub async fn execute(&self, request: Request) -> Answer {
        let response = self.http.execute(request).await.expect("an answer");
        let (status, headers) = (response.status(), response.headers().clone());
        Answer { status, headers, body: response.bytes().await.expect("a body").to_vec() }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request(Method::POST, path).json(body)).await
    }

    pub async fn put(&self, path: &str, body: &Value) -> Answer {
        self.send(self.request(Method::PUT, path).json(body)).await
    }

    /// Puts something that is no JSON.
    pub async fn put_bytes(&self, path: &str, bytes: Vec<u8>) -> Answer {
        let request = self.request(Method::PUT, path).header("Content-Type", "application/octet-stream");
        self.send(request.body(bytes)).await
    }

    /// A change of a shared thing, with the revision it started from.
    pub async fn patch(&self, path: &str, revision: i64, body: &Value) -> Answer {
        let request = self.request(Method::PATCH, path).header("If-Match", format!("\"{revision}\"")).json(body);
        self.send(request).await
    }

    pub async fn delete(&self, path: &str, revision: Option<i64>) -> Answer {
        let request = self.request(Method::DELETE, path);
        let request = match revision {
            Some(revision) => request.header("If-Match", format!("\"{revision}\"")),
            None => request,
        };
        self.send(request).await
    }

    /// Uploads a file with further fields.
    pub async fn upload(&self, path: &str, name: &str, bytes: Vec<u8>, fields: &[(&str, &str)]) -> Answer {
        let mut form = reqwest::multipart::Form::new();
        for (name, value) in fields {
            form = form.text((*name).to_owned(), (*value).to_owned());
        }
        let file = reqwest::multipart::Part::bytes(bytes).file_name(name.to_owned());
        let form = form.part("file", file);
        let kind = format!("multipart/form-data; boundary={}", form.boundary());
        // held whole, so that it can be sent again
        let body: Vec<_> = form.into_stream().try_collect().await.expect("a form");
        self.send(self.request(Method::POST, path).header("Content-Type", kind).body(body.concat())).await
    }

    /// Writes a message and gives it.
    pub async fn say(&self, conversation: &str, text: &str) -> Value {
        let body = json!({ "client_id": uuid::Uuid::new_v4(), "text": text });
        self.post(&format!("/conversations/{conversation}/messages"), &body).await.expect(201)
    }

    /// Starts a thread and gives it.
    pub async fn start(&self, room: &str, title: &str, text: &str) -> Value {
        let message = json!({ "client_id": uuid::Uuid::new_v4(), "text": text });
        let body = json!({ "kind": "discussion", "title": title, "message": message });
        self.post(&format!("/rooms/{room}/conversations"), &body).await.expect(201)
    }

    /// Asks a question.
    pub async fn ask(&self, room: &str, title: &str, text: &str) -> Value {
        let message = json!({ "client_id": uuid::Uuid::new_v4(), "text": text });
        let body = json!({ "kind": "question", "title": title, "message": message });
        self.post(&format!("/rooms/{room}/conversations"), &body).await.expect(201)
    }
}
