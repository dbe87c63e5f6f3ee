//! Lists, and the place in a stream they were read at.

use domain::event::StreamId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One page of a list.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct List<T> {
    /// The things, in the order of the list.
    pub items: Vec<T>,
    /// Asks for what comes after them; none at the end.
    pub next_cursor: Option<String>,
}

/// One page of a list whose changes arrive as events.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct LiveList<T> {
    /// The things, in the order of the list.
    pub items: Vec<T>,
    /// Asks for what comes after them; none at the end.
    pub next_cursor: Option<String>,
    /// Subscribe after this and nothing is missed; none for a list that spans several streams.
    pub at: Option<At>,
}

/// A page that may have another after it.
pub trait Paged {
    /// Asks for what comes after it; none at the end.
    fn next_cursor(&self) -> Option<&str>;
}

impl<T> Paged for List<T> {
    fn next_cursor(&self) -> Option<&str> {
        self.next_cursor.as_deref()
    }
}

impl<T> Paged for LiveList<T> {
    fn next_cursor(&self) -> Option<&str> {
        self.next_cursor.as_deref()
    }
}

/// A place in a stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct At {
    /// `room:<id>`, `network:<id>` or `person:<id>`.
    pub stream: String,
    /// The number of the newest event that what was read already shows.
    pub seq: i64,
    /// The epoch of the installation; another one asks for everything anew.
    pub epoch: i64,
}

impl At {
    /// A place in a stream.
    #[must_use]
    pub fn new(stream: impl Into<StreamId>, seq: i64, epoch: i64) -> Self {
        Self { stream: stream.into().to_string(), seq, epoch }
    }
}

/// A name and an id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Named {
    /// The id.
    pub id: uuid::Uuid,
    /// The name.
    pub name: String,
}
