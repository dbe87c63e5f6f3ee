//! Names as they come from other machines: in whatever encoding, with whatever their systems leave lying about.

use domain::documents::folder;
use unicode_normalization::UnicodeNormalization;

/// The longest path, in bytes.
const LONGEST: usize = 4_000;
/// The most folders one in another.
const DEEPEST: usize = 40;

/// The characters of windows-1252 that Latin-1 has no place for (<https://encoding.spec.whatwg.org/#windows-1252>).
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// A name's characters: UTF-8 where it is that, else windows-1252 or what `dos` reads it as (code page 437, whose å, ä
/// and ö are those of 850), whichever gives more Swedish letters.
pub(super) fn decoded(raw: &[u8], dos: impl FnOnce() -> Option<String>) -> String {
    if let Ok(utf8) = std::str::from_utf8(raw) {
        return utf8.to_owned();
    }
    let count = |letters: &[u8]| raw.iter().filter(|byte| letters.contains(byte)).count();
    // å ä ö Å Ä Ö é and the dash
    let windows = count(&[0xe5, 0xe4, 0xf6, 0xc5, 0xc4, 0xd6, 0xe9, 0x96]);
    let old = count(&[0x86, 0x84, 0x94, 0x8f, 0x8e, 0x99, 0x82]);
    match dos() {
        Some(text) if old >= windows => text,
        _ => raw.iter().map(|byte| windows_1252(*byte)).collect(),
    }
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{fffd}'),
        _ => char::from(byte),
    }
}

/// The parts of a path inside what is imported, NFC; none for one that leads out of it or is no path.
pub(super) fn parts(path: &str) -> Option<Vec<String>> {
    let even = path.replace('\\', "/");
    let drive = even.as_bytes().get(1) == Some(&b':') && even.as_bytes().first().is_some_and(u8::is_ascii_alphabetic);
    if even.starts_with('/') || drive || even.contains('\0') || even.len() > LONGEST {
        return None;
    }
    let mut parts = Vec::new();
    for part in even.split('/').filter(|part| !part.is_empty() && *part != ".") {
        if part == ".." {
            return None;
        }
        parts.push(part.nfc().collect());
    }
    (!parts.is_empty() && parts.len() <= DEEPEST).then_some(parts)
}

/// Whether this is something a system or a program left behind: nothing anybody wrote.
pub(super) fn left_behind(parts: &[String]) -> bool {
    const FOLDERS: [&str; 7] =
        ["__macosx", ".spotlight-v100", ".trashes", ".fseventsd", ".git", "$recycle.bin", "system volume information"];
    const FILES: [&str; 6] = [".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".localized", "icon\r"];
    let folded: Vec<String> = parts.iter().map(|part| part.to_lowercase()).collect();
    let Some((file, folders)) = folded.split_last() else { return true };
    folders.iter().any(|folder| FOLDERS.contains(&folder.as_str()))
        || FILES.contains(&file.as_str())
        || file.starts_with("~$")
        || file.starts_with("._")
        || (file.starts_with("~wrl") && file.ends_with(".tmp"))
        || (file.starts_with(".~lock.") && file.ends_with('#'))
}

/// The name without its ending, for hints.
pub(super) fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && ending.chars().count() <= 5 && !ending.contains(' ') => stem,
        _ => name,
    }
}

/// The folders as they may be called here; one whose name is nothing but dots or blanks is left out.
pub(super) fn folders(parts: &[String]) -> Vec<String> {
    parts.iter().filter_map(|part| folder::name(part)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_other_machines_are_read() {
        let dos = |text: &'static str| move || Some(text.to_owned());
        assert_eq!(decoded("Gävle".as_bytes(), || None), "Gävle");
        // code page 437 and 850
        assert_eq!(decoded(b"G\x84vle tr\x84ff", dos("Gävle träff")), "Gävle träff");
        // windows-1252
        assert_eq!(decoded(b"G\xe4vle \x96 tr\xe4ff", dos("GΣvle û trΣff")), "Gävle – träff");
    }

    #[test]
    fn no_path_leads_out() {
        for bad in ["../x", "a/../../x", "/etc/passwd", "C:\\x", "c:x", "..\\x", "a\0b", "", "/", "."] {
            assert_eq!(parts(bad), None, "{bad}");
        }
        assert_eq!(parts("a\\b//./c.txt"), Some(vec!["a".into(), "b".into(), "c.txt".into()]));
        assert_eq!(parts(&"a/".repeat(50)), None);
        assert_eq!(parts("Ga\u{308}vle"), Some(vec!["Gävle".into()]));
    }

    #[test]
    fn what_systems_leave_behind_is_known() {
        let is = |path: &str| left_behind(&parts(path).unwrap_or_default());
        for path in ["a/.DS_Store", "Thumbs.db", "~$Protokoll.docx", "__MACOSX/a/._b.pdf", "x/.~lock.a.odt#"] {
            assert!(is(path), "{path}");
        }
        for path in ["a/Protokoll.docx", "~Utkast.docx", "tmp/anteckning.tmp"] {
            assert!(!is(path), "{path}");
        }
    }

    #[test]
    fn endings_are_no_part_of_a_hint() {
        assert_eq!(stem("Protokoll 2017.11.docx"), "Protokoll 2017.11");
        assert_eq!(stem(".profil"), ".profil");
        assert_eq!(stem("Mötet nr. 4 i Gävle"), "Mötet nr. 4 i Gävle");
    }
}
