//! `solemate report`: one page for a clinician.

use std::io::Write as _;
use std::path::PathBuf;

use clap::ValueEnum;

use super::failure::{Exit, Failure, Outcome};
use super::here::{Here, tell_damage};
use crate::domain::text::{Clean, printable_json};
use crate::domain::trend::Range;
use crate::driver::printer::{NotPrinted, Printer};
use crate::report::{Asked, Figures, Gather, Report as Page};
use crate::store::error::shown;

/// Make one page for a clinician: pain of each foot, sessions, minutes
#[derive(clap::Args, Debug)]
#[command(
    after_help = "The page is a file of its own: no script, nothing is fetched. Open it in a browser; it prints on one sheet."
)]
pub(super) struct Report {
    /// So many weeks back; 0 for everything
    #[arg(long, value_parser = super::weeks, value_name = "N", default_value_t = 8)]
    weeks: u16,
    /// A page for a browser or paper, or text
    #[arg(long, value_name = "FORM", default_value = "html")]
    format: Format,
    /// The figures of the page as data, for scripts; times in seconds
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// With the notes and the events, which are in your own words; they stay private otherwise
    #[arg(long)]
    notes: bool,
    /// Into this file instead of standard output; readable by you only
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace FILE if it is there already
    #[arg(long, requires = "output")]
    force: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Format {
    Html,
    Text,
}

impl Report {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let now = here.now();
        let mut gather = Gather::new(now);
        let damage = here.journal().read_all(&mut |fact| gather.take(&fact));
        let range = if self.weeks == 0 { Range::All } else { Range::Weeks(self.weeks) };
        let unread = usize::try_from(damage.bad).unwrap_or(usize::MAX) + damage.unreadable.len();
        let asked = Asked { range, today: now.today(), notes: self.notes, unread };
        let text = self.made(gather, asked)?;
        match self.output.as_ref().filter(|file| file.as_os_str() != "-") {
            Some(file) => {
                super::export::place(file, self.force, |into| {
                    into.write_all(text.as_bytes()).map(|()| damage.clone())
                })?;
                out.line(&format!("Made: {}", shown(file)))?;
            }
            None if self.json => out.bytes().write_all(printable_json(text).as_bytes()).map_err(NotPrinted::from)?,
            None if out.is_terminal() || self.format == Format::Text => out.text(&text)?,
            None => out.bytes().write_all(text.as_bytes()).map_err(NotPrinted::from)?,
        }
        out.flush()?;
        tell_damage(&damage);
        Ok(if damage.unreadable.is_empty() { Exit::Done } else { Exit::Machine })
    }

    /// The page, in the form that was asked for.
    fn made(&self, gather: Gather, asked: Asked) -> Result<String, Failure> {
        let not_made = |why: String| Failure::machine(format!("the page cannot be made: {}", Clean::visible(&why)));
        if self.json {
            let text = serde_json::to_string_pretty(&Figures::new(gather, asked));
            return text.map(|text| text + "\n").map_err(|error| not_made(error.to_string()));
        }
        let page = Page::new(gather, asked);
        match self.format {
            Format::Html => page.html().map_err(|error| not_made(error.to_string())),
            Format::Text => Ok(page.text()),
        }
    }
}
