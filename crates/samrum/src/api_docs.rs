//! The API as one page to read: no scripts, nothing loaded from anywhere.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use wire::{SUBPROTOCOL, close};

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;\
color:#1d2427;background:#faf7f1}h2{margin-top:2.5rem}h3{font:600 1rem/1.4 ui-monospace,monospace;margin-bottom:.25rem}\
code,pre{font-family:ui-monospace,monospace}b{color:#0f5257}a{color:#0f5257}table{border-collapse:collapse}td,th{text-align:left;\
padding:.2rem .8rem .2rem 0;vertical-align:top}pre{background:#fff;padding:1rem;overflow:auto}nav{columns:14rem}\
nav a{display:block;padding:.2rem 0}\
@media(prefers-color-scheme:dark){body{color:#e9e4da;background:#15191a}a,b{color:#74c7bc}pre{background:#1d2224}}";

/// What the page may load: its own style, by its hash, and nothing else.
pub(crate) fn policy() -> String {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
}

/// The page for an OpenAPI document.
pub(crate) fn page(document: &[u8]) -> String {
    let document: Value = serde_json::from_slice(document).unwrap_or_default();
    let mut subjects: BTreeMap<&str, Vec<(&str, &str, &Value)>> = BTreeMap::new();
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            let subject = operation["tags"][0].as_str().unwrap_or_default();
            subjects.entry(subject).or_default().push((method, path, operation));
        }
    }
    let mut page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>Samrum API</title><style>{STYLE}</style><h1>Samrum API</h1><p>{}</p>\
         <p>The same as <a href=\"/api/openapi.json\">OpenAPI 3.1</a>.</p><nav aria-label=\"Subjects\">",
        prose(document["info"]["description"].as_str().unwrap_or_default())
    );
    for subject in subjects.keys() {
        page.push_str(&format!("<a href=\"#of-{0}\">{0}</a>", escape(subject)));
    }
    page.push_str("<a href=\"#socket\">The websocket</a><a href=\"#schemas\">Schemas</a></nav>");
    for (subject, operations) in &subjects {
        page.push_str(&format!("<h2 id=\"of-{0}\">{0}</h2>", escape(subject)));
        for (method, path, operation) in operations {
            self::operation(&mut page, method, path, operation);
        }
    }
    socket(&mut page);
    page.push_str("<h2 id=\"schemas\">Schemas</h2>");
    for (name, schema) in document["components"]["schemas"].as_object().into_iter().flatten() {
        let json = serde_json::to_string_pretty(schema).unwrap_or_default();
        let (name, json) = (escape(name), escape(&json));
        page.push_str(&format!(
            "<details id=\"{name}\"><summary><code>{name}</code></summary><pre>{json}</pre></details>"
        ));
    }
    page.push_str("</html>");
    page
}

/// What OpenAPI has no words for.
fn socket(page: &mut String) {
    page.push_str(&format!(
        "<h2 id=\"socket\">The websocket</h2><p><code>GET /api/v1/socket</code>, subprotocol <code>{SUBPROTOCOL}</code>: \
         text frames of JSON, at most 64 KiB each, <a href=\"#ClientFrame\">ClientFrame</a> in and \
         <a href=\"#ServerFrame\">ServerFrame</a> out. Every list says where its stream stands (<code>at</code>): subscribe \
         after that, and nothing is missed and nothing comes twice. <code>resync</code> means: read the lists of the stream \
         again, then go on from the place it names.</p><table><tr><th>closed with<th>because"
    ));
    for (code, why) in [
        (close::RESTART, "the server stops, or a command failed: come back a little later and resume"),
        (close::SESSION_ENDED, "the session has ended: sign in again"),
        (close::TOO_SLOW, "the client did not keep up: come back and resume"),
        (close::TOO_MANY_SOCKETS, "too many sockets of one person or address"),
        (close::BAD_FRAME, "a frame that could not be understood"),
        (close::TOO_MANY_COMMANDS, "too many commands"),
    ] {
        page.push_str(&format!("<tr><td>{code}<td>{why}"));
    }
    page.push_str("</table>");
}

fn operation(page: &mut String, method: &str, path: &str, operation: &Value) {
    let summary = operation["summary"].as_str().unwrap_or_default();
    let (method, path, summary) = (escape(&method.to_uppercase()), escape(path), prose(summary));
    page.push_str(&format!("<h3><b>{method}</b> {path}</h3><p>{summary}</p><table>"));
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let text = |key: &str| parameter[key].as_str().unwrap_or_default();
        let (name, place, about) = (escape(text("name")), escape(text("in")), prose(text("description")));
        page.push_str(&format!("<tr><td><code>{name}</code><td>{place}<td>{about}"));
    }
    for (media, content) in operation["requestBody"]["content"].as_object().into_iter().flatten() {
        page.push_str(&format!("<tr><td>body<td>{}<td>{}", escape(media), link(&content["schema"])));
    }
    for (status, response) in operation["responses"].as_object().into_iter().flatten() {
        let schema = response["content"].as_object().and_then(|c| c.values().next()).map(|c| link(&c["schema"]));
        page.push_str(&format!("<tr><td>{}<td><td>{}", escape(status), schema.unwrap_or_default()));
    }
    page.push_str("</table>");
}

fn link(schema: &Value) -> String {
    match schema["$ref"].as_str().and_then(|to| to.rsplit('/').next()) {
        Some(name) => format!("<a href=\"#{0}\">{0}</a>", escape(name)),
        None => escape(schema["type"].as_str().unwrap_or("…")),
    }
}

/// Text with what stands between backticks as code.
fn prose(text: &str) -> String {
    let mut written = String::new();
    for (n, part) in text.split('`').enumerate() {
        let part = escape(part);
        written.push_str(&if n % 2 == 1 { format!("<code>{part}</code>") } else { part });
    }
    written
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
