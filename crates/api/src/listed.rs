//! A page of a list as an answer: where there is more, `Link` says where (RFC 8288), as `next_cursor` does.

use actix_web::http::header::{HeaderValue, LINK};
use actix_web::{HttpRequest, HttpResponse, Responder};
use serde::Serialize;
use wire::Paged;

/// A page of a list, read from an address that takes a cursor.
#[derive(Debug)]
pub(crate) struct Listed<L>(pub(crate) L);

impl<L: Paged + Serialize> Responder for Listed<L> {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let mut response = HttpResponse::Ok();
        let next = self.0.next_cursor().map(|cursor| link(request.path(), request.query_string(), cursor));
        if let Some(Ok(link)) = next.map(|link| HeaderValue::from_str(&link)) {
            response.insert_header((LINK, link));
        }
        response.json(self.0)
    }
}

/// The same address with that cursor.
fn link(path: &str, query: &str, cursor: &str) -> String {
    let mut others: Vec<&str> = query.split('&').filter(|one| !one.is_empty() && !one.starts_with("cursor=")).collect();
    let cursor = format!("cursor={cursor}");
    others.push(&cursor);
    // what would end the address early is written so that it does not
    let address = format!("{path}?{}", others.join("&")).replace('<', "%3C").replace('>', "%3E");
    format!("<{address}>; rel=\"next\"")
}

#[cfg(test)]
mod tests {
    use super::link;

    #[test]
    fn the_next_page_is_asked_for_as_this_one_was() {
        assert_eq!(link("/a", "", "X"), "</a?cursor=X>; rel=\"next\"");
        assert_eq!(link("/a", "limit=3&cursor=W&q=b", "X"), "</a?limit=3&q=b&cursor=X>; rel=\"next\"");
        assert_eq!(link("/a", "q=>;x", "X"), "</a?q=%3E;x&cursor=X>; rel=\"next\"");
    }
}
