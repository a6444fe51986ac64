//! What was said of a day, read again: a red flag with what follows from it, or a mark.

use crate::domain::record::{RedFlags, What};
use crate::domain::safety::advice;
use crate::domain::words::capital;
use crate::ui::effect::Opened;
use crate::ui::list::Scroll;

/// An open one.
#[derive(Clone, Debug)]
pub struct Said {
    /// What is known of it.
    pub opened: Opened,
    /// How far it is scrolled.
    pub scroll: Scroll,
    /// What it is, in a word or two.
    pub title: String,
    /// What was said, and what follows from it.
    pub texts: Vec<String>,
}

impl Said {
    /// What was read of it; nothing where it is something else.
    pub(super) fn new(opened: Opened) -> Option<Self> {
        let (title, texts) = match &opened.fact.what {
            What::RedFlags(flagged) => ("Red flag".to_owned(), of_flags(flagged.said)),
            What::Day(day) => (capital(day.mark.name()), vec!["It steers the plan, and changes no figure.".to_owned()]),
            _ => return None,
        };
        Some(Self { opened, scroll: Scroll::default(), title, texts })
    }
}

fn of_flags(flags: RedFlags) -> Vec<String> {
    let said = format!("You said: {flags}. No session on that day.");
    std::iter::once(said).chain(advice(flags.answers()).map(str::to_owned)).collect()
}
