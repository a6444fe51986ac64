//! In the place of a suggestion: that there is no session, why, and the way on.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;

use super::{Look, ROOMY};
use crate::domain::health::Because;
use crate::domain::order;
use crate::domain::record::RedFlags;
use crate::domain::safety::{EMERGENCY, advice};
use crate::domain::words;
use crate::ui::keymap::{Action, Scope};
use crate::ui::screen::home::Home;
use crate::ui::view::page::{below, line, row};
use crate::ui::widget::text::Prose;

/// Rows that the list keeps where there is room.
const LIST: u16 = 4;

impl Home {
    /// In the place of a routine, where none is offered; says how many rows it took.
    pub(super) fn log_only_rows(&self, because: Because, look: Look, (area, buf): (Rect, &mut Buffer)) -> u16 {
        let (rate, health) = (look.key(Scope::Home, Action::Rate), look.key(Scope::Home, Action::Health));
        line("No session for now", look.theme.strong(), (row(area, 0), buf));
        let why = format!("{}: {rate} logs pain, {health} shows your answers.", words::capital(&because.to_string()));
        let prose = Prose::new(&why, look.theme.text());
        let high = prose.height(area.width).min(3);
        prose.render(Rect { height: high, ..below(area, 1) }, buf);
        high + 2
    }

    /// In the place of a suggestion on the day of a red flag: what was said, the way on, and what follows from it, which
    /// comes before any list; says how many rows it took.
    pub(super) fn flagged_rows(&self, flags: RedFlags, look: Look, (area, buf): (Rect, &mut Buffer)) -> u16 {
        let theme = look.theme;
        let [rate, open] = [Action::Rate, Action::Open].map(|action| look.key(Scope::Home, action));
        line("No session today", theme.strong(), (row(area, 0), buf));
        let is_roomy = area.height >= ROOMY;
        let rows = |text: &str| Prose::new(text, theme.text()).height(area.width);
        let ways = format!("{open} asks again, {rate} logs pain.");
        let said = format!("You said: {flags}. {ways}");
        let head = if is_roomy && rows(&said) <= (area.height / 3).max(2) { said } else { ways.clone() };
        let room = area.height.saturating_sub(1 + rows(&head) + if is_roomy { LIST } else { 0 });
        let (advice, is_cut) = fitting(advice(flags.answers()), room, rows);
        let mut texts: Vec<(&str, Style)> = advice.into_iter().map(|text| (text, theme.attention())).collect();
        let head = if is_cut { format!("{open} asks again and says the rest.") } else { head };
        texts.insert(if is_roomy { 0 } else { texts.len() }, (&head, theme.text()));
        let mut high = 1;
        for (text, style) in texts {
            let rows = rows(text);
            Prose::new(text, style).render(Rect { height: rows, ..below(area, high) }.intersection(area), buf);
            high += rows;
        }
        high + u16::from(is_roomy)
    }
}

/// As many of these sentences, none of them cut, as have room together; and whether any has none. The emergency comes
/// before all others where not all of them have.
fn fitting(
    all: impl Iterator<Item = &'static str>,
    room: u16,
    rows: impl Fn(&str) -> u16,
) -> (Vec<&'static str>, bool) {
    let mut all: Vec<&str> = all.collect();
    if all.iter().map(|text| rows(text)).sum::<u16>() <= room {
        return (all, false);
    }
    order::by_key(&mut all, |text| *text != EMERGENCY);
    let mut left = room;
    let fits = |text: &&str| {
        rows(text) <= left && {
            left -= rows(text);
            true
        }
    };
    (all.into_iter().filter(fits).collect(), true)
}
