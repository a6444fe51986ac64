//! `solemate share`: a routine as one file, for somebody else.

use std::io::Write;

use super::failure::{Exit, Outcome};
use super::here::Here;
use crate::driver::printer::{NotPrinted, Printer};

/// Print a routine as one file, to give to somebody: `solemate add` takes it in
#[derive(clap::Args, Debug)]
pub(super) struct Share {
    /// Its id (`solemate list` names them) or a file
    routine: String,
}

impl Share {
    pub(super) fn run(&self, here: &Here, out: &mut Printer) -> Outcome {
        let source = here.library(Default::default()).source(&self.routine)?;
        // What has mistakes helps nobody.
        source.routine()?;
        if out.is_terminal() {
            // For looking at: a comment may hold what is not to be seen.
            out.text(&String::from_utf8_lossy(&source.bytes))?;
        } else {
            out.bytes().write_all(&source.bytes).map_err(NotPrinted::from)?;
        }
        Ok(Exit::Done)
    }
}
