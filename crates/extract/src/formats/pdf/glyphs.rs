//! What stands where on a page: glyphs in reading direction, and the thin lines that rule tables.

use crate::limits;
use hayro_interpret::font::{Glyph as Shape, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape as _, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, String as PdfString};
use hayro_syntax::page::Page;

/// One glyph, in points from the top left corner of the page turned so that its text runs left to right.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) text: String,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// The baseline; grows downwards.
    pub(super) y: f32,
    pub(super) size: f32,
}

/// A thin line across the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
}

/// A page taken apart.
pub(super) struct Collected {
    /// Upright text, then text turned by a quarter, a half, three quarters.
    pub(super) turns: [Vec<Glyph>; 4],
    /// Of upright text.
    pub(super) rules: Vec<Rule>,
}

/// Runs the page's drawing program and keeps what concerns text.
pub(super) fn collect<'a>(page: &'a Page<'a>, pdf: &'a Pdf, cache: &InterpreterCache<'a>) -> Collected {
    let (width, height) = page.render_dimensions();
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let transform = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(transform, bounds, cache, pdf.xref(), InterpreterSettings::default());
    let mut collector = Collector {
        bounds: bounds.inflate(2.0, 2.0),
        collected: Collected { turns: Default::default(), rules: Vec::new() },
        count: 0,
        spans: Vec::new(),
    };
    interpret_page(page, &mut context, &mut collector);
    collector.collected
}

/// A marked span whose text the document itself gives (a soft hyphen under a drawn one, a drop cap).
struct Span {
    actual: Option<String>,
    /// Which list and place its text was put at.
    at: Option<(usize, usize)>,
}

struct Collector {
    bounds: Rect,
    collected: Collected,
    count: usize,
    spans: Vec<Span>,
}

impl Collector {
    fn put(&mut self, glyph: &Shape<'_>, transform: Affine) {
        let advance = match glyph {
            Shape::Outline(outline) => outline.advance_width(),
            Shape::Type3(drawn) => drawn.advance_width(),
        };
        let start = transform * Point::ZERO;
        if !self.bounds.contains(start) || self.count >= limits::GLYPHS {
            return;
        }
        let along = along(transform);
        let up = (transform * Point::new(0.0, 1000.0) - start).hypot();
        // Widths come in thousandths of the size; a missing one is half of it.
        let wide = along.hypot() * f64::from(advance.unwrap_or(500.0)).clamp(0.0, 4000.0);
        let size = if matches!(glyph, Shape::Type3(_)) { up.max(wide) } else { up };
        if !(size.is_finite() && size > 0.5 && size < 2000.0) {
            return;
        }
        let turn = turn(along);
        let (x, y) = turned(start, turn, &self.bounds);
        let (x0, x1, y) = (x as f32, (x + wide) as f32, y as f32);
        // Inside a span with a text of its own, the first glyph carries the text and the others only widen it.
        if let Some(span) = self.spans.iter_mut().rev().find(|span| span.actual.is_some()) {
            if let Some((list, place)) = span.at {
                if let Some(first) = self.collected.turns.get_mut(list).and_then(|list| list.get_mut(place)) {
                    first.x1 = first.x1.max(x1);
                }
                return;
            }
            let text = span.actual.clone().unwrap_or_default();
            if let Some(list) = self.collected.turns.get_mut(turn) {
                span.at = Some((turn, list.len()));
                list.push(Glyph { text, x0, x1, y, size: size as f32 });
            }
            return;
        }
        let text = match glyph.as_unicode() {
            Some(BfString::Char(letter)) => letter.to_string(),
            Some(BfString::String(text)) => text,
            None => return,
        };
        self.count += 1;
        if let Some(list) = self.collected.turns.get_mut(turn) {
            list.push(Glyph { text, x0, x1, y, size: size as f32 });
        }
    }
}

/// The direction text runs in, per thousandth of the size.
fn along(transform: Affine) -> Vec2 {
    (transform * Point::new(1.0, 0.0)) - (transform * Point::ZERO)
}

/// The nearest quarter turn, clockwise.
fn turn(along: Vec2) -> usize {
    if along.x.abs() >= along.y.abs() {
        if along.x >= 0.0 { 0 } else { 2 }
    } else if along.y >= 0.0 {
        1
    } else {
        3
    }
}

/// The place on the page turned back, so that the text runs left to right and lines go down.
fn turned(at: Point, turn: usize, bounds: &Rect) -> (f64, f64) {
    match turn {
        0 => (at.x, at.y),
        1 => (at.y, bounds.x1 - at.x),
        2 => (bounds.x1 - at.x, bounds.y1 - at.y),
        _ => (bounds.y1 - at.y, at.x),
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        if self.collected.rules.len() >= 5_000 || path.elements().len() > 400 {
            return;
        }
        let bounds = (props.transform * path.clone()).bounding_box();
        self.rule(bounds, mode);
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        if self.collected.rules.len() < 5_000 {
            self.rule(props.transform.transform_rect_bbox(*rect), mode);
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            self.put(glyph, props.transform * glyph.transform());
        }
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        let actual = properties
            .and_then(|properties| properties.get::<PdfString<'_>>(b"ActualText"))
            .map(|text| super::string(text.as_bytes()));
        // Unbalanced programs open without closing.
        if self.spans.len() < 1_000 {
            self.spans.push(Span { actual, at: None });
        }
    }

    fn end_marked_content(&mut self) {
        self.spans.pop();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

impl Collector {
    /// Keeps thin horizontal lines, and the upper and lower edge of boxes (table cells).
    fn rule(&mut self, bounds: Rect, mode: &DrawMode) {
        let (wide, high) = (bounds.width(), bounds.height());
        if !(wide > 20.0 && wide.is_finite() && high.is_finite()) {
            return;
        }
        let mut keep = |y: f64| {
            self.collected.rules.push(Rule { x0: bounds.x0 as f32, x1: bounds.x1 as f32, y: y as f32 });
        };
        if high < 3.0 {
            keep(bounds.center().y);
        } else if high > 6.0 && high < self.bounds.height() * 0.8 && !matches!(mode, DrawMode::Invisible) {
            keep(bounds.y0);
            keep(bounds.y1);
        }
    }
}
