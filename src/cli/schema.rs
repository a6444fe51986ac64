//! `solemate schema`: the format of routine files, for editors.

use super::failure::{Exit, Outcome};
use crate::driver::printer::Printer;
use crate::store::routine_file::schema;

/// Print the format of routine files as a JSON Schema, for completion and hints in editors
#[derive(clap::Args, Debug)]
pub(super) struct Schema;

impl Schema {
    pub(super) fn run(&self, out: &mut Printer) -> Outcome {
        out.json(&schema::schema())?;
        Ok(Exit::Done)
    }
}
