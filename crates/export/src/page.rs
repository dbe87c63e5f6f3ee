//! A page: one file that needs no other to be read.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use chrono_tz::Europe::Stockholm;
use domain::catalogue::{self, Catalogue};
use domain::people::person::Language;
use wire::Author;

use crate::place::way;

const STYLE: &str = "body{font:1rem/1.55 system-ui,sans-serif;margin:0 auto;max-width:46rem;padding:1.5rem 1rem 4rem;\
color:#1d2327;background:#fff}h1{font-size:1.7rem;line-height:1.25}h2{font-size:1.25rem;margin-top:2.2rem}\
a{color:#0b4f8a}nav{font-size:.95rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;\
padding:.4rem .8rem .4rem 0;border-bottom:1px solid #d5dade}article{border-top:1px solid #d5dade;padding:.9rem 0;\
overflow-wrap:anywhere}article header{font-size:.93rem}.aside{color:#545e66;font-size:.93rem}blockquote{margin:.6rem 0;\
padding-left:.8rem;border-left:3px solid #b6c0c7}pre{overflow-x:auto}dt{font-weight:600}dd{margin:0 0 .6rem}\
@media(prefers-color-scheme:dark){body{color:#e6eaed;background:#14181b}a{color:#8cc4f5}th,td,article{border-color:#3a434a}\
.aside{color:#a9b4bc}}.said{margin:.4rem 0;overflow-wrap:anywhere;white-space:pre-wrap}@media print{nav{display:none}}";

/// What every page is made with.
#[derive(Clone, Copy)]
pub(crate) struct Pages {
    pub(crate) words: &'static Catalogue,
    pub(crate) language: Language,
}

impl Pages {
    /// A page at `path`, whose body is HTML; `up` are the pages above it, by path and title.
    pub(crate) fn page(self, path: &str, title: &str, up: &[(&str, &str)], body: &str) -> Vec<u8> {
        let language = self.language.word();
        let title = escaped(title);
        let mut page = format!(
            "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        );
        if !up.is_empty() {
            let links: Vec<String> = up.iter().map(|(to, title)| link(path, to, title)).collect();
            put(&mut page, format_args!("<nav>{}</nav>\n", links.join(" › ")));
        }
        put(&mut page, format_args!("<main>\n<h1>{title}</h1>\n{body}</main>\n</body>\n</html>\n"));
        page.into_bytes()
    }

    /// Who said it, with the organisation.
    pub(crate) fn said_by(self, author: &Author) -> String {
        let name = author.name.as_deref().unwrap_or(self.words.representative);
        match &author.organisation {
            Some(organisation) => format!("{name}, {organisation}"),
            None => name.to_owned(),
        }
    }
}

/// A page by itself, in a folder where it has no others: what it is, and under each heading a list.
#[must_use]
pub fn lists(language: Language, (title, lead): (&str, &str), lists: &[(&str, Vec<String>)]) -> Vec<u8> {
    let mut body = format!("<p>{}</p>\n", escaped(lead));
    for (heading, lines) in lists {
        put(&mut body, format_args!("<h2>{}</h2>\n<ul>\n", escaped(heading)));
        for line in lines {
            put(&mut body, format_args!("<li class=\"said\">{}</li>\n", escaped(line)));
        }
        put(&mut body, format_args!("</ul>\n"));
    }
    Pages { words: catalogue::of(language), language }.page("index.html", title, &[], &body)
}

/// Adds to a page.
pub(crate) fn put(page: &mut String, what: std::fmt::Arguments<'_>) {
    // writing to a text does not fail
    let _ = page.write_fmt(what);
}

/// A text as it stands in HTML.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A link from one page to a file.
pub(crate) fn link(from: &str, to: &str, text: &str) -> String {
    format!("<a href=\"{}\">{}</a>", way(from, to), escaped(text))
}

/// A moment as the clock in Sweden showed it.
pub(crate) fn moment(at: DateTime<Utc>) -> String {
    at.with_timezone(&Stockholm).format("%Y-%m-%d %H:%M").to_string()
}

/// A size in words.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", std::time::Duration::from_micros(bytes).as_secs_f64()),
    }
}
