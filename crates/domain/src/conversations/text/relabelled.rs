//! Another label at the references to somebody.

use crate::ids::PersonId;

/// The Markdown with `label` at each reference to the person, `[@Anna Berg](samrum:person/…)`; none where nothing changes.
pub(crate) fn relabelled(markdown: &str, person: PersonId, label: &str) -> Option<String> {
    let target = format!("](samrum:person/{person})");
    // an id may be written in large letters too, which are as long
    let folded = markdown.to_ascii_lowercase();
    let mut told = String::with_capacity(markdown.len());
    let mut from = 0;
    for (close, _) in folded.match_indices(&target) {
        let before = &markdown[from..close];
        match opening(before) {
            Some(open) => told.push_str(&[&before[..=open], label].concat()),
            None => told.push_str(before),
        }
        from = close + target.len();
        told.push_str(&markdown[close..from]);
    }
    told.push_str(&markdown[from..]);
    (told != markdown).then_some(told)
}

/// Where the label begins with which the text ends: at the last bracket that stands for no letter, which is one behind an
/// odd number of backslashes.
fn opening(text: &str) -> Option<usize> {
    let letter = |at: &usize| text[..*at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
    text.rmatch_indices('[').map(|(at, _)| at).find(|at| !letter(at))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn only_the_labels_of_that_person_change() {
        let (anna, bo) = (PersonId(Uuid::from_u128(0xa)), PersonId(Uuid::from_u128(0xb)));
        let told = |text: &str| relabelled(text, anna, "@Representant");
        let large = anna.to_string().to_uppercase();
        assert_eq!(
            told(&format!(
                "Hej [@Anna Berg](samrum:person/{anna}) och [@Bo](samrum:person/{bo}), [@Anna](samrum:person/{large})!"
            )),
            Some(format!(
                "Hej [@Representant](samrum:person/{anna}) och [@Bo](samrum:person/{bo}), [@Representant](samrum:person/{large})!"
            ))
        );
        assert_eq!(
            told(&format!("[1] [@Anna \\[A\\]](samrum:person/{anna})")),
            Some(format!("[1] [@Representant](samrum:person/{anna})"))
        );
        assert_eq!(told(&format!("](samrum:person/{anna})")), None);
        assert_eq!(told(&format!("\\[](samrum:person/{anna})")), None);
        assert_eq!(
            told(&format!("C:\\\\[@Anna](samrum:person/{anna})")),
            Some(format!("C:\\\\[@Representant](samrum:person/{anna})"))
        );
        assert_eq!(told("Anna Berg kommer"), None);
        assert_eq!(told(&format!("[@Representant](samrum:person/{anna})")), None);
    }
}
