//! Where mails go: to a mail server, or into a folder.

use lettre::Address;
use uuid::Uuid;

use crate::paper::Envelope;
use crate::smtp::{Outcome, Refused, Waiting};
use crate::{Config, Result, Way, folder};

/// Whatever is ready to be given a mail.
pub(crate) enum Ready<'a> {
    Folder(&'a Config),
    Server(Box<Waiting>),
}

/// Makes ready for a mail to that address.
pub(crate) async fn ready<'a>(config: &'a Config, to: &Address) -> Result<Ready<'a>, Refused> {
    match &config.way {
        Way::Folder => Ok(Ready::Folder(config)),
        Way::Server(server) => Ok(Ready::Server(Box::new(server.begin(&config.sender_address()?, to).await?))),
    }
}

impl Ready<'_> {
    /// Gives it the mail.
    pub(crate) async fn give(self, id: Uuid, envelope: &Envelope) -> Outcome {
        match self {
            Self::Server(waiting) => waiting.give(&envelope.bytes).await,
            Self::Folder(config) => match folder::put(&config.folder, id, envelope, config.readable).await {
                Ok(()) => Outcome::Taken,
                Err(error) => Outcome::Not(Refused::ForNow(error.to_string())),
            },
        }
    }
}
