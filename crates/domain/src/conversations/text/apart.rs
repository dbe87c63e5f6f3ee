//! A text taken out of the place it was written in: what it refers to there means nothing to those who read it elsewhere,
//! and may not be theirs to know of.

use super::without_quotes;

/// The text without the quotes of others' words and without references: of a mention, a link to a conversation or a
/// document only the words stay, and of a picture that stands here its description.
#[must_use]
pub(crate) fn apart(markdown: &str) -> String {
    const REFERENCE: &str = "](samrum:";
    let unquoted = without_quotes(markdown);
    let mut left = String::with_capacity(unquoted.len());
    let mut rest = unquoted.as_ref();
    while let Some(at) = rest.find(REFERENCE) {
        let (before, from) = rest.split_at(at);
        match before.rfind('[') {
            Some(open) => {
                left.push_str(before[..open].trim_end_matches('!'));
                left.push_str(&before[open + 1..]);
            }
            None => left.push_str(before),
        }
        rest = from.find(')').map_or("", |end| &from[end + 1..]);
    }
    left.push_str(rest);
    left
}

/// The text as a quote, line by line.
#[must_use]
pub(crate) fn quoted(markdown: &str) -> String {
    let lines: Vec<String> = markdown.lines().map(|line| format!("> {line}")).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_words() {
        let id = uuid::Uuid::nil();
        let said = format!(
            "Hej [@Anna](samrum:person/{id})! Se [planen](samrum:document/{id}) och [sidan](https://exempel.se).\n\n\
             [Citat: Bo](samrum:message/{id}@1#2-3)\n\n![bild](samrum:document/{id})"
        );
        assert_eq!(apart(&said), "Hej @Anna! Se planen och [sidan](https://exempel.se).\n\n\n\nbild");
        assert_eq!(apart("[x](samrum:person/"), "x");
    }

    #[test]
    fn every_line_is_quoted() {
        assert_eq!(quoted("a\n\n- b"), "> a\n> \n> - b");
    }
}
