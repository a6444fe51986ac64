//! A routine adapted for today: every step, with how much of it is done.
//!
//! ```text
//!  Calf Classic                                              8:00 of 13:20     heading
//!  8 min · both sides, left first                                              how it is adapted, or the minutes typed
//!
//!  ▸ ● Knead the calf          1:50, 2 rounds   was 3:00, 2 rounds             steps
//!    ○ Palms under the feet    no time
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::Look;
use super::page::{Page, below, both_ends, footer, line, row, typed};
use crate::domain::fit::{MINUTES, StepToday};
use crate::domain::time::clock;
use crate::domain::words;
use crate::domain::words::health::NO_SESSION;
use crate::ui::field::Field;
use crate::ui::keymap::{Action, Scope};
use crate::ui::screen::adapt::Adapt;
use crate::ui::widget::text::{Prose, columns, fit};

/// What stands before the minutes being typed.
const MINUTES_LABEL: &str = "Minutes  ";

impl Adapt {
    pub(super) fn view(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        let page = Page::of(area);
        let (today, paper) = (self.fit().plan.total(), self.paper());
        let total = if today == paper { clock(paper) } else { words::of(today, paper) };
        both_ends((&self.routine().name, theme.strong()), (&total, theme.text()), (page.heading, buf));
        match self.field() {
            Some(field) => self.minutes(field, look, (row(page.body, 0), buf)),
            None => line(&self.summary(look, page.body.width), theme.quiet(), (row(page.body, 0), buf)),
        }
        let mut list = below(page.body, 1 + u16::from(page.body.height >= 12));
        if let Some(trouble) = self.trouble(look) {
            let prose = Prose::new(&trouble, theme.attention());
            let high = prose.height(list.width).min(list.height);
            let room = list.height.saturating_sub(high);
            prose.render(Rect { y: list.y + room, height: high, ..list }, buf);
            list.height = room;
        }
        self.steps(look, (list, buf));
        footer(self.scope(), look, (page.footer, buf));
    }

    /// How it is adapted, in a line.
    fn summary(&self, look: Look, width: u16) -> String {
        let minutes = self.adjustment().minutes.map(|minutes| format!("{minutes} min"));
        let percent = (self.fit().percent != 100).then(|| format!("doses {} %", self.fit().percent));
        let sides = words::sides(self.fit().plan.choice).to_owned();
        let parts: Vec<String> = minutes.into_iter().chain(percent).chain([sides]).collect();
        let text = parts.join(&format!(" {} ", look.theme.signs().between));
        fit(&text, width, look.theme)
    }

    fn minutes(&self, field: &Field, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let theme = look.theme;
        line(MINUTES_LABEL, theme.strong(), (area, buf));
        let at = |x: u16| Rect { x: area.x + x, width: area.width.saturating_sub(x), ..area };
        let x = columns(MINUTES_LABEL);
        typed(field, look, (at(x), buf));
        let room = at(x + 6);
        let paper = clock(self.paper());
        let hint = format!("of {paper}; nothing typed: all of it");
        let hint = if columns(&hint) <= room.width { hint } else { format!("of {paper}") };
        line(&hint, theme.quiet(), (room, buf));
    }

    /// What stands in the way, or is otherwise than asked for.
    fn trouble(&self, look: Look) -> Option<String> {
        let plan = &self.fit().plan;
        if self.is_out_of_range() {
            return Some(format!("A session has {} to {} minutes.", MINUTES.start(), MINUTES.end()));
        }
        if plan.is_empty() {
            let (toggle, sides) = (look.key(Scope::Adapt, Action::Toggle), look.key(Scope::Adapt, Action::Sides));
            return Some(format!(
                "Nothing is left to do: {toggle} takes a step in again, {sides} chooses other sides."
            ));
        }
        if let Some((step, because)) = self.held().filter(|_| self.field().is_none()) {
            if self.fit().outlook.log_only {
                return Some(format!("{NO_SESSION} {} is left out for your health: {because}.", step.name));
            }
            let anyway = look.key(Scope::Before, Action::Anyway);
            return Some(format!(
                "{} is left out for your health: {because}. {anyway} on the next page does all as on paper.",
                step.name
            ));
        }
        let total = clock(plan.total());
        self.fit().over.then(|| format!("{total} is the least that is worth doing of what is left."))
    }

    fn steps(&self, look: Look, (area, buf): (Rect, &mut Buffer)) {
        let steps = &self.fit().steps;
        let widest = steps.iter().map(|step| columns(&step.name) + indent(step)).max().unwrap_or_default();
        let name = widest.min(area.width / 2);
        let first = self.cursor().first_shown(area.height.into());
        for (y, (number, step)) in (0..area.height).zip(steps.iter().enumerate().skip(first)) {
            let marked = number == self.cursor().marked() && self.field().is_none();
            self.step((number, step), (marked, name), look, (row(area, y), buf));
        }
    }

    fn step(
        &self,
        (number, step): (usize, &StepToday),
        (marked, name_width): (bool, u16),
        look: Look,
        (area, buf): (Rect, &mut Buffer),
    ) {
        let theme = look.theme;
        let there = step.lives && step.today.is_some();
        let (plain, quiet) = match (marked, there) {
            (true, _) => (theme.selected(), theme.selected()),
            (false, true) => (theme.text(), theme.quiet()),
            (false, false) => (theme.quiet(), theme.quiet()),
        };
        let at = |x: u16| Rect { x: area.x + x, width: area.width.saturating_sub(x), ..area };
        if marked {
            buf.set_style(area, theme.selected());
            line(theme.signs().here, plain, (area, buf));
        }
        line(if there { theme.signs().full } else { theme.signs().hollow }, plain, (at(2), buf));
        let shift = 4 + indent(step);
        line(&fit(&step.name, name_width.saturating_sub(indent(step)), theme), plain, (at(shift), buf));
        let room = at(4 + name_width + 2);
        let (now, instead) = self.said(number, step);
        line(&fit(&now, room.width, theme), plain, (room, buf));
        let behind = columns(&now) + 2;
        let rest = Rect { x: room.x + behind, width: room.width.saturating_sub(behind), ..room };
        if rest.width >= columns(&instead) {
            line(&instead, quiet, (rest, buf));
        }
    }

    /// How much of a step is done, or why it is not; and what is on paper, where that is otherwise.
    fn said(&self, number: usize, step: &StepToday) -> (String, String) {
        match &step.today {
            _ if !step.lives => ("not for this side".into(), String::new()),
            None if step.verdict.is_hidden() => ("for your health".into(), String::new()),
            Some(today) if step.is_changed() => (today.to_string(), format!("was {}", step.paper)),
            Some(today) => (today.to_string(), String::new()),
            None if self.adjustment().without.contains(&number) => ("left out".into(), String::new()),
            None => ("no time".into(), String::new()),
        }
    }
}

/// Columns by which a step of a set stands further in.
fn indent(step: &StepToday) -> u16 {
    u16::try_from(2 * step.depth).unwrap_or(0)
}
