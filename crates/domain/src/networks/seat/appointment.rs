//! Who appointed somebody to a seat, when, and where that is to be read.

use chrono::NaiveDate;

use super::written;
use crate::documents::document;
use crate::ids::{DocumentId, NetworkId};
use crate::store::Tx;
use crate::{Error, Result};

const LONGEST: usize = 300;

/// The decision behind a holding: all of it may be left for later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Appointment {
    /// Who appointed them, in words: *kommundirektören*.
    pub by: Option<String>,
    /// On which day.
    pub on: Option<NaiveDate>,
    /// The decision's reference: *KS 2026/114 § 12*.
    pub reference: Option<String>,
    /// The decision itself, where it lies in the network.
    pub document: Option<DocumentId>,
}

impl Appointment {
    /// The same without a document that the actor may not read any more.
    pub(crate) async fn readable_part(self, tx: &Tx, network: NetworkId) -> Result<Self> {
        let document = match self.document {
            Some(id) if document::lies_in(tx, network, id).await? => Some(id),
            _ => None,
        };
        Ok(Self { document, ..self })
    }

    /// The same, with its words in order and its document one that the actor may read in the network.
    ///
    /// # Errors
    /// [`Error::Invalid`] for words that are too long, [`Error::NotFoundIn`] for a document that is not there for them.
    pub(crate) async fn checked(&self, tx: &Tx, network: NetworkId) -> Result<Self> {
        let words = |text: &Option<String>, pointer| {
            let text = written(text.as_deref().unwrap_or_default(), LONGEST, pointer)?;
            Ok::<_, Error>(Some(text).filter(|text| !text.is_empty()))
        };
        let (by, reference) = (words(&self.by, "/appointed_by")?, words(&self.reference, "/reference")?);
        document::beside(tx, network, self.document).await?;
        Ok(Self { by, on: self.on, reference, document: self.document })
    }
}
