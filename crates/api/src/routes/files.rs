//! Bytes: downloads with ranges, thumbnails.
//!
//! Nothing a person uploaded is ever rendered as ours: it goes out as an attachment, in a sandbox, with its type told
//! from its content. The one picture shown in place is the thumbnail, which we made.

use actix_web::http::{StatusCode, header};
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse, get};
use domain::Error;
use domain::documents::{document, page, rendition};
use domain::ids::DocumentId;
use serde::Deserialize;
use utoipa::IntoParams;
use wire::Problem;

use crate::asker::Asker;
use crate::preconditions::not_modified;
use crate::problem::Failure;
use crate::state::Api;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct FileQuery {
    /// Of this version; without it of the newest.
    #[serde(default)]
    version: Option<i64>,
}

/// The bytes of a version.
#[utoipa::path(tag = "documents", params(FileQuery), responses((status = 200, description = "The file", content_type = "application/octet-stream"), (status = 206, description = "A part of it", content_type = "application/octet-stream"), (status = 304), (status = 404, body = Problem), (status = 416, body = Problem)))]
#[get("/documents/{id}/file")]
pub(super) async fn download(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
    query: Query<FileQuery>,
) -> Result<HttpResponse, Failure> {
    let found = document::readable(api.store.reader(), &asker.actor, id.into_inner()).await?;
    let number = query.version.unwrap_or(found.row().version);
    let version = document::version(api.store.reader(), &found, number).await?;
    let file = File { hash: &version.blob_hash, size: version.size, media_type: &version.media_type };
    file.answer(&request, &api, &found.row().name).await
}

/// The pages of a version whose file only an office program shows as pages: a PDF made of it.
#[utoipa::path(tag = "documents", params(FileQuery), responses((status = 200, description = "The pages", content_type = "application/pdf"), (status = 206, description = "A part of them", content_type = "application/pdf"), (status = 304), (status = 404, body = Problem), (status = 416, body = Problem)))]
#[get("/documents/{id}/rendition")]
pub(super) async fn as_pages(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
    query: Query<FileQuery>,
) -> Result<HttpResponse, Failure> {
    let found = document::readable(api.store.reader(), &asker.actor, id.into_inner()).await?;
    let pages = rendition::of_version(api.store.reader(), &found, query.version).await?;
    let file = File { hash: &pages.blob_hash, size: pages.size, media_type: "application/pdf" };
    file.answer(&request, &api, &format!("{}.pdf", found.row().name)).await
}

/// Bytes that go out as they are.
struct File<'a> {
    hash: &'a str,
    size: i64,
    media_type: &'a str,
}

impl File<'_> {
    /// All of it, or the range asked for.
    async fn answer(&self, request: &HttpRequest, api: &Api, name: &str) -> Result<HttpResponse, Failure> {
        let tag = format!("\"{}\"", self.hash);
        if not_modified(request, &tag) {
            return Ok(HttpResponse::NotModified().insert_header((header::ETAG, tag)).finish());
        }
        let size = u64::try_from(self.size).unwrap_or_default();
        let (start, length, status) = match range(request, size, &tag) {
            Ok(Some((start, length))) => (start, length, StatusCode::PARTIAL_CONTENT),
            Ok(None) => (0, size, StatusCode::OK),
            Err(Unsatisfiable) => {
                let all = (header::CONTENT_RANGE, format!("bytes */{size}"));
                return Ok(HttpResponse::RangeNotSatisfiable().insert_header(all).finish());
            }
        };
        let whole = status == StatusCode::OK;
        let bytes = api.blobs.read(self.hash, start, length, whole).await?;
        let mut response = HttpResponse::build(status);
        if !whole {
            let range = format!("bytes {start}-{}/{size}", start + length - 1);
            response.insert_header((header::CONTENT_RANGE, range));
        }
        Ok(response
            .insert_header((header::CONTENT_TYPE, self.media_type))
            .insert_header((header::ETAG, tag))
            .insert_header((header::ACCEPT_RANGES, "bytes"))
            .insert_header((header::CONTENT_DISPOSITION, attachment(name)))
            .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
            // compressed on the way it would not be what the hash says, and ranges would not fit
            .insert_header((header::CONTENT_ENCODING, "identity"))
            .body(actix_web::body::SizedStream::new(length, bytes)))
    }
}

