//! The API as one page to read: no scripts, nothing loaded from anywhere.

use serde_json::Value;

/// What the page may load: its own style, by its hash or not at all; so the style stands in attributes of none.
pub(crate) const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;\
color:#1d2427;background:#faf7f1}h2{margin-top:2.5rem}h3{font:600 1rem/1.4 ui-monospace,monospace;margin-bottom:.25rem}\
code,pre{font-family:ui-monospace,monospace}b{color:#0f5257}table{border-collapse:collapse}td,th{text-align:left;\
padding:.2rem .8rem .2rem 0;vertical-align:top}pre{background:#fff;padding:1rem;overflow:auto}\
@media(prefers-color-scheme:dark){body{color:#e9e4da;background:#15191a}b{color:#74c7bc}pre{background:#1d2224}}";

/// The page for an OpenAPI document.
pub(crate) fn page(document: &[u8]) -> String {
    let document: Value = serde_json::from_slice(document).unwrap_or_default();
    let mut page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>Samrum API</title><style>{STYLE}</style><h1>Samrum API</h1><p>{}</p>\
         <p>The same as <a href=\"/api/openapi.json\">OpenAPI 3.1</a>.</p>",
        escape(document["info"]["description"].as_str().unwrap_or_default())
    );
    let mut tag = "";
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in methods.as_object().into_iter().flatten() {
            let of = operation["tags"][0].as_str().unwrap_or_default();
            if of != tag {
                tag = of;
                page.push_str(&format!("<h2>{}</h2>", escape(tag)));
            }
            self::operation(&mut page, method, path, operation);
        }
    }
    page.push_str("<h2>Schemas</h2>");
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

fn operation(page: &mut String, method: &str, path: &str, operation: &Value) {
    let summary = operation["summary"].as_str().unwrap_or_default();
    let (method, path, summary) = (escape(&method.to_uppercase()), escape(path), escape(summary));
    page.push_str(&format!("<h3><b>{method}</b> {path}</h3><p>{summary}</p><table>"));
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let text = |key: &str| escape(parameter[key].as_str().unwrap_or_default());
        let (name, place, about) = (text("name"), text("in"), text("description"));
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

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
