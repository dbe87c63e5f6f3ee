//! The fixed parts of a presentation: theme, master, layouts, notes master.

use export::office::package::XML;

const NS: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
                  xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
                  xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
const GROUP: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x=\"0\" y=\"0\"/>\
                     <a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/></a:xfrm></p:grpSpPr>";
const COLOUR_MAP: &str = "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" \
                          accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>";

/// Place of a shape in English metric units: x, y, width, height.
type Place = (u32, u32, u32, u32);

const TITLE_PLACE: Place = (609_600, 365_760, 10_972_800, 1_005_840);
const BODY_PLACE: Place = (609_600, 1_554_480, 10_972_800, 4_754_880);
const FRONT_TITLE_PLACE: Place = (914_400, 1_828_800, 10_363_200, 1_828_800);
const FRONT_BODY_PLACE: Place = (914_400, 3_840_480, 10_363_200, 1_188_720);

fn shape(id: u32, name: &str, placeholder: &str, place: Option<Place>, text: &str) -> String {
    let place = place.map_or(String::new(), |(x, y, width, height)| {
        format!("<a:xfrm><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>")
    });
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr>{placeholder}</p:nvPr></p:nvSpPr>\
         <p:spPr>{place}</p:spPr><p:txBody><a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>{text}</p:txBody></p:sp>"
    )
}

fn prompt(text: &str) -> String {
    format!("<a:p><a:r><a:rPr lang=\"sv-SE\"/><a:t>{text}</a:t></a:r></a:p>")
}

