//! A file in a form: streamed to its place in constant memory, its bytes stored before any row is.
//!
//! A form that is named by an `Idempotency-Key` says its fields and the hash of its file, or which upload in pieces it
//! makes a document of. Sent again, a file is taken in again before it is known to be the same; pieces are not needed
//! any more.

use std::future::{Ready, ready};

use actix_multipart::{Field, Multipart};
use actix_web::dev::Payload;
use actix_web::http::{StatusCode, header};
use actix_web::{FromRequest, HttpRequest};
use domain::Error;
use domain::actor::Actor;
use domain::documents::blob::StoredBlob;
use domain::documents::pieces;
use domain::documents::upload::IfExists;
use domain::idempotency::{self, Key};
use domain::ids::{DocumentId, FolderId, MeetingId, UploadId};
use domain::store::Tx;
use futures_util::{StreamExt, TryStreamExt};

use crate::once::Name;
use crate::problem::Failure;
use crate::state::Api;

/// The most bytes of a field that is no file.
const LONGEST_FIELD: usize = 16 * 1024;
/// The most fields of a form.
const MOST_FIELDS: usize = 20;
/// What a form may weigh besides its file.
const FORM: u64 = 1024 * 1024;

/// A form that has come.
pub(crate) enum Received {
    /// To be carried out.
    Now(Box<Uploaded>),
    /// It came before, and this is the document it led to.
    Earlier(DocumentId),
}

/// What a form held.
pub(crate) struct Uploaded {
    /// The key of the request, where it has one.
    pub(crate) key: Option<Key>,
    pub(crate) blob: StoredBlob,
    pub(crate) name: String,
    pub(crate) folder_id: Option<FolderId>,
    pub(crate) meeting_id: Option<MeetingId>,
    pub(crate) comment: Option<String>,
    pub(crate) if_exists: IfExists,
    /// It came in pieces, and this is what is to be forgotten then.
    pub(crate) upload_id: Option<UploadId>,
}

#[derive(Default)]
struct Fields {
    name: Option<String>,
    folder_id: Option<FolderId>,
    meeting_id: Option<MeetingId>,
    comment: Option<String>,
    if_exists: IfExists,
    upload_id: Option<UploadId>,
    /// All of it as it was sent.
    said: Vec<(String, String)>,
}

/// A form as `multipart/form-data`: any other kind of content is a 415 before anything of it is read.
pub(crate) struct Form {
    parts: Multipart,
    /// How much of it there is, where the client says so.
    length: Option<u64>,
    /// What the client calls the request.
    called: Option<Name>,
}

impl FromRequest for Form {
    type Error = actix_web::Error;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("multipart/form-data") {
            let refusal = Failure::shape(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type");
            return ready(Err(refusal.into()));
        }
        let length =
            request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
        ready(match Name::of(request) {
            Ok(called) => Ok(Self { parts: Multipart::new(request.headers(), payload.take()), length, called }),
            Err(refusal) => Err(refusal.into()),
        })
    }
}

