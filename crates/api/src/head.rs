//! `HEAD` is `GET` without the body (RFC 9110, 9.3.2).

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;

/// Has a `HEAD` answered as the `GET` of the same address; the server knows what was asked, and sends the head of it only.
/// The outermost of all: nothing else may hold the request yet.
///
/// # Errors
/// What comes from within.
pub async fn head<B: MessageBody + 'static>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    if request.method() == Method::HEAD {
        request.head_mut().method = Method::GET;
    }
    next.call(request).await
}
