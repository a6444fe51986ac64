//! The drawings of a session on the screen, which go on between two changes of everything else.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::anatomy::Drawing;
use crate::domain::motion::Motion;
use crate::ui::theme::Theme;
use crate::ui::widget::body::{Drawn, join};

/// Each as the last frame has it.
#[derive(Debug, Default)]
pub struct Pictures(Vec<Drawn>);

impl Pictures {
    /// Draws their next frame over the last one; the cells that may have changed. None where there is none of them, or
    /// where more than that may be otherwise.
    pub(in crate::ui::view) fn go_on(
        &mut self,
        drawing: &Drawing,
        motion: &Motion,
        (theme, buf): (&Theme, &mut Buffer),
    ) -> Option<Rect> {
        let mut all = None;
        for drawn in &mut self.0 {
            let changed = drawn.go_on((drawing, motion), (theme, buf))?;
            all = Some(all.map_or(changed, |all| join(all, changed)));
        }
        all
    }
}

impl Extend<Drawn> for Pictures {
    fn extend<T: IntoIterator<Item = Drawn>>(&mut self, drawn: T) {
        self.0.extend(drawn);
    }
}
