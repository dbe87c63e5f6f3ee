//! What is shown and marked.

use super::*;
use crate::analysis::Meanings;
use crate::asked::parse::parse;

fn shown(query: &str, text: &str) -> String {
    let mut analyser = Analyser::default();
    let plan = Plan::new(parse(query), true, Meanings::default(), &mut analyser);
    let fragments = passage(text, &Marker::new(&plan), &mut analyser);
    fragments.iter().map(|f| if f.marked { format!("[{}]", f.text) } else { f.text.clone() }).collect()
}

#[test]
fn the_inflected_word_is_marked_as_it_stands() {
    assert_eq!(shown("granskning ", "Vid granskningarna sågs brister."), "Vid [granskningarna] sågs brister.");
    assert_eq!(shown("nätverk ", "Barnrättsnätverkets möte"), "[Barnrättsnätverkets] möte");
    assert_eq!(shown("myndigheten ", "Dialog med myndigheter"), "Dialog med [myndigheter]");
    assert_eq!(shown("lekplats ", "På lekplatserna"), "På [lekplatserna]");
    assert_eq!(shown("bättre ", "Det bästa"), "Det [bästa]");
    assert_eq!(shown("orebro ", "Värd: Örebro\n\n kommun"), "Värd: [Örebro] kommun");
    assert_eq!(shown("barnche", "En barnchecklista finns"), "En [barnchecklista] finns");
}

#[test]
fn what_is_said_in_several_words_is_marked_where_all_of_them_stand() {
    let text = "Kommunen frågar Sveriges Kommuner och Regioner.";
    assert_eq!(shown("SKR ", text), "Kommunen frågar [Sveriges] [Kommuner] och [Regioner].");
    assert_eq!(shown("20000 ", "Från 20 till 20 000 kronor"), "Från 20 till [20] [000] kronor");
    assert_eq!(shown("barnetsbästa ", "Barnet först: barnets bästa"), "Barnet först: [barnets] [bästa]");
}

#[test]
fn the_densest_window_of_a_long_text() {
    let filler = "Här står något helt annat om lokaler och lunch. ".repeat(40);
    let text =
        format!("Ordet inflytande ensamt. {filler}Elevers inflytande i budgetprocessen diskuterades i Gävle. {filler}");
    let shown = shown("inflytande budget ", &text);
    assert!(shown.contains("[inflytande] i [budgetprocessen]"), "{shown}");
    assert!(shown.starts_with('…') && shown.ends_with('…'));
    assert!(shown.chars().count() < 270, "{}", shown.len());
}

#[test]
fn nothing_met_gives_the_beginning() {
    assert_eq!(shown("xyz ", "Kort text."), "Kort text.");
    assert_eq!(shown("xyz ", ""), "");
}

proptest::proptest! {
    #[test]
    fn no_letter_is_lost_or_added(text in "(\\PC|barn|skolans|\n){0,80}") {
        let mut analyser = Analyser::default();
        let plan = Plan::new(parse("barn skola å "), true, Meanings::default(), &mut analyser);
        let marker = Marker::new(&plan);
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '\u{AD}').collect::<String>();
        let shown: String = marked(&text, &marker, &mut analyser).into_iter().map(|f| f.text).collect();
        proptest::prop_assert_eq!(letters(&shown), letters(&text));
        passage(&text.repeat(9), &marker, &mut analyser);
    }
}
