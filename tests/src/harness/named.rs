//! A request that its client gives a name, so that it can be sent again.

use std::sync::{Mutex, PoisonError};

use reqwest::header::{CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Request};

/// The request of one operation: which it is, and what was sent when it has been.
#[derive(Debug)]
pub struct Named {
    method: Method,
    path: String,
    sent: Mutex<Option<Request>>,
}

impl Named {
    /// The operation, as `POST /rooms/{id}/asks`.
    pub fn of(operation: &str) -> Self {
        let (method, path) = operation.split_once(' ').expect("a method and a path");
        let method = method.parse().expect("a method");
        Self { method, path: format!("/api/v1{path}"), sent: Mutex::new(None) }
    }

    fn is(&self, request: &Request) -> bool {
        let (here, there) = (self.path.split('/'), request.url().path().split('/'));
        let alike = here.clone().count() == there.clone().count()
            && here.zip(there).all(|(part, sent)| part.starts_with('{') || part == sent);
        alike && *request.method() == self.method
    }

    /// Names the request where it is the first of the operation.
    pub fn name(&self, request: &mut Request) {
        let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        if sent.is_some() || !self.is(request) {
            return;
        }
        let name = HeaderValue::from_str(&uuid::Uuid::new_v4().to_string()).expect("a name");
        request.headers_mut().insert("idempotency-key", name);
        *sent = request.try_clone();
    }

    /// The same once more; nothing where none was sent.
    pub fn again(&self) -> Option<Request> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).as_ref()?.try_clone()
    }

    /// Another of the same name: one space more, in a form another name of the file.
    pub fn other(&self) -> Option<Request> {
        let mut request = self.again()?;
        let said = request.body().and_then(|body| body.as_bytes()).unwrap_or_default();
        let form = request.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/"));
        let said = match form {
            true => String::from_utf8_lossy(said).replace(".txt", ".text").into_bytes(),
            false => [said, b" "].concat(),
        };
        *request.body_mut() = Some(said.into());
        Some(request)
    }
}
