//! Where the marked step works: the leg or the foot with its zones, or with the zone that is just being chosen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::domain::body::{Side, Zone};
use crate::domain::motion::{Beat, motion};
use crate::domain::plan::PlanStep;
use crate::domain::vocabulary::Vocabulary;
use crate::ui::screen::editor::Editor;
use crate::ui::view::Look;
use crate::ui::widget::body::{Body, SMALLEST};

/// The highest it becomes.
const HIGHEST: u16 = 20;

impl Editor {
    /// Draws it, where there is room and something to draw; whether it did.
    pub(super) fn picture(&self, look: Look, (area, buf): (Rect, &mut Buffer)) -> bool {
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            return false;
        }
        self.drawn(look, (Rect { height: area.height.min(HIGHEST), ..area }, buf)).is_some()
    }

    fn drawn(&self, look: Look, (area, buf): (Rect, &mut Buffer)) -> Option<()> {
        let (anatomy, _) = look.anatomy?;
        let table = self.table().filter(|table| !table.is_set)?;
        let number = self.draft().sheet().numbers(&table.place).next()?;
        let plan = &self.draft().unrolled()?.plan;
        let step = plan.steps.get(number)?;
        let block = plan.blocks.iter().find(|block| block.step == number)?;
        let segment = plan.segments.get(block.work)?;
        let zones = self.chosen_zone().map_or_else(|| step.zones.clone(), |zone| vec![zone]);
        let step = PlanStep { zones, ..step.clone() };
        let beat = Beat { still: true, ..Beat::of(segment, segment.length / 2, segment.length) };
        let motion = motion(&step, beat)?;
        let side = block.side.unwrap_or(Side::Left);
        Body::new(anatomy.of(motion.view)?, &motion, side, look.theme).render(area, buf);
        Some(())
    }

    fn chosen_zone(&self) -> Option<Zone> {
        let typing = self.typing().filter(|typing| typing.vocabulary() == Some(Vocabulary::Zone))?;
        let (words, marked) = typing.choices();
        Zone::named(words.get(marked?)?)
    }
}
