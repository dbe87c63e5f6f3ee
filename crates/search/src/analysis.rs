//! Swedish, independent of any engine: from a text to the terms it is indexed under, and from a query's word to the
//! terms it looks for.
//!
//! Every word gives one *surface* (as written, lower case), one *stem*, and any number of *loose* terms: the parts of a
//! compound (`+nätverk` of *barnrättsnätverket*) and what is left without dots and rings (`_orebro` of *Örebro*). The
//! three are indexed apart, so that an exact match weighs more than a stem, and a stem more than a part.

mod analyser;
mod compound;
mod fold;
mod lexicon;
mod stem;
mod stopwords;
mod synonyms;
mod tokenize;

pub use analyser::{Analysed, Analyser, Word};
pub(crate) use compound::run_together;
pub use fold::fold;
pub use stem::{is_irregular, stem};
pub use stopwords::is_stopword;
pub(crate) use synonyms::Meanings;
pub use synonyms::{Synonym, Synonyms, defaults};
pub use tokenize::{Token, tokens};

/// Changed whenever the same text would give other terms: an index of another version is built again.
pub const ANALYSIS_VERSION: u32 = 3;
