//! The twenty-one counties: their codes and names as Statistics Sweden (SCB) gives them, and their letters.

/// A county (län).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct County {
    /// Its code.
    pub code: &'static str,
    /// Its letters, as on maps and tiles.
    pub letters: &'static str,
    /// Its name.
    pub name: &'static str,
}

const fn county(code: &'static str, letters: &'static str, name: &'static str) -> County {
    County { code, letters, name }
}

/// All of them, by code.
pub const COUNTIES: [County; 21] = [
    county("01", "AB", "Stockholms län"),
    county("03", "C", "Uppsala län"),
    county("04", "D", "Södermanlands län"),
    county("05", "E", "Östergötlands län"),
    county("06", "F", "Jönköpings län"),
    county("07", "G", "Kronobergs län"),
    county("08", "H", "Kalmar län"),
    county("09", "I", "Gotlands län"),
    county("10", "K", "Blekinge län"),
    county("12", "M", "Skåne län"),
    county("13", "N", "Hallands län"),
    county("14", "O", "Västra Götalands län"),
    county("17", "S", "Värmlands län"),
    county("18", "T", "Örebro län"),
    county("19", "U", "Västmanlands län"),
    county("20", "W", "Dalarnas län"),
    county("21", "X", "Gävleborgs län"),
    county("22", "Y", "Västernorrlands län"),
    county("23", "Z", "Jämtlands län"),
    county("24", "AC", "Västerbottens län"),
    county("25", "BD", "Norrbottens län"),
];
