//! A stand-in of Meilisearch's HTTP interface: as much of it as the engine uses, and as unforgiving. Changes are tasks that
//! are worked off one after another and only later; they may be slow, fail, or be lost with everything there was.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Arc, Mutex};

use actix_web::http::StatusCode;
use actix_web::web::{self, Bytes, Data};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};
use serde_json::{Value, json};

use super::filter;
use super::find;

/// The key every request must carry.
pub(crate) const KEY: &str = "en-nyckel-som-ingen-gissar";

#[derive(Default)]
pub(crate) struct Index {
    pub(crate) settings: Value,
    pub(crate) documents: BTreeMap<String, Stored>,
}

/// A document, with what it is filtered by and found by.
pub(crate) struct Stored {
    pub(crate) document: Value,
    pub(crate) values: HashMap<String, HashSet<String>>,
    pub(crate) words: HashMap<String, Vec<String>>,
}

impl Index {
    pub(crate) fn names(&self, setting: &str) -> Vec<String> {
        let named = self.settings[setting].as_array().into_iter().flatten();
        // a name, or an object with several and what may be done with them
        let names = named.flat_map(|one| match one["attributePatterns"].as_array() {
            Some(several) => several.iter().collect(),
            None => vec![one],
        });
        names.filter_map(Value::as_str).map(str::to_owned).collect()
    }
}

enum Work {
    Create(String),
    Drop(String),
    Settings(String, Value),
    Put(String, Vec<Value>),
    Remove(String, String),
    Swap(String, String),
}

struct Task {
    kind: &'static str,
    work: Option<Work>,
    /// How often it is asked after before it is worked off.
    slow: u32,
    failed: Option<&'static str>,
}

/// What goes wrong, and how.
#[derive(Default)]
pub(crate) struct Faults {
    /// So many tasks fail, after so many that don't.
    pub(crate) fail: u32,
    pub(crate) after: u32,
    /// Every task is asked after so often before it is worked off.
    pub(crate) slow: u32,
    /// The next task is forgotten once it has been taken.
    pub(crate) lose: bool,
    /// Nothing is answered but 503.
    pub(crate) out: bool,
}

#[derive(Default)]
pub(crate) struct State {
    indexes: BTreeMap<String, Index>,
    tasks: BTreeMap<u32, Task>,
    next: u32,
    pub(crate) faults: Faults,
}

impl State {
    /// As after a disk was lost: nothing is left.
    #[allow(dead_code, reason = "only the tests of faults do so")]
    pub(crate) fn wipe(&mut self) {
        self.indexes.clear();
        self.tasks.clear();
    }

    /// The indexes there are.
    pub(crate) fn names(&self) -> Vec<String> {
        self.indexes.keys().cloned().collect()
    }

    fn enqueue(&mut self, kind: &'static str, index: Option<&str>, work: Work) -> HttpResponse {
        let uid = self.next;
        self.next += 1;
        let fails = self.faults.after == 0 && self.faults.fail > 0;
        self.faults.fail -= u32::from(fails);
        self.faults.after = self.faults.after.saturating_sub(1);
        if !std::mem::take(&mut self.faults.lose) {
            let failed = fails.then_some("internal");
            self.tasks.insert(uid, Task { kind, work: Some(work), slow: self.faults.slow, failed });
        }
        HttpResponse::Accepted().json(json!({
            "taskUid": uid, "indexUid": index, "status": "enqueued", "type": kind, "enqueuedAt": "2026-11-26T09:00:00Z",
        }))
    }

    /// Works off what has been waited for, in the order it came.
    fn work_off(&mut self, uid: u32) {
        let waiting: Vec<u32> =
            self.tasks.range(..=uid).filter(|(_, t)| t.work.is_some()).map(|(uid, _)| *uid).collect();
        for uid in waiting {
            let task = self.tasks.get_mut(&uid).unwrap();
            if task.slow > 0 {
                task.slow -= 1;
                return;
            }
            let work = task.work.take().unwrap();
            if task.failed.is_none() {
                let failed = self.perform(work);
                self.tasks.get_mut(&uid).unwrap().failed = failed;
            }
        }
    }