/// One slide; `title` is escaped, `body` is paragraphs.
pub(super) fn slide(front: bool, title: &str, body: &str) -> String {
    let (title_kind, body_kind) =
        if front { ("ctrTitle", "<p:ph type=\"subTitle\" idx=\"1\"/>") } else { ("title", "<p:ph idx=\"1\"/>") };
    let shapes = shape(2, "Rubrik", &format!("<p:ph type=\"{title_kind}\"/>"), None, &prompt(title))
        + &shape(3, "Innehåll", body_kind, None, body);
    format!(
        "{XML}<p:sld {NS}><p:cSld><p:spTree>{GROUP}{shapes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )
}

/// What the speaker says to a slide.
pub(super) fn notes_slide(body: &str) -> String {
    let image = "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Bild\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr>\
                 <p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>";
    let notes = shape(3, "Anteckningar", "<p:ph type=\"body\" idx=\"1\"/>", None, body);
    format!(
        "{XML}<p:notes {NS}><p:cSld><p:spTree>{GROUP}{image}{notes}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )
}

/// `presentation.xml` for so many slides.
pub(super) fn presentation(slides: usize) -> String {
    let list: String =
        (1..=slides).map(|number| format!("<p:sldId id=\"{}\" r:id=\"rId{}\"/>", 255 + number, number + 10)).collect();
    format!(
        "{XML}<p:presentation {NS}><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst><p:notesMasterIdLst>\
         <p:notesMasterId r:id=\"rId2\"/></p:notesMasterIdLst><p:sldIdLst>{list}</p:sldIdLst><p:sldSz cx=\"12192000\" cy=\"6858000\"/>\
         <p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>"
    )
}

/// The slide master.
pub(super) fn master() -> String {
    let shapes = shape(2, "Rubrik", "<p:ph type=\"title\"/>", Some(TITLE_PLACE), &prompt("Rubrik"))
        + &shape(3, "Text", "<p:ph type=\"body\" idx=\"1\"/>", Some(BODY_PLACE), &prompt("Text"));
    let level = |size: u32, bold: &str| {
        format!(
            "<a:lvl1pPr algn=\"l\"><a:spcBef><a:spcPts val=\"900\"/></a:spcBef><a:defRPr sz=\"{size}\"{bold}><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill>\
             <a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl1pPr>"
        )
    };
    format!(
        "{XML}<p:sldMaster {NS}><p:cSld><p:bg><p:bgRef idx=\"1001\"><a:schemeClr val=\"bg1\"/></p:bgRef></p:bg><p:spTree>{GROUP}{shapes}</p:spTree></p:cSld>\
         {COLOUR_MAP}<p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/><p:sldLayoutId id=\"2147483650\" r:id=\"rId2\"/></p:sldLayoutIdLst>\
         <p:txStyles><p:titleStyle>{}</p:titleStyle><p:bodyStyle>{}</p:bodyStyle><p:otherStyle>{}</p:otherStyle></p:txStyles></p:sldMaster>",
        level(3600, " b=\"1\""),
        level(2400, ""),
        level(1800, "")
    )
}

/// A layout: the front page, or title and content.
pub(super) fn layout(front: bool) -> String {
    let (kind, name, shapes) = if front {
        let shapes = shape(2, "Rubrik", "<p:ph type=\"ctrTitle\"/>", Some(FRONT_TITLE_PLACE), &prompt("Rubrik"))
            + &shape(
                3,
                "Underrubrik",
                "<p:ph type=\"subTitle\" idx=\"1\"/>",
                Some(FRONT_BODY_PLACE),
                &prompt("Underrubrik"),
            );
        ("title", "Framsida", shapes)
    } else {
        let shapes = shape(2, "Rubrik", "<p:ph type=\"title\"/>", None, &prompt("Rubrik"))
            + &shape(3, "Innehåll", "<p:ph idx=\"1\"/>", None, &prompt("Text"));
        ("obj", "Rubrik och innehåll", shapes)
    };
    format!(
        "{XML}<p:sldLayout {NS} type=\"{kind}\" preserve=\"1\"><p:cSld name=\"{name}\"><p:spTree>{GROUP}{shapes}</p:spTree></p:cSld>\
         <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )
}

/// The notes master.
pub(super) fn notes_master() -> String {
    let image = "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Bild\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr>\
                 <p:nvPr><p:ph type=\"sldImg\" idx=\"2\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"685800\" y=\"1143000\"/><a:ext cx=\"5486400\" cy=\"3086100\"/>\
                 </a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:sp>";
    let notes = shape(
        3,
        "Anteckningar",
        "<p:ph type=\"body\" idx=\"1\"/>",
        Some((685_800, 4_400_550, 5_486_400, 3_600_450)),
        &prompt("Anteckningar"),
    );
    format!(
        "{XML}<p:notesMaster {NS}><p:cSld><p:spTree>{GROUP}{image}{notes}</p:spTree></p:cSld>{COLOUR_MAP}</p:notesMaster>"
    )
}

/// The theme: dark green-blue on a warm paper tone.
pub(super) fn theme() -> String {
    let colours = [
        ("dk1", "1F2A2C"),
        ("lt1", "FFFFFF"),
        ("dk2", "0D4A52"),
        ("lt2", "F6F2EA"),
        ("accent1", "0D6B75"),
        ("accent2", "C96F3B"),
        ("accent3", "7A8F3C"),
        ("accent4", "8A5A83"),
        ("accent5", "3F6FA8"),
        ("accent6", "B0913A"),
        ("hlink", "0D6B75"),
        ("folHlink", "6B5A83"),
    ];
    let colours: String =
        colours.iter().map(|(name, value)| format!("<a:{name}><a:srgbClr val=\"{value}\"/></a:{name}>")).collect();
    let font = "<a:latin typeface=\"Calibri\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>";
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>".repeat(3);
    let line = "<a:ln w=\"9525\"><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>".repeat(3);
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3);
    format!(
        "{XML}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Samrum\"><a:themeElements><a:clrScheme name=\"Samrum\">{colours}\
         </a:clrScheme><a:fontScheme name=\"Samrum\"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme><a:fmtScheme name=\"Samrum\">\
         <a:fillStyleLst>{fill}</a:fillStyleLst><a:lnStyleLst>{line}</a:lnStyleLst><a:effectStyleLst>{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}\
         </a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
}
