//! Thumbnails of pictures, with what the PDF reader brings along: no decoder of its own.

use super::{orientation, pdf};
use crate::{Thumbnail, limits};
use hayro::vello_cpu::Pixmap;
use hayro_syntax::Pdf;
use std::io::Cursor;

/// The most pixels across and down.
#[derive(Clone, Copy)]
pub(super) struct Within(pub(super) u32, pub(super) u32);

/// The size of a thumbnail.
pub(super) const SMALL: Within = Within(limits::THUMBNAIL_WIDTH, limits::THUMBNAIL_HEIGHT);
/// The size of a picture in a document that is shown.
pub(super) const SHOWN: Within = Within(limits::PICTURE_WIDTH, limits::PICTURE_HEIGHT);

/// A PNG made smaller.
pub(super) fn png(bytes: &[u8], within: Within) -> Option<Thumbnail> {
    made(shrink(&decoded(bytes)?, within)?)
}

/// The middle of a PNG, as a person's picture.
pub(super) fn png_portrait(bytes: &[u8]) -> Option<Thumbnail> {
    let whole = decoded(bytes)?;
    let (wide, high, side) = cover(u32::from(whole.width()), u32::from(whole.height()))?;
    let small = shrink(&whole, Within(wide, high))?;
    made(middle(&small, side)?)
}

/// The pixels of a PNG that is not too large to be looked at.
fn decoded(bytes: &[u8]) -> Option<Pixmap> {
    let header = bytes.get(16..24)?;
    let (width, height) = header.split_at(4);
    let width = u32::from_be_bytes(width.try_into().ok()?);
    let height = u32::from_be_bytes(height.try_into().ok()?);
    if u64::from(width) * u64::from(height) > limits::PICTURE_PIXELS {
        return None;
    }
    Pixmap::from_png(Cursor::new(bytes)).ok()
}

fn made(pixmap: Pixmap) -> Option<Thumbnail> {
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    Some(Thumbnail { png: pixmap.into_png().ok()?, width, height })
}

/// The square in the middle.
fn middle(whole: &Pixmap, side: u32) -> Option<Pixmap> {
    let (width, height) = (u32::from(whole.width()), u32::from(whole.height()));
    let (left, above) = (width.checked_sub(side)? / 2, height.checked_sub(side)? / 2);
    let mut square = Pixmap::new(u16::try_from(side).ok()?, u16::try_from(side).ok()?);
    for (row, line) in square.data_mut().chunks_exact_mut(side as usize).enumerate() {
        let start = ((above + row as u32) * width + left) as usize;
        line.copy_from_slice(whole.data().get(start..start + side as usize)?);
    }
    Some(square)
}

/// The size a picture gets for its shorter side to be that of a person's picture, never larger than it is, and that side.
fn cover(width: u32, height: u32) -> Option<(u32, u32, u32)> {
    let shorter = width.min(height);
    let scale = (f64::from(limits::PORTRAIT) / f64::from(shorter)).min(1.0);
    let side = limits::PORTRAIT.min(shorter);
    let length = |length: u32| ((f64::from(length) * scale).round() as u32).max(side);
    (side > 0).then(|| (length(width), length(height), side))
}

/// The average of the pixels each pixel of the thumbnail stands for.
fn shrink(whole: &Pixmap, within: Within) -> Option<Pixmap> {
    let (width, height) = (u32::from(whole.width()), u32::from(whole.height()));
    let (wide, high) = fit(width, height, within)?;
    let mut small = Pixmap::new(u16::try_from(wide).ok()?, u16::try_from(high).ok()?);
    let from = whole.data();
    for (index, pixel) in small.data_mut().iter_mut().enumerate() {
        let (x, y) = (index as u32 % wide, index as u32 / wide);
        let across = (x * width / wide)..((x + 1) * width / wide).max(x * width / wide + 1);
        let down = (y * height / high)..((y + 1) * height / high).max(y * height / high + 1);
        let mut sum = [0_u64; 4];
        let mut count = 0;
        for row in down {
            let line = from.get((row * width) as usize..((row + 1) * width) as usize)?;
            for source in line.get(across.start as usize..across.end as usize)? {
                for (total, part) in sum.iter_mut().zip([source.r, source.g, source.b, source.a]) {
                    *total += u64::from(part);
                }
                count += 1;
            }
        }
        let [r, g, b, a] = sum.map(|total| (total / count.max(1)) as u8);
        (pixel.r, pixel.g, pixel.b, pixel.a) = (r, g, b, a);
    }
    Some(small)
}

