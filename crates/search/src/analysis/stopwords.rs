//! Words so common that a query is not about them.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

static STOPWORDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    "och i att det som en på är av för med den till inte ett om de hur vad vem vilka vilken vilket man kan ska skall har \
     hade var vara vi ni jag du han hon hen från eller men när där här så vid under efter upp ut in sig sin sitt sina \
     detta denna dessa finns bli blir blev skulle gör göra få får fick också samt mot mellan över genom utan än då nu \
     bara mycket alla allt någon något några vår vårt våra er ert era deras dess oss dem mig dig varför vart the and of \
     to in for is a"
        .split_whitespace()
        .collect()
});

/// Is this word (in lower case) too common to be what is searched for? Such words only weigh within phrases.
#[must_use]
pub fn is_stopword(word: &str) -> bool {
    STOPWORDS.contains(word)
}
