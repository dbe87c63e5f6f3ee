//! Where answers to a mail go that somebody has written: to whom the network says that one asks about it.

use lettre::Address;

/// The first address in what a network says of whom to ask.
pub(crate) fn address_in(contact: &str) -> Option<Address> {
    let words = contact.split(|c: char| c.is_whitespace() || ",;:<>()".contains(c));
    words.map(|word| word.trim_end_matches('.')).find_map(|word| word.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::address_in;

    #[test]
    fn an_address_is_found_among_words() {
        let found = |contact: &str| address_in(contact).map(|address| address.to_string());
        let some = Some("anna.berg@skr.example".to_owned());
        for contact in ["anna.berg@skr.example", "Anna Berg, anna.berg@skr.example.", "Anna <anna.berg@skr.example>"] {
            assert_eq!(found(contact), some, "{contact}");
        }
        assert_eq!(found("Anna Berg, 08-452 70 00"), None);
        assert_eq!(found(""), None);
    }
}