    fn perform(&mut self, work: Work) -> Option<&'static str> {
        match work {
            Work::Create(uid) if self.indexes.contains_key(&uid) => return Some("index_already_exists"),
            Work::Create(uid) => drop(self.indexes.insert(uid, Index::default())),
            Work::Drop(uid) => return self.indexes.remove(&uid).is_none().then_some("index_not_found"),
            Work::Settings(uid, settings) => {
                let index = self.indexes.entry(uid).or_default();
                match (index.settings.as_object_mut(), settings) {
                    (Some(known), Value::Object(settings)) => known.extend(settings),
                    (_, settings) => index.settings = settings,
                }
            }
            Work::Put(uid, documents) => {
                // as the real one does, an index that is not there is made
                let index = self.indexes.entry(uid).or_default();
                let (filterable, searchable) =
                    (index.names("filterableAttributes"), index.names("searchableAttributes"));
                for document in documents {
                    let Some(id) = document["id"].as_str().map(str::to_owned) else {
                        return Some("missing_document_id");
                    };
                    if !id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
                        return Some("invalid_document_id");
                    }
                    let values = filterable.iter().map(|name| (name.clone(), filter::values(&document, name)));
                    let values = values.collect();
                    let words = searchable
                        .iter()
                        .map(|name| (name.clone(), find::words(document[name.as_str()].as_str().unwrap_or_default())));
                    let words = words.collect();
                    index.documents.insert(id, Stored { document, values, words });
                }
            }
            Work::Remove(uid, filter) => {
                let Some(index) = self.indexes.get_mut(&uid) else { return Some("index_not_found") };
                let filterable = index.names("filterableAttributes");
                let Ok(filter) = filter::parse(&filter, &filterable) else { return Some("invalid_document_filter") };
                index.documents.retain(|_, document| !filter.holds(document));
            }
            Work::Swap(one, other) => {
                let (Some(first), Some(second)) = (self.indexes.remove(&one), self.indexes.remove(&other)) else {
                    return Some("index_not_found");
                };
                self.indexes.insert(one, second);
                self.indexes.insert(other, first);
            }
        }
        None
    }
}

pub(crate) type Shared = Arc<Mutex<State>>;

fn problem(status: StatusCode, code: &str) -> HttpResponse {
    let kind = if status == StatusCode::FORBIDDEN { "auth" } else { "invalid_request" };
    HttpResponse::build(status).json(json!({ "message": code, "code": code, "type": kind, "link": "" }))
}

fn refused(request: &HttpRequest, state: &Shared) -> Option<HttpResponse> {
    if state.lock().unwrap().faults.out {
        return Some(HttpResponse::ServiceUnavailable().finish());
    }
    let key = request.headers().get("Authorization").and_then(|key| key.to_str().ok());
    (key != Some(&format!("Bearer {KEY}"))).then(|| problem(StatusCode::FORBIDDEN, "invalid_api_key"))
}

