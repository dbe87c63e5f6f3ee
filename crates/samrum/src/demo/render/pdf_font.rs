//! Widths of Helvetica and its bold, in thousandths of the size, from the metrics of the standard fonts, and the
//! encoding of text (WinAnsi).

/// The faces used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    Regular,
    Bold,
    Oblique,
}

impl Face {
    /// The name of the face in a page's resources.
    pub(super) fn resource(self) -> &'static str {
        match self {
            Self::Regular => "F1",
            Self::Bold => "F2",
            Self::Oblique => "F3",
        }
    }

    /// The name of the standard font.
    pub(super) fn base_font(self) -> &'static str {
        match self {
            Self::Regular => "Helvetica",
            Self::Bold => "Helvetica-Bold",
            Self::Oblique => "Helvetica-Oblique",
        }
    }
}

#[rustfmt::skip]
const REGULAR: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

#[rustfmt::skip]
const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
    975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
    333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
    611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/// Width of a WinAnsi code.
pub(super) fn code_width(code: u8, face: Face) -> u16 {
    let (regular, bold) = match code {
        32..=126 => {
            let index = usize::from(code) - 32;
            (REGULAR.get(index).copied().unwrap_or(556), BOLD.get(index).copied().unwrap_or(556))
        }
        0x85 | 0x97 => (1000, 1000),
        0x91 | 0x92 => (222, 278),
        0x93 | 0x94 => (333, 500),
        0x95 => (350, 350),
        0xA0 | 0xB7 | 0xEC..=0xEF | 0xCC..=0xCF => (278, 278),
        0xB0 => (400, 400),
        0xBC..=0xBE => (834, 834),
        0xC0..=0xC5 => (667, 722),
        0xC6 => (1000, 1000),
        0xC7 | 0xD0 | 0xD1 | 0xD9..=0xDC => (722, 722),
        0xC8..=0xCB | 0xDD | 0xDE => (667, 667),
        0xD2..=0xD6 | 0xD8 => (778, 778),
        0xD7 => (584, 584),
        0xE6 => (889, 889),
        0xDF | 0xF0..=0xF6 | 0xF8..=0xFC => (556, 611),
        _ => (556, 556),
    };
    if face == Face::Bold { bold } else { regular }
}

/// Width of text in points.
pub(super) fn width(text: &str, face: Face, size: f32) -> f32 {
    let units: u32 = text.chars().map(|c| u32::from(code_width(encode(c), face))).sum();
    f32::from(u16::try_from(units.min(60_000)).unwrap_or(60_000)) * size / 1000.0
}

/// The WinAnsi code of a character; what the encoding lacks becomes `?`.
pub(super) fn encode(character: char) -> u8 {
    match character {
        '€' => 0x80,
        '…' => 0x85,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        '☐' => b'o',
        other => {
            u8::try_from(u32::from(other)).ok().filter(|code| (32..127).contains(code) || *code >= 0xA0).unwrap_or(b'?')
        }
    }
}

/// Text as a PDF string literal.
pub(super) fn literal(text: &str) -> String {
    let mut out = String::from("(");
    for code in text.chars().map(encode) {
        match code {
            b'(' | b')' | b'\\' => {
                out.push('\\');
                out.push(char::from(code));
            }
            32..=126 => out.push(char::from(code)),
            other => out.push_str(&format!("\\{other:03o}")),
        }
    }
    out.push(')');
    out
}