/// A picture of the first page.
#[utoipa::path(tag = "documents", responses((status = 200, description = "The picture", content_type = "image/png"), (status = 304), (status = 404, body = Problem)))]
#[get("/documents/{id}/thumbnail")]
pub(super) async fn thumbnail(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    id: Path<DocumentId>,
) -> Result<HttpResponse, Failure> {
    let found = document::readable(api.store.reader(), &asker.actor, id.into_inner()).await?;
    let hash = found.row().thumbnail_hash.clone().ok_or(Error::NotFound)?;
    drawn(&request, &api, &hash).await
}

/// A picture that the pages of a document name, made anew from the one in the file.
#[utoipa::path(tag = "documents", params(FileQuery), responses((status = 200, description = "The picture", content_type = "image/png"), (status = 304), (status = 404, body = Problem)))]
#[get("/documents/{id}/pictures/{number}")]
pub(super) async fn picture(
    request: HttpRequest,
    asker: Asker,
    api: Data<Api>,
    path: Path<(DocumentId, i32)>,
    query: Query<FileQuery>,
) -> Result<HttpResponse, Failure> {
    let (id, number) = path.into_inner();
    let hash = page::picture(api.store.reader(), &asker.actor, id, query.version, number).await?;
    drawn(&request, &api, &hash).await
}

/// A picture that we made.
pub(super) async fn drawn(request: &HttpRequest, api: &Api, hash: &str) -> Result<HttpResponse, Failure> {
    let tag = format!("\"{hash}\"");
    if not_modified(request, &tag) {
        return Ok(HttpResponse::NotModified().insert_header((header::ETAG, tag)).finish());
    }
    let path = api.blobs.path(hash)?;
    let size = tokio::fs::metadata(&path).await.map_err(|e| Error::internal(format!("picture: {e}")))?.len();
    let bytes = api.blobs.read(hash, 0, size, true).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "image/png"))
        .insert_header((header::ETAG, tag))
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .body(actix_web::body::SizedStream::new(size, bytes)))
}

/// A range that lies beyond what there is.
#[derive(Debug)]
struct Unsatisfiable;

/// The one range asked for (RFC 9110 § 14). Several ranges, or one of another version (`If-Range`), get the whole.
fn range(request: &HttpRequest, size: u64, tag: &str) -> Result<Option<(u64, u64)>, Unsatisfiable> {
    let text = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
    let Some(asked) = text(header::RANGE).and_then(|value| value.strip_prefix("bytes=")) else { return Ok(None) };
    if text(header::IF_RANGE).is_some_and(|known| known != tag) || asked.contains(',') {
        return Ok(None);
    }
    let Some((first, last)) = asked.split_once('-') else { return Ok(None) };
    match (first.trim().parse::<u64>(), last.trim().parse::<u64>()) {
        (Ok(first), _) if first >= size => Err(Unsatisfiable),
        (Ok(first), Ok(last)) if last < first => Ok(None),
        (Ok(first), Ok(last)) => Ok(Some((first, last.min(size - 1) - first + 1))),
        (Ok(first), Err(_)) if last.trim().is_empty() => Ok(Some((first, size - first))),
        (Err(_), Ok(0)) => Err(Unsatisfiable),
        (Err(_), Ok(count)) if first.trim().is_empty() && size > 0 => {
            let count = count.min(size);
            Ok(Some((size - count, count)))
        }
        _ => Ok(None),
    }
}

/// `attachment` with the name in both forms (RFC 6266): letters an old reader can't take become `_`.
pub(crate) fn attachment(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '%') || c == ' ' { c } else { '_' })
        .collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        // attr-char of RFC 8187
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_encoded() {
        let header = attachment("Årsrapport \"2017\"; x.pdf");
        assert_eq!(
            header,
            "attachment; filename=\"_rsrapport _2017_; x.pdf\"; filename*=UTF-8''%C3%85rsrapport%20%222017%22%3B%20x.pdf"
        );
    }

    #[test]
    fn ranges() {
        let asked = |range: &str| {
            let request =
                actix_web::test::TestRequest::default().insert_header((header::RANGE, range)).to_http_request();
            super::range(&request, 100, "\"x\"")
        };
        assert_eq!(asked("bytes=0-9").ok(), Some(Some((0, 10))));
        assert_eq!(asked("bytes=90-").ok(), Some(Some((90, 10))));
        assert_eq!(asked("bytes=-10").ok(), Some(Some((90, 10))));
        assert_eq!(asked("bytes=50-900").ok(), Some(Some((50, 50))));
        assert_eq!(asked("bytes=0-1,5-6").ok(), Some(None));
        assert_eq!(asked("pages=1").ok(), Some(None));
        assert!(asked("bytes=100-").is_err());
        assert!(asked("bytes=-0").is_err());
    }
}