async fn every(request: HttpRequest, state: Data<Shared>, body: Bytes) -> HttpResponse {
    if let Some(refused) = refused(&request, &state) {
        return refused;
    }
    let path: Vec<&str> = request.path().trim_matches('/').split('/').collect();
    let read = || serde_json::from_slice::<Value>(&body).unwrap_or_default();
    let mut state = state.lock().unwrap();
    match (request.method().as_str(), path.as_slice()) {
        ("GET", ["indexes"]) => {
            let results: Vec<Value> = state.names().iter().map(|uid| described(uid)).collect();
            let total = results.len();
            HttpResponse::Ok().json(json!({ "results": results, "offset": 0, "limit": 20, "total": total }))
        }
        ("POST", ["indexes"]) => {
            let uid = read()["uid"].as_str().unwrap().to_owned();
            state.enqueue("indexCreation", Some(&uid.clone()), Work::Create(uid))
        }
        ("GET", ["indexes", uid]) => match state.indexes.contains_key(*uid) {
            true => HttpResponse::Ok().json(described(uid)),
            false => problem(StatusCode::NOT_FOUND, "index_not_found"),
        },
        ("DELETE", ["indexes", uid]) => state.enqueue("indexDeletion", Some(uid), Work::Drop((*uid).to_owned())),
        ("PATCH", ["indexes", uid, "settings"]) => {
            state.enqueue("settingsUpdate", Some(uid), Work::Settings((*uid).to_owned(), read()))
        }
        ("POST", ["indexes", uid, "documents"]) => {
            let documents = read().as_array().cloned().unwrap_or_default();
            state.enqueue("documentAdditionOrUpdate", Some(uid), Work::Put((*uid).to_owned(), documents))
        }
        ("POST", ["indexes", uid, "documents", "delete"]) => {
            let filter = read()["filter"].as_str().unwrap_or_default().to_owned();
            state.enqueue("documentDeletion", Some(uid), Work::Remove((*uid).to_owned(), filter))
        }
        ("GET", ["indexes", uid, "stats"]) => match state.indexes.get(*uid) {
            None => problem(StatusCode::NOT_FOUND, "index_not_found"),
            Some(index) => HttpResponse::Ok().json(json!({
                "numberOfDocuments": index.documents.len(), "isIndexing": false, "fieldDistribution": {},
                "numberOfEmbeddedDocuments": 0, "numberOfEmbeddings": 0, "rawDocumentDbSize": 0, "avgDocumentSize": 0,
            })),
        },
        ("GET", ["indexes", uid, "documents", id]) => match state.indexes.get(*uid) {
            None => problem(StatusCode::NOT_FOUND, "index_not_found"),
            Some(index) => match index.documents.get(*id) {
                Some(stored) => HttpResponse::Ok().json(&stored.document),
                None => problem(StatusCode::NOT_FOUND, "document_not_found"),
            },
        },
        ("POST", ["swap-indexes"]) => {
            let body = read();
            let name = |at: usize| body[0]["indexes"][at].as_str().unwrap().to_owned();
            state.enqueue("indexSwap", None, Work::Swap(name(0), name(1)))
        }
        ("GET", ["tasks", uid]) => {
            let uid: u32 = uid.parse().unwrap();
            state.work_off(uid);
            match state.tasks.get(&uid) {
                Some(task) => HttpResponse::Ok().json(told(uid, task)),
                None => problem(StatusCode::NOT_FOUND, "task_not_found"),
            }
        }
        ("POST", ["multi-search"]) => {
            let mut results = Vec::new();
            for query in read()["queries"].as_array().unwrap() {
                let Some(index) = state.indexes.get(query["indexUid"].as_str().unwrap()) else {
                    return problem(StatusCode::BAD_REQUEST, "index_not_found");
                };
                match find::find(index, query) {
                    Ok(found) => results.push(found),
                    Err(code) => return problem(StatusCode::BAD_REQUEST, code),
                }
            }
            HttpResponse::Ok().json(json!({ "results": results }))
        }
        other => panic!("the stand-in does not know {other:?}"),
    }
}

fn described(uid: &str) -> Value {
    json!({
        "uid": uid, "primaryKey": "id", "createdAt": "2026-11-26T09:00:00Z", "updatedAt": "2026-11-26T09:00:00Z",
    })
}

fn told(uid: u32, task: &Task) -> Value {
    let status = match (&task.work, task.failed) {
        (Some(_), _) => "enqueued",
        (None, Some(_)) => "failed",
        (None, None) => "succeeded",
    };
    let error = task
        .failed
        .filter(|_| task.work.is_none())
        .map(|code| json!({ "message": code, "code": code, "type": "internal", "link": "" }));
    json!({
        "uid": uid, "indexUid": "x", "status": status, "type": task.kind, "canceledBy": null, "details": null,
        "error": error, "duration": "PT0.01S", "enqueuedAt": "2026-11-26T09:00:00Z",
        "startedAt": "2026-11-26T09:00:00Z", "finishedAt": "2026-11-26T09:00:00Z",
    })
}

/// Starts one; it ends with the test. Gives its address and what is in it.
pub(crate) fn start() -> (String, Shared) {
    let shared = Shared::default();
    let state = Data::new(Arc::clone(&shared));
    let (told, address) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        actix_web::rt::System::new().block_on(async move {
            let server = HttpServer::new(move || {
                let limit = web::PayloadConfig::new(200 * 1024 * 1024);
                App::new().app_data(state.clone()).app_data(limit).default_service(web::to(every))
            });
            let server = server.workers(1).disable_signals().bind(("127.0.0.1", 0)).unwrap();
            told.send(server.addrs()[0]).unwrap();
            server.run().await.unwrap();
        });
    });
    (format!("http://{}", address.recv().unwrap()), shared)
}
