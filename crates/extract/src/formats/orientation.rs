//! How a photo lies: a camera keeps the pixels as its sensor gave them and notes beside them how it was held (Exif 2.32,
//! § 4.6.4, tag 0x0112).

/// The marker of the segment it stands in (APP1).
pub(super) const SEGMENT: u8 = 0xE1;

const TAG: u16 = 0x0112;
/// The most entries looked at: a directory has some ten.
const ENTRIES: usize = 200;

/// How a photo lies, as Exif counts it: 1 is upright, 2 to 4 turned or mirrored, 5 to 8 also on its side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lies(u16);

impl Default for Lies {
    fn default() -> Self {
        Self(1)
    }
}

impl Lies {
    /// Its rows stand where columns should.
    pub(super) fn on_its_side(self) -> bool {
        self.0 >= 5
    }

    /// The matrix of PDF that stands the unit square of such a picture upright, so wide and so high.
    pub(super) fn upright(self, w: u32, h: u32) -> String {
        match self.0 {
            2 => format!("-{w} 0 0 {h} {w} 0"),
            3 => format!("-{w} 0 0 -{h} {w} {h}"),
            4 => format!("{w} 0 0 -{h} 0 {h}"),
            5 => format!("0 -{h} -{w} 0 {w} {h}"),
            6 => format!("0 -{h} {w} 0 0 {h}"),
            7 => format!("0 {h} {w} 0 0 0"),
            8 => format!("0 {h} -{w} 0 {w} 0"),
            _ => format!("{w} 0 0 {h} 0 0"),
        }
    }
}

/// What the body of such a segment tells; none where it tells nothing, or something that can't be.
pub(super) fn told(body: &[u8]) -> Option<Lies> {
    let tiff = body.strip_prefix(b"Exif\0\0")?;
    let little = match tiff.get(..2)? {
        b"II" => true,
        b"MM" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes = *tiff.get(at..)?.first_chunk::<2>()?;
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| {
        let bytes = *tiff.get(at..)?.first_chunk::<4>()?;
        usize::try_from(if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) }).ok()
    };
    let first = long(4)?;
    let count = usize::from(short(first)?).min(ENTRIES);
    let mut entries = (0..count).map_while(|entry| first.checked_add(2 + entry * 12));
    let entry = entries.find(|at| short(*at) == Some(TAG))?;
    short(entry.checked_add(8)?).filter(|value| (1..=8).contains(value)).map(Lies)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exif(order: &[u8; 2], value: u16) -> Vec<u8> {
        let little = order == b"II";
        let short = |n: u16| if little { n.to_le_bytes() } else { n.to_be_bytes() };
        let long = |n: u32| if little { n.to_le_bytes() } else { n.to_be_bytes() };
        let mut body = b"Exif\0\0".to_vec();
        body.extend(order);
        body.extend(short(42));
        body.extend(long(8));
        body.extend(short(2));
        for (tag, value) in [(0x010F, 3), (TAG, value)] {
            body.extend(short(tag));
            body.extend(short(3));
            body.extend(long(1));
            body.extend(short(value));
            body.extend(short(0));
        }
        body
    }

    #[test]
    fn what_the_camera_noted_is_read() {
        assert_eq!(told(&exif(b"II", 6)), Some(Lies(6)));
        assert_eq!(told(&exif(b"MM", 8)), Some(Lies(8)));
        assert!(Lies(6).on_its_side() && !Lies(3).on_its_side());
        assert_eq!(Lies(6).upright(30, 40), "0 -40 30 0 0 40");
    }

    #[test]
    fn rubbish_tells_nothing() {
        let whole = exif(b"II", 6);
        assert_eq!(told(&exif(b"II", 9)), None);
        assert_eq!(told(b"Exif\0\0II*\0\xff\xff\xff\xff"), None);
        for cut in 0..whole.len() - 3 {
            assert_eq!(told(&whole[..cut]), None, "{cut}");
        }
    }
}
