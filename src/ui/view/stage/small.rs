//! A window that is too small for a screen: the digits all the same, wherever they fit, and the side beside or above them.

use ratatui::buffer::Buffer;
use ratatui::layout::{HorizontalAlignment, Rect};
use ratatui::widgets::Widget;

use super::side::{beside, own_room};
use super::{Look, SIDE_BY_SIDE, Stage};
use crate::domain::body::Side;
use crate::ui::keymap::Scope;
use crate::ui::screen::player::{Player, View};
use crate::ui::view::page::below;
use crate::ui::widget::text::{Prose, TooSmall, wrap};

impl Player {
    /// The side, the seconds and the phase in a window that is too small for a screen, in block digits without a drawing;
    /// what is said in passing, or that the keys are locked, below them, and last that the window is too small. Whether
    /// there was room for that.
    pub(in crate::ui::view) fn in_small(&self, look: Look, (area, buf): (Rect, &mut Buffer)) -> bool {
        let mut stage = self.stage(Look { anatomy: None, ..look }, area);
        (stage.view, stage.roomy) = (View::Far, false);
        let told = stage.told(self, area.width);
        let rows = told.as_ref().map_or(0, |told| wrap(told, area.width).count() as u16);
        // What is said goes before the digits do.
        let Some(told_rows) = [rows, 0].into_iter().find(|rows| stage.has_digits(hall(area, *rows))) else {
            return false;
        };
        stage.hall((hall(area, told_rows), buf));
        let foot = below(area, area.height.saturating_sub(1 + told_rows));
        if let Some(told) = told.filter(|_| told_rows > 0) {
            let text = Prose::new(&told, look.theme.strong()).align(HorizontalAlignment::Center);
            text.render(Rect { height: told_rows, ..foot }, buf);
        }
        TooSmall::new(look.theme).of(area).render(below(foot, told_rows), buf);
        true
    }

    /// The same in words, each time shorter, where not even the smallest digits fit.
    pub(in crate::ui::view) fn in_short(&self, look: Look, area: Rect) -> Vec<String> {
        let stage = self.stage(look, area);
        let mut lines = stage.in_words();
        let told = stage.told(self, area.width);
        let seconds = lines.get(1).cloned().unwrap_or_default();
        lines.insert(1, format!("{seconds}\n{}", stage.phase_word()));
        if let Some(told) = told {
            let below = wrap(&told, area.width).collect::<Vec<_>>().join("\n");
            let all: Vec<String> = lines.iter().map(|line| format!("{line}\n{below}")).collect();
            lines.splice(..0, all);
        }
        lines
    }
}

impl Stage<'_> {
    /// What is said in passing, or else that the keys are locked.
    fn told(&self, player: &Player, width: u16) -> Option<String> {
        let told = self.passing(player.remark(), width).map(|(text, _)| text);
        told.or_else(|| (player.scope() == Scope::SessionLocked).then(|| "Keys are locked.".to_owned()))
    }

    /// Whether digits fit below a line for the side.
    fn has_digits(&self, hall: Rect) -> bool {
        self.digits_high(below(hall, 1)) > 0
    }

    /// Whether a low hall is wide enough for the side in block letters beside digits as high as they would be below it.
    pub(super) fn is_flat(&self, side: Side, area: Rect) -> bool {
        let wide = area.width >= SIDE_BY_SIDE.0 - 4;
        let clock = beside(side, self.own_half(area), area);
        wide && self.digits_high(clock) >= self.digits_high(below(area, 1)).max(1)
    }

    /// The side in block letters on its own half of a low hall, with the part of the body where it has room, and the clock
    /// beside it.
    pub(super) fn flat(&self, side: Side, (area, buf): (Rect, &mut Buffer)) {
        let own = self.own_half(area);
        let room = own_room(side, own, area);
        let sign = self.named(side, 1);
        let high = sign.height(room);
        if high > 1 {
            sign.render(below(room, (room.height - high) / 2), buf);
        } else {
            self.side_and_part(side, (room, buf));
        }
        self.other_half(side, (own, Rect::ZERO), (area, buf));
    }
}

/// What the last row and so many above it leave for the side and the clock.
const fn hall(area: Rect, told: u16) -> Rect {
    let margin = if area.width > 30 { 1 } else { 0 };
    let rows = area.height.saturating_sub(1 + told);
    Rect { x: area.x + margin, width: area.width.saturating_sub(2 * margin), height: rows, ..area }
}
