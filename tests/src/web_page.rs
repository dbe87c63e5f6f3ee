//! The page of the web client: what it may load and run, and that nothing in it stands outside that.

use std::collections::BTreeMap;

use reqwest::Method;

use crate::harness::{Answer, Client, Node};

/// The page; `make web` has built it.
async fn page(client: &Client, path: &str) -> (Answer, String) {
    let answer = client.get(path).await;
    assert_eq!(answer.status, 200, "web/dist is missing: `make web` first (`make test` does)");
    assert!(answer.header("content-type").starts_with("text/html"));
    let html = String::from_utf8(answer.body.clone()).expect("text");
    (answer, html)
}

/// The policy by its directives.
fn directives(answer: &Answer) -> BTreeMap<String, Vec<String>> {
    let policy = answer.header("content-security-policy");
    let each = policy.split(';').map(|one| {
        let mut words = one.split_whitespace().map(str::to_owned);
        (words.next().expect("a directive"), words.collect())
    });
    each.collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_loads_and_runs_only_what_is_ours() {
    let node = Node::start().await;
    let anybody = node.anonymous();
    let (answer, html) = page(&anybody, "//").await;
    let policy = directives(&answer);
    let says = |directive: &str, sources: &[&str]| {
        assert_eq!(policy.get(directive).map(Vec::as_slice).unwrap_or_default(), sources, "{directive}");
    };
    says("default-src", &["'self'"]);
    says("script-src", &["'self'"]);
    says("connect-src", &["'self'"]);
    says("font-src", &["'self'"]);
    says("img-src", &["'self'", "data:", "blob:"]);
    says("object-src", &["'none'"]);
    says("base-uri", &["'none'"]);
    says("form-action", &["'self'"]);
    says("frame-ancestors", &["'none'"]);
    let all = answer.header("content-security-policy");
    for loose in ["unsafe-inline", "unsafe-eval", "unsafe-hashes", "http:", "https:", " * ", " *;"] {
        assert!(!all.contains(loose), "{loose} in {all}");
    }
    // styles that the client makes while it runs have the page's nonce, which is another each time
    let nonce = |policy: &BTreeMap<String, Vec<String>>| {
        let [own, nonce] = policy["style-src"].as_slice() else { panic!("{policy:?}") };
        assert_eq!(own, "'self'");
        nonce.trim_matches('\'').strip_prefix("nonce-").expect("a nonce").to_owned()
    };
    let first = nonce(&policy);
    assert!(first.len() >= 22 && html.contains(&format!("content=\"{first}\"")), "{html}");
    let (again, other) = page(&anybody, "//natverk/vilket-som-helst").await;
    let second = nonce(&directives(&again));
    assert!(first != second && other.contains(&second) && !other.contains(&first));
    assert!(!page(&anybody, "//index.html").await.1.contains("__CSP_NONCE__"));
    for (header, value) in [
        ("cache-control", "no-cache"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(header), value, "{header}");
    }

    // nothing in the page is inline: every script is a file of ours, and no element runs or dresses itself
    let lower = html.to_lowercase();
    assert!(lower.contains("<script"), "{html}");
    for script in lower.split("<script").skip(1) {
        let (attributes, body) = script.split_once('>').expect("the end of a tag");
        assert!(attributes.contains("src=\"/assets/"), "{script}");
        assert!(body.starts_with("</script"), "an inline script: {script}");
    }
    assert!(!lower.contains("<style") && !lower.contains(" style="), "{html}");
    for tag in lower.split('<').skip(1).filter_map(|tag| tag.split('>').next()) {
        let handlers = tag.split_whitespace().any(|word| word.starts_with("on") && word.contains('='));
        assert!(!handlers && !tag.contains("javascript:"), "{tag}");
    }
    // what the page names is there, and may be kept for good: its name is its hash
    for file in lower.split("/assets/").skip(1).filter_map(|rest| rest.split('"').next()) {
        // names have capitals too
        let at = lower.find(&format!("/assets/{file}")).expect("where it stood");
        let name = &html[at..at + "/assets/".len() + file.len()];
        let asset = anybody.get(&format!("/{name}")).await;
        assert_eq!((asset.status.as_u16(), asset.header("x-content-type-options")), (200, "nosniff"), "{name}");
        assert!(asset.header("cache-control").contains("immutable"), "{name}");
        // and is sent as it was packed when it was built, to whoever takes that
        let packed = async |takes: &str| {
            let asked = anybody.request(Method::GET, &format!("/{name}")).header("accept-encoding", takes);
            anybody.send(asked).await
        };
        let plain = packed("br;q=0, identity").await;
        assert_eq!((plain.header("content-encoding"), &plain.body), ("", &asset.body), "{name}");
        for (takes, way) in [("gzip, deflate", "gzip"), ("gzip, deflate, br", "br")] {
            let sent = packed(takes).await;
            let headers = (sent.header("content-encoding"), sent.header("vary"), sent.header("content-type"));
            assert_eq!(headers, (way, "accept-encoding", asset.header("content-type")), "{name}");
            assert!(plain.body.len() < 1024 || sent.body.len() < plain.body.len(), "{name}");
        }
    }
    // and what is not there is no page
    for nothing in ["assets/ingen.js", "favicon.ico", "robots.txt", "metrics", "api", "api/v2"] {
        assert_eq!(anybody.get(&format!("//{nothing}")).await.status, 404, "{nothing}");
    }
    let written = anybody.send(anybody.request(Method::POST, "//natverk")).await;
    assert_eq!((written.status.as_u16(), written.header("allow")), (405, "GET, HEAD"));
    let head = anybody.send(anybody.request(Method::HEAD, "//natverk/vilket-som-helst")).await;
    assert_eq!((head.status.as_u16(), head.body.len()), (200, 0));
    assert_eq!(
        anybody.get("/ingenting").await.header("content-security-policy"),
        "default-src 'none'; frame-ancestors 'none'"
    );
}
