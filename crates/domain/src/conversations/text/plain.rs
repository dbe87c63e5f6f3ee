//! The text of safe HTML, letter for letter as a browser's `textContent` gives it: what the range of a quote counts in.

/// The text of `html` without its tags, and without what stands within a quote: those are others' words.
#[must_use]
pub(crate) fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        rest = if from.starts_with("<blockquote data-quote=") {
            from.find("</blockquote>").map_or("", |end| &from[end + "</blockquote>".len()..])
        } else if from.starts_with('<') {
            // the sanitiser writes no bare `>` in an attribute but within quotes
            tag_end(from).map_or("", |end| &from[end + 1..])
        } else {
            entity(from, &mut text)
        };
    }
    text.push_str(rest);
    text
}

fn tag_end(from: &str) -> Option<usize> {
    let mut quoted = false;
    from.char_indices()
        .find(|(_, c)| {
            quoted ^= *c == '"';
            *c == '>' && !quoted
        })
        .map(|(at, _)| at)
}

fn entity<'a>(from: &'a str, text: &mut String) -> &'a str {
    const KNOWN: [(&str, char); 5] =
        [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&nbsp;", '\u{a0}')];
    for (name, c) in KNOWN {
        if let Some(rest) = from.strip_prefix(name) {
            text.push(c);
            return rest;
        }
    }
    text.push('&');
    &from[1..]
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn it_is_what_a_browser_says() {
        assert_eq!(
            plain("<p>Hej <a href=\"x>y\">du</a> &amp; jag</p>\n<ul>\n<li>a</li>\n</ul>"),
            "Hej du & jag\n\na\n"
        );
        assert_eq!(plain("<blockquote data-quote=\"message/x@1\">Citat: B</blockquote>\n<p>Ja</p>"), "\nJa");
        assert_eq!(plain("a &okänd; <p"), "a &okänd; ");
    }
}
