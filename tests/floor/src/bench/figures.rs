//! Tables of what was measured.

/// What was measured, as rows of Markdown tables.
#[derive(Debug, Default)]
pub(super) struct Figures(Vec<Table>);

#[derive(Debug)]
struct Table {
    title: String,
    head: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

impl Figures {
    /// Begins a table.
    pub(super) fn table(&mut self, title: impl Into<String>, head: &[&'static str]) {
        let title = title.into();
        eprintln!("== {title}: {}", head.join(" | "));
        self.0.push(Table { title, head: head.to_vec(), rows: Vec::new() });
    }

    /// Adds a row to the last table; also shown at once, on standard error.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells: Vec<String> = cells.into_iter().collect();
        eprintln!("   {}", cells.join(" | "));
        if let Some(table) = self.0.last_mut() {
            table.rows.push(cells);
        }
    }

    /// Prints all of it.
    pub(super) fn print(&self) {
        for table in &self.0 {
            println!("### {}\n\n| {} |", table.title, table.head.join(" | "));
            println!("|{}", "---|".repeat(table.head.len()));
            for row in &table.rows {
                println!("| {} |", row.join(" | "));
            }
            println!();
        }
    }
}

/// The one in the middle.
pub(super) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Three digits that mean something, thousands apart.
pub(super) fn number(value: f64) -> String {
    if !value.is_finite() {
        return "–".into();
    }
    if value < 100.0 {
        let digits = if value < 1.0 {
            3
        } else if value < 10.0 {
            2
        } else {
            1
        };
        return format!("{value:.digits$}");
    }
    let mut text = format!("{value:.0}");
    let mut at = text.len();
    while at > 3 {
        at -= 3;
        text.insert(at, ',');
    }
    text
}

/// Whether a goal is met, in a cell: the goal and the word.
pub(super) fn verdict(goal: &str, met: bool) -> String {
    format!("{goal}: {}", if met { "met" } else { "**missed**" })
}
