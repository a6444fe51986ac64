//! The routine that is marked: how long it takes, and why it is worth a look now.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::{Look, ROOMY};
use crate::domain::body::Feet;
use crate::domain::care::Pick;
use crate::domain::catalogue::{Entry, Origin, Summary};
use crate::domain::words::{self, care as said};
use crate::ui::keymap::{Action, Scope};
use crate::ui::screen::home::{Home, time_of_day};
use crate::ui::view::page::{below, line, row};
use crate::ui::widget::text::{Prose, columns};

/// From so many rows on what is suggested has its goal beside its reasons.
const TALL: u16 = 28;

impl Home {
    /// The routine that is marked, in a few words; says how many rows it took.
    pub(super) fn choice_rows(&self, look: Look, (area, buf): (Rect, &mut Buffer)) -> u16 {
        let theme = look.theme;
        if let Some(because) = self.log_only().filter(|_| self.marked().is_none()) {
            return self.log_only_rows(because, look, (area, buf));
        }
        if let Some(flags) = self.flags().filter(|_| self.filter().is_none()) {
            return self.flagged_rows(flags, look, (area, buf));
        }
        let Some(card) = self.marked() else {
            let nothing = match self.filter() {
                Some(_) => "Nothing is called that.".to_owned(),
                None => format!("All are hidden: {} shows them.", look.key(Scope::Home, Action::ShowHidden)),
            };
            line(&nothing, theme.quiet(), (row(area, 0), buf));
            return 2;
        };
        let summary = match &card.state {
            Ok(summary) => summary,
            Err(why) => {
                line(&card.title(), theme.strong(), (row(area, 0), buf));
                let prose = Prose::new(why, theme.attention());
                let high = prose.height(area.width).min(3);
                prose.render(Rect { height: high, ..below(area, 1) }, buf);
                return high + 2;
            }
        };
        let when = self.suggested().and_then(|_| self.advice()).map(|advice| said::when(&advice.suggestion));
        let lead = when.map_or(0, |when| columns(when) + 3);
        line(when.unwrap_or_default(), theme.quiet(), (row(area, 0), buf));
        let named = Rect { x: area.x + lead, width: area.width.saturating_sub(lead), ..row(area, 0) };
        line(&summary.name, theme.strong(), (named, buf));
        let totals = self.totals(summary);
        let total = totals.of(self.choice().work);
        let today = match self.choice().work {
            Feet::Both if totals.left != totals.right => {
                format!("{total}, left {}, right {}", totals.left, totals.right)
            }
            Feet::Both => format!("{total}, one foot {}", totals.left),
            Feet::Left => format!("{total}, left foot only"),
            Feet::Right => format!("{total}, right foot only"),
        };
        let x = area.x + lead + columns(&summary.name) + 3;
        let x_room = area.right().saturating_sub(x);
        let fits = |text: &&String| columns(text) <= x_room;
        if let Some(today) = [today, total.to_string()].iter().find(fits) {
            line(today, theme.text(), (Rect { x, width: x_room, ..row(area, 0) }, buf));
        }
        if let Some(pick) = self.suggested() {
            return 1 + self.reasons((pick, summary), look, (below(area, 1), buf));
        }
        if self.is_held(card) {
            let why = format!("Not listed for your health: {}.", self.outlook(card).hidden);
            let prose = Prose::new(&why, theme.attention());
            let high = prose.height(area.width).min(2);
            prose.render(Rect { height: high, ..below(area, 1) }, buf);
            return if area.height < ROOMY { 1 + high } else { high + 2 };
        }
        if area.height < ROOMY {
            return 1;
        }
        let prose = Prose::new(summary.goal.as_deref().unwrap_or_default(), theme.text());
        let high = prose.height(area.width).min(2);
        prose.render(Rect { height: high, ..below(area, 1) }, buf);
        line(&self.why(card, summary, look), theme.quiet(), (row(area, 1 + high), buf));
        high + 3
    }

    /// Why it is suggested, what else, and what it is for where there is room; says how many rows it took.
    fn reasons(&self, (pick, summary): (&Pick, &Summary), look: Look, (area, buf): (Rect, &mut Buffer)) -> u16 {
        let theme = look.theme;
        if area.height + 1 < ROOMY {
            let why = said::why_in_short(pick);
            let prose = Prose::new(&why, theme.text());
            let rows = prose.height(area.width).clamp(1, 2);
            prose.render(Rect { height: rows, ..area }, buf);
            return rows;
        }
        let second = self.advice().and_then(|advice| advice.suggestion.second.as_ref()).map(said::second);
        let goal = summary.goal.as_deref().filter(|_| area.height > TALL).map(str::to_owned);
        let mut high = 0;
        for (text, style) in [(goal, theme.text()), (Some(said::why(pick)), theme.text()), (second, theme.quiet())] {
            let Some(text) = text else { continue };
            let prose = Prose::new(&text, style);
            let rows = prose.height(area.width).min(2);
            prose.render(Rect { height: rows, ..below(area, high) }, buf);
            high += rows;
        }
        high + 1
    }

    /// What is said of one of the person's own; with its file, where another one is called the same.
    fn yours(&self, card: &Entry) -> String {
        let title = card.title();
        let has_twin = self.entries().any(|other| other.id != card.id && other.title() == title);
        let file = card.id.as_ref().filter(|_| has_twin).map_or_else(String::new, |id| format!(", {id}.toml"));
        format!("yours{file}")
    }

    /// Why it is worth a look now: when it is meant for, when it was last done.
    fn why(&self, card: &Entry, summary: &Summary, look: Look) -> String {
        let mut parts = Vec::new();
        let word = time_of_day(look.now);
        if summary.when.iter().any(|when| when.as_str() == word) {
            parts.push(match word {
                "morning" => "good for this morning".to_owned(),
                "evening" => "good for this evening".to_owned(),
                _ => "good for the desk".to_owned(),
            });
        }
        if let Some(last) = card.id.as_ref().and_then(|id| self.recent().last.get(id)) {
            parts.push(format!("last done {}", words::ago(*last, look.now)));
        }
        match card.origin {
            Origin::Personal(_) => parts.push(self.yours(card)),
            Origin::Draft => {
                parts.push(format!("draft, not saved yet: {} opens it", look.key(Scope::Home, Action::Open)));
            }
            Origin::Shipped => {}
        }
        if card.hidden {
            parts.push(format!("hidden: {} lists it again", look.key(Scope::Home, Action::Hide)));
        }
        parts.join(&format!(" {} ", look.theme.signs().between))
    }
}
