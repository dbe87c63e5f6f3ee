//! What each kind of file gives.

use super::{extractor, read, read_bytes};
use extract::{Extracted, MediaType, Unreadable};

fn texts(read: &Extracted) -> Vec<&str> {
    read.pages.iter().map(|page| page.text.as_str()).collect()
}

fn headings(read: &Extracted) -> Vec<Option<&str>> {
    read.pages.iter().map(|page| page.heading.as_deref()).collect()
}

#[tokio::test]
async fn docx() {
    let read = read("agreement.docx").await.unwrap();
    assert_eq!(read.media_type, MediaType::Docx);
    assert_eq!(read.title.as_deref(), Some("Överenskommelse"));
    assert_eq!(read.author.as_deref(), Some("Samordningen"));
    assert_eq!(headings(&read), [Some("Överenskommelse om nätverket"), Some("Villkor")]);
    let text = &read.pages[0].text;
    assert!(
        text.contains("\n\n• Första punkten\n• Andra punkten\nKommun\tOrt\nÖrebro\tÖrebro slott\n\nFöre"),
        "{text}"
    );
    assert!(read.pages[1].text.contains("Sidhuvud med diarienummer KS 2016/123"));
    assert!(read.has_text && !read.truncated);
}

#[tokio::test]
async fn pptx() {
    let read = read("round.pptx").await.unwrap();
    assert_eq!(read.media_type, MediaType::Pptx);
    assert_eq!(headings(&read), [Some("Landet runt"), Some("Borlänge")]);
    assert_eq!(
        texts(&read),
        [
            "Landet runt\n\nTre aktiviteter\nFem minuter\n\nAnteckning till bild 1: säg något om uppföljning",
            "Borlänge\n\nBarnrättsombud i varje nämnd\n\nÅr\tAntal\n2017\t12\n\n\
             Anteckning till bild 2: säg något om uppföljning",
        ]
    );
}

#[tokio::test]
async fn sheets() {
    let xlsx = read("attendance.xlsx").await.unwrap();
    assert_eq!(xlsx.media_type, MediaType::Xlsx);
    assert_eq!(headings(&xlsx), [Some("Deltagare"), Some("Tom"), Some("Ekonomi")]);
    assert_eq!(xlsx.pages[0].text, "Deltagare\n\nKommun\tAntal\tDatum\nÖrebro\t3\t2017-04-12\nGävle\t2.5");
    assert_eq!(xlsx.pages[2].text, "Ekonomi\n\nSumma\t1200");
    let xls = read("attendance.xls").await.unwrap();
    assert_eq!((xls.media_type, xls.pages[0].text.as_str()), (MediaType::Xls, "Närvaro\n\nKommun\nPiteå\t4"));
    let ods = read("sheet.ods").await.unwrap();
    assert_eq!(
        (ods.media_type, ods.pages[0].text.as_str()),
        (MediaType::Ods, "Blad å\n\nKommun\tOrt\nÄlvsbyn\tNorrbotten")
    );
}

#[tokio::test]
async fn open_document() {
    let odt = read("plan.odt").await.unwrap();
    assert_eq!(odt.media_type, MediaType::Odt);
    assert_eq!(odt.title.as_deref(), Some("Verksamhetsplan"));
    assert_eq!(headings(&odt), [Some("Verksamhetsplan för nätverket"), Some("Uppföljning")]);
    assert_eq!(
        odt.pages[0].text,
        "Verksamhetsplan för nätverket\n\nTvå mellanslag,\ttabb och\nny rad\n\n\
         • Punkt ett\n• Punkt två\nMål\tStatus\nFler gäster\tPåbörjat"
    );
    assert!(odt.pages[1].text.ends_with("En fotnot om källan"));
    let odp = read("slides.odp").await.unwrap();
    assert_eq!(odp.media_type, MediaType::Odp);
    assert_eq!(
        texts(&odp),
        ["Bildrubrik 1\n\nInnehåll på bilden\n\nTalarstöd 1", "Bildrubrik 2\n\nInnehåll på bilden\n\nTalarstöd 2"]
    );
}

#[tokio::test]
async fn text_in_every_encoding() {
    let text = "Första raden om barnets rät-\ntigheter på Åland\u{AD}\n\nAndra stycket\u{C}Sida två";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wide_big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let latin: Vec<u8> = text.chars().map(|letter| letter as u8).collect();
    let marked = [b"\xFF\xFE", &wide[..]].concat();
    for bytes in [text.as_bytes(), &wide, &wide_big, &latin, &marked] {
        let read = read_bytes(bytes, "anteckning.txt").await.unwrap();
        assert_eq!(read.media_type, MediaType::Text);
        assert_eq!(texts(&read), ["Första raden om barnets rättigheter\npå Åland\n\nAndra stycket", "Sida två"]);
    }
}

