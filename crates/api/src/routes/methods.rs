//! What methods an address takes: for whoever comes to it with another one (RFC 9110, 15.5.6).

use std::sync::OnceLock;

use actix_web::dev::HttpServiceFactory;
use actix_web::http::{Method, header};
use actix_web::{HttpRequest, HttpResponse};
use utoipa_actix_web::OpenApiFactory;

use super::place::Place;
use super::{PREFIX, routes};

/// The addresses of the list, each with a method it takes.
#[derive(Default)]
struct Addresses(Vec<(String, Method)>);

impl Place for Addresses {
    fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(mut self, route: F) -> Self {
        for (address, item) in route.paths().paths {
            let taken = [
                (item.get.is_some(), Method::GET),
                (item.post.is_some(), Method::POST),
                (item.put.is_some(), Method::PUT),
                (item.patch.is_some(), Method::PATCH),
                (item.delete.is_some(), Method::DELETE),
            ];
            let taken = taken.into_iter().filter(|(there, _)| *there);
            self.0.extend(taken.map(|(_, method)| (address.clone(), method)));
        }
        self
    }
}

/// Where no route takes the request: there is no such address, or it is one that takes other methods, which are named.
pub(super) async fn untaken(request: HttpRequest) -> HttpResponse {
    static ADDRESSES: OnceLock<Addresses> = OnceLock::new();
    let Addresses(all) = ADDRESSES.get_or_init(|| routes(Addresses::default()));
    let path = request.path().strip_prefix(PREFIX).unwrap_or_default();
    let mut taken: Vec<&str> =
        all.iter().filter(|(address, _)| leads_to(path, address)).map(|(_, method)| method.as_str()).collect();
    taken.sort_unstable();
    taken.dedup();
    if taken.is_empty() || taken.contains(&request.method().as_str()) {
        return HttpResponse::NotFound().finish();
    }
    HttpResponse::MethodNotAllowed().insert_header((header::ALLOW, taken.join(", "))).finish()
}

/// Whether a path is of the form of an address, whose places stand in braces.
fn leads_to(path: &str, address: &str) -> bool {
    let (mut ours, mut theirs) = (address.split('/'), path.split('/'));
    loop {
        match (ours.next(), theirs.next()) {
            (None, None) => return true,
            (Some(place), Some(part)) if place.starts_with('{') && !part.is_empty() => {}
            (Some(word), Some(part)) if word == part => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Addresses, leads_to, routes};

    #[test]
    fn a_place_holds_anything_and_a_word_itself() {
        for (path, leads) in [
            ("/rooms/1/documents", true),
            ("/rooms//documents", false),
            ("/rooms/1/documents/2", false),
            ("/rooms/1", false),
            ("/seats/1/documents", false),
            ("", false),
        ] {
            assert_eq!(leads_to(path, "/rooms/{id}/documents"), leads, "{path}");
        }
    }

    #[test]
    fn every_address_has_its_methods() {
        let Addresses(all) = routes(Addresses::default());
        assert!(all.len() > 300, "{}", all.len());
        assert!(all.iter().all(|(address, _)| address.starts_with('/')));
    }
}
