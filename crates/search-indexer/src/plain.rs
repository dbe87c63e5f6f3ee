//! Safe HTML → plain text. The HTML is the server's own, made from Markdown and cut to an allow list.

/// Elements that end a line.
const BLOCKS: [&str; 16] =
    ["p", "br", "li", "ul", "ol", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"];

/// The text of `html`: tags away, entities resolved, blocks on lines of their own.
pub(crate) fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        rest = if from.starts_with('<') { tag(from, &mut text) } else { entity(from, &mut text) };
    }
    text.push_str(rest);
    let lines: Vec<&str> = text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// Passes over the tag that `from` begins with.
fn tag<'a>(from: &'a str, text: &mut String) -> &'a str {
    let mut quoted = None;
    for (at, c) in from.char_indices() {
        match (quoted, c) {
            (None, '>') => {
                let inside = from.get(1..at).unwrap_or_default().trim_start_matches('/');
                let name = inside.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
                if BLOCKS.contains(&name) && !text.is_empty() && !text.ends_with('\n') {
                    text.push('\n');
                }
                return from.get(at + 1..).unwrap_or_default();
            }
            (None, '"' | '\'') => quoted = Some(c),
            (Some(open), c) if open == c => quoted = None,
            _ => {}
        }
    }
    ""
}

/// Resolves the entity that `from` begins with; what is none stays as it stands.
fn entity<'a>(from: &'a str, text: &mut String) -> &'a str {
    const KNOWN: [(&str, char); 6] =
        [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\''), ("&nbsp;", ' ')];
    for (name, c) in KNOWN {
        if let Some(rest) = from.strip_prefix(name) {
            text.push(c);
            return rest;
        }
    }
    text.push('&');
    from.get(1..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn tags_go_and_words_stay_apart() {
        let html = "<p>Hej <strong>Örebro</strong>!</p>\n<ul>\n<li>ett</li><li>två</li></ul>";
        assert_eq!(plain(html), "Hej Örebro!\nett\ntvå");
        assert_eq!(plain("a &lt;b&gt; &amp; c &okänd;"), "a <b> & c &okänd;");
        assert_eq!(plain("<a href=\"x>y\">länk</a> slut"), "länk slut");
        assert_eq!(plain("<p>bruten <a href=\"x"), "bruten");
        assert_eq!(plain(""), "");
    }
}