#[tokio::test]
async fn email() {
    let eml = "From: =?utf-8?q?=C3=85sa_=C3=96berg?= <asa@example.org>\r\nTo: natverket@example.org\r\n\
        Subject: =?utf-8?q?Inf=C3=B6r_tr=C3=A4ffen?=\r\nDate: Tue, 12 Apr 2016 08:30:00 +0200\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/html; charset=iso-8859-1\r\n\
        Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>Hej p=E5 er!</p><ul><li>Ta med f=F6rslag</ul>\r\n--x\r\n\
        Content-Type: application/pdf; name=\"Program G\u{e4}vle.pdf\"\r\nContent-Disposition: attachment; \
        filename=\"Program.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--x--\r\n";
    let read = read_bytes(eml.as_bytes(), "brev.eml").await.unwrap();
    assert_eq!(read.media_type, MediaType::Email);
    assert_eq!(read.title.as_deref(), Some("Inför träffen"));
    assert_eq!(read.author.as_deref(), Some("Åsa Öberg <asa@example.org>"));
    assert_eq!(read.created.as_deref(), Some("2016-04-12T08:30:00"));
    let text = &read.pages[0].text;
    for part in ["From: Åsa Öberg <asa@example.org>", "Attachments: Program.pdf", "Hej på er!\n\n• Ta med förslag"]
    {
        assert!(text.contains(part), "{text}");
    }
}

#[tokio::test]
async fn pictures_have_a_thumbnail_and_no_text() {
    for (name, kind, size) in
        [("picture.png", MediaType::Png, (320, 142)), ("picture.jpg", MediaType::Jpeg, (320, 426))]
    {
        let read = read(name).await.unwrap();
        assert_eq!((read.media_type, read.has_text, read.pages.len()), (kind, false, 0));
        let thumbnail = read.thumbnail.unwrap();
        assert_eq!((thumbnail.width, thumbnail.height), size);
        assert!(thumbnail.png.starts_with(b"\x89PNG") && thumbnail.png.len() < 200_000);
    }
}

