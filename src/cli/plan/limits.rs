//! The bands and thresholds as `solemate plan --why` shows them: what holds, what may be, and where it comes from.

use serde::Serialize;

use crate::domain::limits::{Limit, Limits};
use crate::driver::printer::{NotPrinted, Printer};

/// One of them, as scripts see it.
#[derive(Serialize)]
pub(super) struct Line {
    /// Its key in `[limits]` of plan.toml.
    key: &'static str,
    /// What it is.
    what: &'static str,
    /// What holds.
    value: u8,
    /// What holds unless plan.toml says otherwise.
    default: u8,
    least: u8,
    most: u8,
    source: &'static str,
}

/// All of them, in the order of the file.
pub(super) fn lines(limits: &Limits) -> Vec<Line> {
    let line = |limit: Limit| {
        let (value, default) = (limits.of(limit.key)?, Limits::DEFAULT.of(limit.key)?);
        let Limit { key, least, most, what, source } = limit;
        Some(Line { key, what, value, default, least, most, source })
    };
    Limits::ALL.into_iter().filter_map(line).collect()
}

/// Two lines for each; what was changed has a star.
pub(super) fn print(limits: &Limits, out: &mut Printer) -> Result<(), NotPrinted> {
    out.line("")?;
    out.line("The bands and thresholds, as limits in plan.toml has them; below each what it may be, and its source:")?;
    out.line("")?;
    for Line { key, what, value, default, least, most, source } in lines(limits) {
        let own = if value == default { "" } else { "*" };
        let (value, range) = (format!("{value}{own}"), format!("{least} to {most}"));
        out.line(&format!("  {value:<4}{key:<11}{what}"))?;
        out.line(&format!("      {range:<11}{source}"))?;
    }
    if lines(limits).iter().any(|line| line.value != line.default) {
        out.line("")?;
        out.line("  * yours: stricter than the source asks.")?;
    }
    Ok(())
}
