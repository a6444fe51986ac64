//! In the place of a suggestion: that there is no session, why, and the way on.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::{Look, ROOMY};
use crate::domain::health::Because;
use crate::domain::record::RedFlags;
use crate::domain::safety::ADVICE;
use crate::domain::words;
use crate::ui::keymap::{Action, Scope};
use crate::ui::screen::home::Home;
use crate::ui::view::page::{below, line, row};
use crate::ui::widget::text::Prose;

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

    /// In the place of a suggestion on the day of a red flag: what was said, the way on, and what follows from it where there
    /// is room; says how many rows it took.
    pub(super) fn flagged_rows(&self, flags: RedFlags, look: Look, (area, buf): (Rect, &mut Buffer)) -> u16 {
        let theme = look.theme;
        let [rate, open] = [Action::Rate, Action::Open].map(|action| look.key(Scope::Home, action));
        line("No session today", theme.strong(), (row(area, 0), buf));
        let ways = format!("{open} asks again, {rate} logs pain.");
        let full = format!("You said: {flags}. {ways}");
        let short = format!("You said yes to {} of the five questions. {ways}", flags.iter().count());
        let most = (area.height / 3).max(2);
        let said = if Prose::new(&full, theme.text()).height(area.width) <= most { full } else { short };
        let advice = ADVICE.iter().zip(flags.answers()).filter(|(_, yes)| *yes).flat_map(|(advice, _)| *advice);
        let advice = advice.map(|text| (*text, theme.attention())).filter(|_| area.height >= ROOMY);
        let (mut high, most) = (1, area.height / 2);
        for (text, style) in std::iter::once((said.as_str(), theme.text())).chain(advice) {
            let prose = Prose::new(text, style);
            let rows = prose.height(area.width);
            // The page that asks again says all of it; here no sentence is cut.
            if high > 1 && high + rows > most {
                break;
            }
            prose.render(Rect { height: rows, ..below(area, high) }.intersection(area), buf);
            high += rows;
        }
        high + u16::from(area.height >= ROOMY)
    }
}