/// A JPEG with what a camera notes of how it was held.
fn held(jpeg: &[u8], how: u8) -> Vec<u8> {
    let noted = [&b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0"[..], &[how, 0, 0, 0], &[0; 4]].concat();
    let length = u16::try_from(noted.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length, &noted, &jpeg[2..]].concat()
}

#[tokio::test]
async fn a_photo_stands_upright() {
    let jpeg = std::fs::read(super::fixture("picture.jpg")).unwrap();
    for (how, size) in [(1, (320, 426)), (3, (320, 426)), (6, (320, 240)), (8, (320, 240))] {
        let thumbnail = read_bytes(&held(&jpeg, how), "foto.jpg").await.unwrap().thumbnail.unwrap();
        assert_eq!((thumbnail.width, thumbnail.height), size, "held {how}");
    }
}

#[tokio::test]
async fn a_portrait_is_the_middle_of_a_photo_and_nothing_beside_it() {
    let (jpeg, png) =
        (std::fs::read(super::fixture("picture.jpg")).unwrap(), std::fs::read(super::fixture("picture.png")).unwrap());
    for photo in [jpeg.clone(), held(&jpeg, 6), png] {
        let made = extractor().portrait(photo).await.unwrap();
        assert_eq!((made.width, made.height), (192, 192));
        assert!(made.png.starts_with(b"\x89PNG") && made.png.len() < 120_000);
        assert!(!made.png.windows(4).any(|window| window == b"Exif"));
    }
    let cut = jpeg[..60].to_vec();
    let pdf = std::fs::read(super::fixture("single.pdf")).unwrap();
    for (what, refused) in
        [(cut, Unreadable::Damaged), (pdf, Unreadable::UnknownKind), (b"<svg/>".to_vec(), Unreadable::UnknownKind)]
    {
        assert_eq!(extractor().portrait(what).await, Err(refused));
    }
}

/// Programs leave a picture of the first page in what they save: it is made anew like any other, or left.
#[tokio::test]
async fn the_picture_that_an_office_file_brings_along() {
    let document = r#"<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Hej</w:t></w:r></w:p></w:body></w:document>"#;
    for (part, bytes, drawn) in [
        ("docProps/thumbnail.jpeg", std::fs::read(super::fixture("picture.jpg")).unwrap(), true),
        ("docProps/thumbnail.png", std::fs::read(super::fixture("picture.png")).unwrap(), true),
        ("docProps/thumbnail.jpeg", b"<script>".to_vec(), false),
        ("docProps/thumbnail.wmf", std::fs::read(super::fixture("picture.png")).unwrap(), false),
    ] {
        let file = super::hostile::zipped(&[("word/document.xml", document.as_bytes()), (part, &bytes)]);
        let read = read_bytes(&file, "plan.docx").await.unwrap();
        assert_eq!(read.pages[0].text, "Hej");
        assert_eq!(read.thumbnail.is_some(), drawn, "{part}");
        assert!(read.thumbnail.is_none_or(|one| one.png.starts_with(b"\x89PNG") && one.width <= 320));
    }
}

/// DOC and PPT written here byte by byte, after the published descriptions.
#[tokio::test]
async fn old_word_and_powerpoint() {
    let doc = super::hostile::container(&[("WordDocument", &word_document()), ("0Table", &word_table())]);
    let read = read_bytes(&doc, "protokoll.doc").await.unwrap();
    assert_eq!(read.media_type, MediaType::Doc);
    assert_eq!(texts(&read), ["Årsmöte i Örebro\n\nMål\tStatus\n\nlänk", "Sida två – slut"]);

    let (powerpoint, user) = powerpoint();
    let ppt = super::hostile::container(&[("PowerPoint Document", &powerpoint), ("Current User", &user)]);
    let read = read_bytes(&ppt, "bilder.ppt").await.unwrap();
    assert_eq!(read.media_type, MediaType::Ppt);
    assert_eq!(headings(&read), [Some("Första bilden"), Some("Andra bilden")]);
    assert_eq!(texts(&read), ["Första bilden\n\nPunkt ett\nPunkt två", "Andra bilden"]);
}

const NARROW: &[u8] = b"\xC5rsm\xF6te i \xD6rebro\rM\xE5l\x07Status\x07\x07\x13 HYPERLINK x\x14l\xE4nk\x15\x0C";
const WIDE: &str = "Sida två – slut\r";

fn word_document() -> Vec<u8> {
    let mut main = vec![0_u8; 0x400];
    main[..2].copy_from_slice(&0xA5EC_u16.to_le_bytes());
    let letters = (NARROW.len() + WIDE.encode_utf16().count()) as u32;
    main[0x4C..0x50].copy_from_slice(&letters.to_le_bytes());
    main[0x1A2..0x1A6].copy_from_slice(&0_u32.to_le_bytes());
    main[0x1A6..0x1AA].copy_from_slice(&(word_table().len() as u32).to_le_bytes());
    main.extend(NARROW);
    main.resize(0x600, 0);
    main.extend(WIDE.encode_utf16().flat_map(u16::to_le_bytes));
    main
}

fn word_table() -> Vec<u8> {
    let (first, second) = (NARROW.len() as u32, WIDE.encode_utf16().count() as u32);
    let mut pieces = Vec::new();
    for position in [0, first, first + second] {
        pieces.extend(position.to_le_bytes());
    }
    for place in [0x4000_0000 | (0x400 * 2), 0x600_u32] {
        pieces.extend([0, 0]);
        pieces.extend(place.to_le_bytes());
        pieces.extend([0, 0]);
    }
    let mut table = vec![2];
    table.extend((pieces.len() as u32).to_le_bytes());
    table.extend(pieces);
    table
}

fn record(kind: u16, version: u16, body: &[u8]) -> Vec<u8> {
    let mut out = version.to_le_bytes().to_vec();
    out.extend(kind.to_le_bytes());
    out.extend((body.len() as u32).to_le_bytes());
    out.extend(body);
    out
}

fn powerpoint() -> (Vec<u8>, Vec<u8>) {
    let persist = |id: u32, slide: u32| record(0x03F3, 0, &[id, 0, 0, slide, 0].map(u32::to_le_bytes).concat());
    let head = |kind: u32| record(0x0F9F, 0, &kind.to_le_bytes());
    let wide = |text: &str| record(0x0FA0, 0, &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    let list = [
        persist(2, 256),
        head(0),
        wide("Första bilden"),
        head(1),
        record(0x0FA8, 0, b"Punkt ett\rPunkt tv\xE5"),
        persist(3, 257),
        head(0),
        wide("Andra bilden"),
    ]
    .concat();
    let mut file = record(0x03E8, 0xF, &record(0x0FF0, 0xF, &list));
    let directory = file.len() as u32;
    file.extend(record(0x1772, 0, &[1_u32 | (1 << 20), 0].map(u32::to_le_bytes).concat()));
    let edit = file.len() as u32;
    file.extend(record(0x0FF5, 0, &[0, 0, 0, directory, 1, 0, 0].map(u32::to_le_bytes).concat()));
    let user = record(0x0FF6, 0, &[20, 0xE391_C05F, edit].map(u32::to_le_bytes).concat());
    (file, user)
}

/// The networks' own reports, where this checkout has them beside it.
#[tokio::test]
async fn the_real_reports() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let Ok(files) = std::fs::read_dir(&folder) else {
        crate::left_out::left_out("reading the networks' own reports (../shared/corpus beside this checkout)");
        return;
    };
    for file in files.filter_map(Result::ok) {
        let name = file.file_name().to_string_lossy().into_owned();
        let read = super::extractor().read(&file.path(), &name).await.unwrap();
        let text = texts(&read).join("\n");
        println!("{name}: {} pages, {} characters", read.pages.len(), text.chars().count());
        assert!(read.has_text && !text.contains('\u{FFFD}'));
        if name.starts_with("S3") {
            for word in ["rättigheter", "barnkonventionen", "gruppdiskussioner", "Borlänge\tapril 2016\tBarn på flykt"]
            {
                assert!(text.contains(word), "{word}");
            }
            assert!(!text.contains("rät-\ntigheter") && !text.contains("kommitte\u{301}\u{301}"));
        }
    }
}
