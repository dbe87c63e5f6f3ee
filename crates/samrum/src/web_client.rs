//! The web client: embedded in the program in a release, read from `web/dist` in a debug build.

use actix_web::http::header::{AcceptEncoding, Encoding, Header as _};
use actix_web::http::{Method, header};
use actix_web::web::{self, Data, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse};
use api::Api;
use chrono::{SecondsFormat, TimeDelta};
use rust_embed::{EmbeddedFile, RustEmbed};

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Client;

/// The word in `index.html` that stands where the nonce goes.
const NONCE: &str = "__CSP_NONCE__";

/// Everything that is not the API's: the client's files, and its page for every other address.
pub(crate) fn configure(service: &mut ServiceConfig) {
    service
        .route("/.well-known/change-password", web::get().to(change_password))
        .route("/.well-known/security.txt", web::get().to(security))
        .default_service(web::to(file_or_page));
}

async fn change_password() -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, "/installningar")).finish()
}

/// Whom to tell of a security fault, as whoever runs the installation has said.
#[derive(Clone, Debug)]
pub(crate) struct SecurityContact(pub(crate) Option<String>);

/// RFC 9116. The file says that it counts for another year; whoever reads it reads it anew.
async fn security(contact: Data<SecurityContact>, api: Data<Api>) -> HttpResponse {
    let SecurityContact(Some(contact)) = contact.as_ref() else { return HttpResponse::NotFound().finish() };
    let expires = (api.store.clock().now() + TimeDelta::days(365)).to_rfc3339_opts(SecondsFormat::Secs, true);
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body(format!("Contact: {contact}\nExpires: {expires}\nPreferred-Languages: sv, en\n"))
}

async fn file_or_page(request: HttpRequest) -> HttpResponse {
    let path = request.path().trim_start_matches('/');
    if path == "api" || path.starts_with("api/") {
        return HttpResponse::NotFound().finish();
    }
    if request.method() != Method::GET {
        return HttpResponse::MethodNotAllowed().insert_header((header::ALLOW, "GET, HEAD")).finish();
    }
    if path != "index.html"
        && let Some(file) = Client::get(path)
    {
        // what has its hash in its name never changes
        let lasting = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
        let mut answer = HttpResponse::Ok();
        answer
            .insert_header((header::CONTENT_TYPE, file.metadata.mimetype().to_owned()))
            .insert_header((header::CACHE_CONTROL, lasting));
        let Some((encoding, packed)) = packed(&request, path) else { return answer.body(file.data.into_owned()) };
        return answer
            .insert_header((header::CONTENT_ENCODING, encoding))
            .insert_header((header::VARY, "accept-encoding"))
            .body(packed.data.into_owned());
    }
    if path.starts_with("assets/") || is_no_page(path) {
        return HttpResponse::NotFound().finish();
    }
    page()
}

/// A file as it was packed when the client was built, in the shortest way that the asker takes; none where that is as it is, or
/// there is no such file. What is packed here and now, as all other answers are, would be packed anew for everybody.
fn packed(request: &HttpRequest, path: &str) -> Option<(&'static str, EmbeddedFile)> {
    let accepted = AcceptEncoding::parse(request).ok()?;
    let ways = [(Encoding::brotli(), "br", "br"), (Encoding::gzip(), "gzip", "gz")];
    ways.into_iter().find_map(|(way, name, ending)| {
        let liked = accepted.negotiate([way.clone(), Encoding::identity()].iter()) == Some(way);
        let file = liked.then(|| Client::get(&format!("{path}.{ending}"))).flatten()?;
        Some((name, file))
    })
}

/// Whether programs and not people ask for it: what is named as a file (`robots.txt`), and what is on the internal address.
fn is_no_page(path: &str) -> bool {
    path == "metrics" || path != "index.html" && path.contains('.') && !path.contains('/')
}

fn page() -> HttpResponse {
    let Some(index) = Client::get("index.html") else {
        return HttpResponse::NotFound()
            .content_type("text/plain; charset=utf-8")
            .body("The web client has not been built. Run `make web`, then start again.\n");
    };
    let nonce = uuid::Uuid::new_v4().simple().to_string();
    let html = String::from_utf8_lossy(&index.data).replace(NONCE, &nonce);
    let policy = format!(
        "default-src 'self'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; \
         font-src 'self'; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; \
         form-action 'self'; frame-ancestors 'none'"
    );
    HttpResponse::Ok()
        .insert_header((header::CONTENT_SECURITY_POLICY, policy))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .content_type("text/html; charset=utf-8")
        .body(html)
}