/// The size within the limits, never larger than the picture.
fn fit(width: u32, height: u32, Within(most_wide, most_high): Within) -> Option<(u32, u32)> {
    if width == 0 || height == 0 {
        return None;
    }
    let scale = (f64::from(most_wide) / f64::from(width)).min(f64::from(most_high) / f64::from(height)).min(1.0);
    let side = |length: u32| ((f64::from(length) * scale) as u32).max(1);
    Some((side(width), side(height)))
}

/// A JPEG made smaller.
pub(super) fn jpeg(bytes: &[u8], within: Within) -> Option<Thumbnail> {
    let frame = frame(bytes)?;
    let (wide, high) = fit(frame.across(), frame.down(), within)?;
    laid(bytes, &frame, (wide, high), Within(wide, high))
}

/// The middle of a JPEG, as a person's picture.
pub(super) fn jpeg_portrait(bytes: &[u8]) -> Option<Thumbnail> {
    let frame = frame(bytes)?;
    let (wide, high, side) = cover(frame.across(), frame.down())?;
    laid(bytes, &frame, (wide, high), Within(side, side))
}

/// A JPEG laid on a PDF page of its own and drawn: JPEG is a form of picture PDF knows. It stands upright, so large, in
/// the middle of the page, and what is outside the page is cut off.
fn laid(bytes: &[u8], frame: &Frame, (wide, high): (u32, u32), page: Within) -> Option<Thumbnail> {
    if u64::from(frame.width) * u64::from(frame.height) > limits::PICTURE_PIXELS {
        return None;
    }
    let Within(across, down) = page;
    let (left, below) = ((f64::from(across) - f64::from(wide)) / 2.0, (f64::from(down) - f64::from(high)) / 2.0);
    let program = format!("q 1 0 0 1 {left} {below} cm {} cm /P Do Q", frame.lies.upright(wide, high));
    let colours = match frame.components {
        1 => "/DeviceGray",
        4 => "/DeviceCMYK /Decode [1 0 1 0 1 0 1 0]",
        _ => "/DeviceRGB",
    };
    let objects: [Vec<u8>; 5] = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 {across} {down}]/Contents 4 0 R/Resources<</XObject<</P 5 0 R>>>>>>"
        )
        .into_bytes(),
        format!("<</Length {}>>stream\n{program}\nendstream", program.len()).into_bytes(),
        [
            format!(
                "<</Type/XObject/Subtype/Image/Width {}/Height {}/BitsPerComponent 8/ColorSpace {colours}\
                 /Filter/DCTDecode/Length {}>>stream\n",
                frame.width,
                frame.height,
                bytes.len()
            )
            .as_bytes(),
            bytes,
            b"\nendstream",
        ]
        .concat(),
    ];
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n", index + 1).bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let table = file.len();
    file.extend(b"xref\n0 6\n0000000000 65535 f \n");
    for place in places {
        file.extend(format!("{place:010} 00000 n \n").bytes());
    }
    file.extend(format!("trailer<</Size 6/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").bytes());
    pdf::draw(&Pdf::new(file).ok()?, page)
}

struct Frame {
    width: u32,
    height: u32,
    components: u8,
    lies: orientation::Lies,
}

impl Frame {
    /// How wide it is, standing upright.
    fn across(&self) -> u32 {
        if self.lies.on_its_side() { self.height } else { self.width }
    }

    /// How high it is, standing upright.
    fn down(&self) -> u32 {
        if self.lies.on_its_side() { self.width } else { self.height }
    }
}

/// The size, from the first frame header, and how it lies, which the camera has noted before that.
fn frame(bytes: &[u8]) -> Option<Frame> {
    let mut lies = orientation::Lies::default();
    let mut at = 2;
    loop {
        let [0xFF, marker, high, low] = *bytes.get(at..at + 4)?.first_chunk::<4>()? else {
            at += 1;
            continue;
        };
        let frame = matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC);
        if frame {
            let body = bytes.get(at + 5..at + 10)?;
            let [h1, h2, w1, w2, components] = *body.first_chunk::<5>()?;
            return Some(Frame {
                width: u32::from(u16::from_be_bytes([w1, w2])),
                height: u32::from(u16::from_be_bytes([h1, h2])),
                components,
                lies,
            });
        }
        if marker == orientation::SEGMENT
            && let Some(told) = bytes.get(at + 4..).and_then(orientation::told)
        {
            lies = told;
        }
        at += match marker {
            0xFF => 1,
            0x00 | 0x01 | 0xD0..=0xD9 => 2,
            _ => 2 + usize::from(u16::from_be_bytes([high, low])),
        };
    }
}
