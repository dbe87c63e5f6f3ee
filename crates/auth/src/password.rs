//! Passwords: which are taken, and how they are kept.
//!
//! Taken is what NIST SP 800-63B-4 § 3.1.1.2 says: at least fifteen characters where the password stands alone, any
//! characters, no rules of composition, none that is on a list of what people choose first.

mod hasher;
mod rules;

pub use hasher::Hasher;
pub use rules::check_rules;

use unicode_normalization::UnicodeNormalization as _;

/// The form that is hashed: NFKC, so that the same password typed on another keyboard is the same.
pub(crate) fn normal(password: &str) -> String {
    password.nfkc().collect()
}
