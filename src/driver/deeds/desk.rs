//! The desk, where the routine lies that is edited. What of it cannot be said in its time is pointed out with the rest.

use super::Deeds;
use crate::domain::desk::{Answer, Ask, Opened};
use crate::domain::text::Clean;
use crate::sound::cut;
use crate::store::desk::Desk;
use crate::store::library::Source;

impl Deeds {
    pub const fn desk(&mut self) -> &mut Desk {
        &mut self.desk
    }

    /// Lays a routine on the desk.
    pub fn lay_open(&mut self, source: Source) -> Result<Box<Opened>, Clean> {
        let mut opened = self.desk.open_source(source)?;
        cut::point_out(&mut opened.sheet, &self.wishes);
        Ok(opened)
    }

    /// Asks the desk.
    pub(super) fn ask_desk(&mut self, ask: Ask) -> Option<Answer> {
        let answer = self.desk.answer(ask)?;
        Some(cut::pointed_out(answer, &self.wishes))
    }
}
