//! The one list of routes is put into what answers, and into what is described.

use actix_web::Scope;
use actix_web::dev::{HttpServiceFactory, ServiceFactory, ServiceRequest};
use utoipa_actix_web::{OpenApiFactory, scope};

/// Where the routes are put: into what answers, or into what is described.
pub(super) trait Place {
    /// With another route.
    fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(self, route: F) -> Self;
}

impl<T> Place for Scope<T>
where
    T: ServiceFactory<ServiceRequest, Config = (), Error = actix_web::Error, InitError = ()>,
{
    fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(self, route: F) -> Self {
        self.service(route)
    }
}

impl<T> Place for scope::Scope<T>
where
    T: ServiceFactory<ServiceRequest, Config = (), Error = actix_web::Error, InitError = ()>,
{
    fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(self, route: F) -> Self {
        self.service(route)
    }
}
