//! Short Swedish texts, the same on every run: compounds and inflections as the networks write them.

const STARTS: [&str; 40] = [
    "barn",
    "skol",
    "kommun",
    "region",
    "nätverks",
    "budget",
    "trygghets",
    "ungdoms",
    "elev",
    "familje",
    "fritids",
    "kultur",
    "hälso",
    "miljö",
    "trafik",
    "bostads",
    "social",
    "arbets",
    "medborgar",
    "demokrati",
    "rättighets",
    "konsekvens",
    "politik",
    "tjänste",
    "granskning",
    "utbildnings",
    "kunskaps",
    "projekt",
    "verksamhets",
    "plan",
    "mötes",
    "dialog",
    "protokoll",
    "ärende",
    "nämnd",
    "stads",
    "lands",
    "vård",
    "idrotts",
    "biblioteks",
];
const ENDS: [&str; 40] = [
    "plan",
    "planen",
    "arbete",
    "arbetet",
    "fråga",
    "frågor",
    "frågorna",
    "grupp",
    "gruppen",
    "grupper",
    "analys",
    "analysen",
    "nätverk",
    "nätverket",
    "samverkan",
    "perspektiv",
    "perspektivet",
    "råd",
    "rådet",
    "möte",
    "mötet",
    "möten",
    "politik",
    "verksamhet",
    "verksamheten",
    "utveckling",
    "utvecklingen",
    "stöd",
    "stödet",
    "program",
    "programmet",
    "modell",
    "modellen",
    "rapport",
    "rapporten",
    "uppföljning",
    "ansvar",
    "ansvaret",
    "process",
    "processen",
];
const SMALL: [&str; 24] = [
    "och", "i", "att", "för", "som", "med", "det", "en", "av", "till", "har", "inte", "vi", "på", "är", "den", "om",
    "kan", "ska", "vid", "från", "också", "mer", "nya",
];

/// A generator that gives the same on every run.
#[derive(Clone, Debug)]
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn from(seed: u64) -> Self {
        Self(0x1234_5678_9ABC_DEF1 ^ seed.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// A number from nought to below `n`.
    pub(super) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n as u64).unwrap_or(0)
    }

    /// Small numbers more often, as words are.
    fn skewed(&mut self, n: usize) -> usize {
        self.below(n).min(self.below(n)).min(self.below(n))
    }

    /// Twelve to fifty-one words.
    pub(super) fn text(&mut self) -> String {
        let mut text = String::new();
        for _ in 0..12 + self.below(40) {
            match self.below(5) {
                0 | 1 => text.push_str(SMALL[self.skewed(24)]),
                2 => text.push_str(ENDS[self.skewed(40)]),
                3 => text.extend([STARTS[self.skewed(40)], ENDS[self.skewed(40)]]),
                _ => text.extend([STARTS[self.skewed(40)], STARTS[self.skewed(40)], ENDS[self.skewed(40)]]),
            }
            text.push(' ');
        }
        text
    }

    /// A page of a document: four paragraphs, some 125 words.
    pub(super) fn page(&mut self) -> String {
        let paragraphs: [String; 4] = std::array::from_fn(|_| self.text());
        paragraphs.join("\n\n")
    }

    /// What somebody might search for: one word or two.
    pub(super) fn query(&mut self) -> String {
        let mut word = |n: usize| match n {
            0 => format!("{}{}", STARTS[self.below(40)], ENDS[self.below(40)]),
            1 => ENDS[self.below(40)].to_owned(),
            _ => STARTS[self.below(40)].to_owned(),
        };
        let (compound, end, start) = (word(0), word(1), word(2));
        match self.below(3) {
            0 => compound,
            1 => format!("{end} {compound}"),
            _ => format!("{start} {end}"),
        }
    }
}

/// So many texts.
pub(super) fn texts(count: usize) -> Vec<String> {
    let mut chance = Chance::from(0);
    (0..count).map(|_| chance.text()).collect()
}
