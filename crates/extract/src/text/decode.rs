//! Bytes to text for files that don't say how they are written.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Decodes by, in order: the byte order mark, zeros on every second place (UTF-16 without a mark), valid UTF-8, and
/// else Windows-1252, of which Latin-1 text is a part.
pub(crate) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    if let Some(encoding) = wide(bytes) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // One broken sequence in an otherwise fine UTF-8 file (a cut mail, a bad paste) must not turn every å into Ã¥.
        Err(_) if mostly_utf8(bytes) => UTF_8.decode_without_bom_handling(bytes).0.into_owned(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// Decodes as the label says (an HTML or e-mail charset), falling back to [`decode`].
pub(crate) fn decode_as(bytes: &[u8], label: &str) -> String {
    match Encoding::for_label(label.as_bytes()) {
        Some(encoding) if Encoding::for_bom(bytes).is_none() => {
            let (text, _, broken) = encoding.decode(bytes);
            if broken { decode(bytes) } else { text.into_owned() }
        }
        _ => decode(bytes),
    }
}

fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    let zeros = sample.iter().filter(|byte| **byte == 0).count();
    if sample.len() < 4 || zeros * 3 < sample.len() {
        return None;
    }
    let even = sample.iter().step_by(2).filter(|byte| **byte == 0).count();
    Some(if even * 2 > zeros { UTF_16BE } else { UTF_16LE })
}

fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 4 && good > bad * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Räksmörgås på Åland – två ord";

    #[test]
    fn every_way_of_writing() {
        let le: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let (windows, ..) = WINDOWS_1252.encode(TEXT);
        assert_eq!(decode(TEXT.as_bytes()), TEXT);
        assert_eq!(decode(&[b"\xEF\xBB\xBF", TEXT.as_bytes()].concat()), TEXT);
        assert_eq!(decode(&le), TEXT);
        assert_eq!(decode(&be), TEXT);
        assert_eq!(decode(&[b"\xFF\xFE", &le[..]].concat()), TEXT);
        assert_eq!(decode(&[b"\xFE\xFF", &be[..]].concat()), TEXT);
        assert_eq!(decode(&windows), TEXT);
        assert_eq!(decode(&[TEXT.as_bytes(), b"\xE5"].concat()), format!("{TEXT}\u{FFFD}"));
    }
}
