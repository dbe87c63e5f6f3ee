//! Starting, and doing nothing.

use std::path::Path;

use anyhow::Result;

use super::child::Child;
use super::figures::{Figures, median, number, verdict};

const STARTS: usize = 5;

/// Over nothing at all.
pub(super) async fn empty(figures: &mut Figures, folder: &Path) -> Result<()> {
    let mut first = Vec::new();
    for n in 0..STARTS {
        let child = Child::samrum(&folder.join(format!("empty-{n}")), None).await?;
        first.push(child.took.as_secs_f64() * 1000.0);
        child.end().await?;
    }
    let (again, memory) = starts(&folder.join("empty-0")).await?;
    figures.table(
        "Start and idle memory",
        &["data", "start until the first answer, ms", "idle private memory, MB", "goals"],
    );
    figures.row(["none: makes the schema".into(), number(median(&first)), "–".into(), String::new()]);
    let goal = verdict("≤ 45 MB", memory <= 45.0);
    figures.row(["empty".into(), number(again), number(memory), goal]);
    Ok(())
}

/// Over the whole world.
pub(super) async fn filled(figures: &mut Figures, data: &Path) -> Result<()> {
    let (took, memory) = starts(data).await?;
    figures.table(
        "Start and idle memory, with the data",
        &["data", "start until the first answer, ms", "idle private memory, MB", "goals"],
    );
    let goals = format!("{}; {}", verdict("≤ 100 ms", took <= 100.0), verdict("≤ 45 MB", memory <= 45.0));
    figures.row(["200,000 messages, 5,000 people".into(), number(took), number(memory), goals]);
    Ok(())
}

async fn starts(data: &Path) -> Result<(f64, f64)> {
    let (mut took, mut memory) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let child = Child::samrum(data, None).await?;
        took.push(child.took.as_secs_f64() * 1000.0);
        child.settled().await?;
        memory.push(child.private() / 1e6);
        child.end().await?;
    }
    Ok((median(&took), median(&memory)))
}