impl Uploaded {
    /// Takes a form in. It has one file, among the fields in any order; or the file has come in pieces, and the form names
    /// them.
    ///
    /// # Errors
    /// 400 for something that is no form, 413 past the largest file, before any of it is taken in where the client says
    /// how large it is; 422 for a missing file or a field of the wrong form.
    pub(crate) async fn receive(api: &Api, actor: &Actor, form: Form) -> Result<Received, Failure> {
        let Form { parts: mut form, length, called } = form;
        if length.is_some_and(|length| length > api.max_upload.saturating_add(FORM)) {
            return Err(Error::invalid("/file", "too_large").into());
        }
        let bad = || Failure::shape(StatusCode::BAD_REQUEST, "bad_json");
        let (mut fields, mut file) = (Fields::default(), None);
        for _ in 0..MOST_FIELDS {
            let Some(field) = form.next().await else { break };
            let field = field.map_err(|_| bad())?;
            if field.name() != Some("file") {
                fields.take(field).await?;
                continue;
            }
            if file.is_some() {
                return Err(Failure::value("/file", "too_many"));
            }
            let sent =
                field.content_disposition().and_then(|d| d.get_filename().map(str::to_owned)).unwrap_or_default();
            // one without a name of any kind is refused before it is taken in, unless its name may still come
            let so_far = fields.name.as_ref().unwrap_or(&sent);
            if !so_far.is_empty() && domain::documents::folder::name(so_far).is_none() {
                return Err(Failure::value("/file", "not_a_name"));
            }
            // a connection that breaks off leaves nothing behind
            let bytes = field.map_err(|error| Broken(error.to_string()));
            file = Some((sent, api.blobs.store(bytes, api.max_upload).await?));
        }
        let Fields { name, folder_id, meeting_id, comment, if_exists, upload_id, mut said } = fields;
        if let Some((sent, blob)) = file {
            let name = name.unwrap_or(sent);
            if domain::documents::folder::name(&name).is_none() {
                return Err(Failure::value("/file", "not_a_name"));
            }
            said.extend([("file".to_owned(), blob.hash.clone()), ("called".to_owned(), name.clone())]);
            let key = key(called, &said);
            let come = Self { key, blob, name, folder_id, meeting_id, comment, if_exists, upload_id: None };
            return Ok(Received::Now(Box::new(come)));
        }
        let id = upload_id.ok_or_else(|| Failure::value("/file", "missing"))?;
        let (key, now) = (key(called, &said), api.store.clock().now());
        if let Some(document) = idempotency::earlier(api.store.reader(), actor, now, key.as_ref()).await? {
            return Ok(Received::Earlier(document));
        }
        let (come, blob) = pieces::whole(&api.store, &api.blobs, actor, id).await?;
        let name = name.unwrap_or(come.name);
        if domain::documents::folder::name(&name).is_none() {
            return Err(Failure::value("/file", "not_a_name"));
        }
        let come = Self { key, blob, name, folder_id, meeting_id, comment, if_exists, upload_id };
        Ok(Received::Now(Box::new(come)))
    }
}

/// The key of a form that says this.
fn key(called: Option<Name>, said: &[(String, String)]) -> Option<Key> {
    called.map(|name| name.saying(serde_json::json!(said).to_string().as_bytes()))
}

/// What came in pieces has become a document: in the same commit.
pub(crate) async fn settle(tx: &Tx, upload: Option<UploadId>) -> domain::Result<()> {
    match upload {
        Some(id) => pieces::forget(tx, id).await,
        None => Ok(()),
    }
}

/// The form broke off.
struct Broken(String);

impl From<Broken> for Error {
    fn from(Broken(why): Broken) -> Self {
        tracing::info!(why, "an upload broke off");
        Self::invalid("/file", "missing")
    }
}

impl Fields {
    async fn take(&mut self, mut field: Field) -> Result<(), Failure> {
        let name = field.name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        while let Some(chunk) = field.next().await {
            let chunk = chunk.map_err(|_| Failure::shape(StatusCode::BAD_REQUEST, "bad_json"))?;
            if bytes.len() + chunk.len() > LONGEST_FIELD {
                return Err(Failure::value(format!("/{name}"), "too_long"));
            }
            bytes.extend_from_slice(&chunk);
        }
        let text = String::from_utf8(bytes).map_err(|_| Failure::value(format!("/{name}"), "wrong_form"))?;
        let wrong = |_| Failure::value(format!("/{name}"), "wrong_form");
        self.said.push((name.clone(), text.clone()));
        match name.as_str() {
            "name" => self.name = Some(text),
            "comment" => self.comment = Some(text).filter(|c| !c.trim().is_empty()),
            "folder_id" if text.is_empty() => {}
            "folder_id" => self.folder_id = Some(text.parse().map_err(wrong)?),
            "upload_id" => self.upload_id = Some(text.parse().map_err(wrong)?),
            "meeting_id" => self.meeting_id = Some(text.parse().map_err(wrong)?),
            "if_exists" => {
                self.if_exists = match text.as_str() {
                    "version" => IfExists::Version,
                    "keep_both" => IfExists::KeepBoth,
                    _ => return Err(Failure::value("/if_exists", "wrong_form")),
                }
            }
            _ => return Err(Failure::value(format!("/{name}"), "unknown_field")),
        }
        Ok(())
    }
}
