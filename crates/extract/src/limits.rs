//! Every limit of the extraction, in one place. The first six are promised in `reliability.md`.

use std::time::Duration;

const MIB: u64 = 1024 * 1024;

/// Memory the child may use beside the file itself, in bytes.
pub const MEMORY: u64 = 256 * MIB;

/// CPU time for every hundred pages begun.
pub const CPU_PER_HUNDRED_PAGES: Duration = Duration::from_secs(10);

/// CPU time no child gets past, however many pages it claims.
pub const CPU_CAP: Duration = Duration::from_secs(240);

/// What the child may write as its answer, in bytes. The parent reads no more than this.
pub const OUTPUT: u64 = 64 * MIB;

/// Entries of a zip container.
pub const ZIP_ENTRIES: usize = 10_000;

/// How many times larger than its compressed form a zip entry, or the whole container, may become…
pub const ZIP_RATIO: u64 = 100;

/// …once it is larger than this many bytes: small and very regular parts (an empty sheet) compress well in good faith.
pub const ZIP_RATIO_FLOOR: u64 = 4 * MIB;

/// One unpacked part of a container, in bytes.
pub const PART: u64 = 64 * MIB;

/// All unpacked parts of a container together, in bytes.
pub const PARTS: u64 = 192 * MIB;

/// Containers within containers (a message within a message). One deeper is listed by name, not opened.
pub const NESTING: u32 = 3;

/// Nesting of XML elements, HTML elements and RTF groups.
pub const DEPTH: usize = 256;

/// Larger files are not opened: `too_large`, in bytes.
pub const FILE: u64 = 200 * MIB;

/// Pages read of one document; the rest is left out and [`crate::Extracted::truncated`] says so.
pub const PAGES: usize = 3_000;

/// Text of one document in bytes. Escaped as JSON it stays below [`OUTPUT`].
pub const TEXT: usize = 24 * 1024 * 1024;

/// Text of one page in bytes.
pub const PAGE_TEXT: usize = 2 * 1024 * 1024;

/// Rows read of one sheet.
pub const ROWS: usize = 20_000;

/// Cells read of one row.
pub const COLUMNS: usize = 200;

/// Cells a sheet may span (rows × columns between its first and last used cell): the reader lays them all out.
pub const SHEET_CELLS: u64 = 2_000_000;

/// Glyphs read of one PDF page.
pub const GLYPHS: usize = 200_000;

/// Width of a thumbnail in pixels.
pub const THUMBNAIL_WIDTH: u32 = 320;

/// Height of a thumbnail in pixels: a picture of a till receipt does not become a tower.
pub const THUMBNAIL_HEIGHT: u32 = 640;

/// Width and height of a picture within a document, in pixels.
pub const PICTURE_WIDTH: u32 = 900;
/// See [`PICTURE_WIDTH`].
pub const PICTURE_HEIGHT: u32 = 1_400;
/// Pictures of one document…
pub const PICTURES: usize = 60;
/// …and all of them together, as PNG, in bytes.
pub const PICTURES_SIZE: usize = 16 * 1024 * 1024;
/// Text of all blocks of one document, in bytes; pages past it have none and are shown as text.
pub const BLOCKS: usize = 6 * 1024 * 1024;

/// Pixels of a picture that gets a thumbnail.
pub const PICTURE_PIXELS: u64 = 40_000_000;

/// Width and height of a person's picture, in pixels: as large as it is shown, twice as fine.
pub const PORTRAIT: u32 = 192;

/// How long the parent waits for a child that makes a person's picture, by the clock on the wall: somebody is waiting too.
pub const PORTRAIT_WALL: Duration = Duration::from_secs(30);

/// How long the parent waits for a child, by the clock on the wall. Above [`CPU_CAP`], for a busy machine.
pub const WALL: Duration = Duration::from_secs(300);

/// What is kept of the child's standard error, in bytes.
pub const STDERR: usize = 4 * 1024;

/// Memory a process of an office program may use, in bytes.
pub const OFFICE_MEMORY: u64 = 1024 * MIB;

/// How long an office program may take for one file, by the clock on the wall; its CPU time is no more.
pub const OFFICE_WALL: Duration = Duration::from_secs(120);

/// The pages an office program makes of a file, in bytes; any file it writes.
pub const CONVERTED: u64 = 128 * MIB;

/// All it writes together, in bytes…
pub const OFFICE_FOLDER: u64 = 512 * MIB;
/// …and in files and folders.
pub const OFFICE_FILES: usize = 10_000;
